package speeder.core.farm;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What must wait for what.
///
/// A lane conflicts with itself. Kinds of work say which others they conflict with on whatever
/// lane, and which of those they give way to: what gives way goes last, and steps aside when it
/// holds a lock that the other asks for.
///
/// @param kinds kinds of work by name; any other name is a kind without relations
/// @param lanes kind of a lane's own work, where it is not the kind of the lane's name
/// @param grace how long a holder that is asked to step aside may take
public record LockRules(
    SortedMap<String, Kind> kinds, SortedMap<String, String> lanes, Duration grace) {
  public static final int KINDS_MAX = 64;
  public static final int PRIORITY_MAX = 1_000;
  public static final Duration GRACE = Duration.ofSeconds(30);

  /// Work on a security patch, on whatever lane.
  public static final String SECURITY = "security";

  /// Each lane conflicts with itself alone.
  public static final LockRules NONE =
      new LockRules(Collections.emptySortedMap(), Collections.emptySortedMap(), GRACE);

  /// What holds where a manifest says nothing: pretrain never blocks train, backport or security.
  public static final LockRules USUAL =
      new LockRules(
          new TreeMap<>(
              Map.of(
                  "pretrain",
                  new Kind(100, List.of("backport", SECURITY, "train"), List.of()),
                  "train",
                  Kind.of(200),
                  "backport",
                  Kind.of(300),
                  SECURITY,
                  Kind.of(400))),
          Collections.emptySortedMap(),
          GRACE);

  public LockRules {
    kinds = Collections.unmodifiableSortedMap(new TreeMap<>(kinds));
    lanes = Collections.unmodifiableSortedMap(new TreeMap<>(lanes));
  }

  /// @param priority from 0 to [#PRIORITY_MAX]: who is higher goes first
  /// @param givesWayTo kinds it never blocks; no circle leads back to it
  /// @param conflicts other kinds that may not go on at once with it
  public record Kind(int priority, List<String> givesWayTo, List<String> conflicts) {
    public static final int PRIORITY = 100;

    public Kind {
      givesWayTo = givesWayTo.stream().sorted().toList();
      conflicts = conflicts.stream().sorted().toList();
    }

    public static Kind of(int priority) {
      return new Kind(priority, List.of(), List.of());
    }

    private boolean mentions(String other) {
      return givesWayTo.contains(other) || conflicts.contains(other);
    }
  }

  public Kind kind(String name) {
    return Optional.ofNullable(kinds.get(name)).orElse(Kind.of(Kind.PRIORITY));
  }

  /// Of what kind a lane's own work is.
  public String workOf(String lane) {
    return lanes.getOrDefault(lane, lane);
  }

  public boolean givesWay(String waits, String goes) {
    return kind(waits).givesWayTo().contains(goes);
  }

  /// Whether two kinds may not go on at once, whatever their lanes.
  public boolean conflict(String one, String other) {
    return kind(one).mentions(other) || kind(other).mentions(one);
  }

  /// How far from those that give way to none: 0, or one more than the farthest it gives way to.
  public int rank(String name) {
    return ranks().getOrDefault(name, 0);
  }

  /// A kind that gives way to itself, over others or not.
  public Optional<String> circle() {
    return ranks().entrySet().stream()
        .filter(it -> it.getValue() >= kinds.size())
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /// A way without circles has fewer steps than there are kinds.
  private SortedMap<String, Integer> ranks() {
    var ranks = new TreeMap<String, Integer>();
    for (int round = 0; round < kinds.size(); round++) {
      kinds.forEach((name, kind) -> ranks.put(name, rank(kind, ranks)));
    }
    return ranks;
  }

  private static int rank(Kind kind, Map<String, Integer> ranks) {
    return kind.givesWayTo().stream()
        .mapToInt(goes -> 1 + ranks.getOrDefault(goes, 0))
        .max()
        .orElse(0);
  }
}
