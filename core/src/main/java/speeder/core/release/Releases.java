package speeder.core.release;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import speeder.core.release.ReleaseFact.Anchored;
import speeder.core.release.ReleaseFact.Chosen;
import speeder.core.release.ReleaseFact.Condemned;
import speeder.core.release.ReleaseFact.Overtaken;
import speeder.core.release.ReleaseFact.Pushed;
import speeder.core.release.ReleaseFact.Recalled;
import speeder.core.release.ReleaseFact.Sealed;
import speeder.core.value.Kind;
import speeder.core.value.ReleaseId;

/// The releases' slice: the last [#KEPT] of each lane, which one is wanted next, and the anchor.
///
/// @param byLane oldest first
/// @param next the release a lane is to serve, until a rollout takes it up
/// @param urgent the same of what takes a path of its own: it goes before what is next
/// @param anchors per lane, releases whose whole window passed, oldest first: the last is the
///   anchor
public record Releases(
    SortedMap<String, List<Standing>> byLane,
    SortedMap<String, Chosen> next,
    SortedMap<String, Chosen> urgent,
    SortedMap<String, List<ReleaseId>> anchors) {
  /// Releases of a lane that the World remembers; a command about an older one brings its document.
  public static final int KEPT = 50;

  /// Anchors of a lane that going back may fall back on, one after another.
  static final int ANCHORS_KEPT = 5;

  public static final Releases NONE =
      new Releases(
          Collections.emptySortedMap(),
          Collections.emptySortedMap(),
          Collections.emptySortedMap(),
          Collections.emptySortedMap());

  public Releases {
    byLane = Collections.unmodifiableSortedMap(new TreeMap<>(byLane));
    next = Collections.unmodifiableSortedMap(new TreeMap<>(next));
    urgent = Collections.unmodifiableSortedMap(new TreeMap<>(urgent));
    anchors = Collections.unmodifiableSortedMap(new TreeMap<>(anchors));
  }

  /// @param needed releases that are not forgotten: they serve, stand in slots or are on their way
  public Releases apply(ReleaseFact fact, long offset, Set<ReleaseId> needed) {
    return switch (fact) {
      case Sealed sealed -> sealed(new Standing(sealed, offset, false, false), needed);
      case Recalled(var sealed, var condemned) ->
          recalled(new Standing(sealed, offset, true, condemned));
      case Pushed pushed -> change(pushed.release(), Standing::asPushed);
      case Chosen chosen -> chosen(chosen);
      case Overtaken(var release, var lane, var _) -> taken(lane, release);
      case Anchored anchored -> withAnchor(anchored.lane(), anchored.release());
      case Condemned condemned -> condemned(condemned);
      case ReleaseFact.Unneeded _, ReleaseFact.PackedAway _ -> this;
    };
  }

  /// The lane's wish for this release, if it has one, is over: a rollout took it up.
  public Releases taken(String lane, ReleaseId release) {
    return new Releases(
        byLane, without(next, lane, release), without(urgent, lane, release), anchors);
  }

  private static SortedMap<String, Chosen> without(
      SortedMap<String, Chosen> wishes, String lane, ReleaseId release) {
    var wish = wishes.get(lane);
    if (wish == null || !wish.release().equals(release)) return wishes;
    var changed = new TreeMap<>(wishes);
    changed.remove(lane);
    return changed;
  }

  /// What a lane is to serve next: first what takes a path of its own.
  public Optional<ReleaseId> next(String lane) {
    return Optional.ofNullable(urgent.getOrDefault(lane, next.get(lane))).map(Chosen::release);
  }

  public List<Standing> of(String lane) {
    return byLane.getOrDefault(lane, List.of());
  }

  /// The newest that was made to be served.
  public Optional<Standing> newest(String lane) {
    for (var standing : of(lane).reversed()) {
      if (standing.sealed().origin().serves()) return Optional.of(standing);
    }
    return Optional.empty();
  }

  /// All that are remembered: for who looks for many of them at once.
  public Map<ReleaseId, Standing> byId() {
    var byId = new HashMap<ReleaseId, Standing>();
    for (var list : byLane.values()) for (var it : list) byId.put(it.release(), it);
    return byId;
  }

  public Optional<Standing> find(ReleaseId release) {
    for (var lane : byLane.keySet()) {
      var found = find(lane, release);
      if (found.isPresent()) return found;
    }
    return Optional.empty();
  }

  public Optional<Standing> find(String lane, ReleaseId release) {
    for (var standing : of(lane).reversed()) {
      if (standing.release().equals(release)) return Optional.of(standing);
    }
    return Optional.empty();
  }

  public Optional<ReleaseId> anchor(String lane) {
    var line = anchors.getOrDefault(lane, List.of());
    return line.isEmpty() ? Optional.empty() : Optional.of(line.getLast());
  }

  /// The release that one stands in for, or itself.
  public ReleaseId covered(ReleaseId release) {
    return find(release).flatMap(it -> it.sealed().origin().covered()).orElse(release);
  }

  /// A lane went back: what it left is no longer its anchor. What stands in for an anchor is one.
  public Releases wentBack(String lane, List<ReleaseId> line) {
    var stay = new ArrayList<ReleaseId>();
    for (var anchor : anchors.getOrDefault(lane, List.of())) {
      if (line.contains(anchor)) stay.add(anchor);
      else line.stream().filter(it -> covered(it).equals(anchor)).findFirst().ifPresent(stay::add);
    }
    return withAnchors(lane, List.copyOf(stay));
  }

  private Releases sealed(Standing standing, Set<ReleaseId> needed) {
    var list = new ArrayList<>(of(standing.sealed().lane()));
    list.add(standing);
    var changed = new TreeMap<>(byLane);
    changed.put(standing.sealed().lane(), withinLimit(list, needed));
    return new Releases(changed, next, urgent, anchors);
  }

  /// As the oldest: it is none of the newest again.
  private Releases recalled(Standing standing) {
    var lane = standing.sealed().lane();
    if (find(lane, standing.release()).isPresent()) return this;
    var list = new ArrayList<>(of(lane));
    list.addFirst(standing);
    var changed = new TreeMap<>(byLane);
    changed.put(lane, List.copyOf(list));
    return new Releases(changed, next, urgent, anchors);
  }

  /// Forgets the oldest that nobody needs.
  private List<Standing> withinLimit(List<Standing> list, Set<ReleaseId> needed) {
    var old = List.copyOf(list.subList(0, list.size() - 1));
    for (var standing : old) {
      if (list.size() <= KEPT) break;
      if (!isNeeded(standing.release(), needed)) list.remove(standing);
    }
    return List.copyOf(list);
  }

  /// Whether it is one that a lane is to serve next, or may go back to.
  public boolean isPinned(ReleaseId release) {
    return isNeeded(release, Set.of());
  }

  private boolean isNeeded(ReleaseId release, Set<ReleaseId> needed) {
    var covered = covered(release);
    return needed.contains(release)
        || needed.contains(covered)
        || anchors.values().stream().anyMatch(it -> it.contains(release) || it.contains(covered))
        || isChosen(release);
  }

  private boolean isChosen(ReleaseId release) {
    for (var wish : next.values()) if (wish.release().equals(release)) return true;
    for (var wish : urgent.values()) if (wish.release().equals(release)) return true;
    return false;
  }

  private Releases condemned(Condemned fact) {
    return change(fact.release(), Standing::asCondemned).taken(fact.lane(), fact.release());
  }

  private Releases change(ReleaseId release, UnaryOperator<Standing> how) {
    var changed = new TreeMap<String, List<Standing>>();
    byLane.forEach((lane, list) -> changed.put(lane, changed(list, release, how)));
    return new Releases(changed, next, urgent, anchors);
  }

  private static List<Standing> changed(
      List<Standing> list, ReleaseId release, UnaryOperator<Standing> how) {
    return list.stream().map(it -> it.release().equals(release) ? how.apply(it) : it).toList();
  }

  private Releases chosen(Chosen wish) {
    boolean code = wish.kind() == Kind.CODE;
    var changed = new TreeMap<>(code ? next : urgent);
    changed.put(wish.lane(), wish);
    return code
        ? new Releases(byLane, changed, urgent, anchors)
        : new Releases(byLane, next, changed, anchors);
  }

  private Releases withAnchor(String lane, ReleaseId release) {
    var line = new ArrayList<>(anchors.getOrDefault(lane, List.of()));
    line.remove(release);
    line.add(release);
    if (line.size() > ANCHORS_KEPT) line.removeFirst();
    return withAnchors(lane, line);
  }

  private Releases withAnchors(String lane, List<ReleaseId> line) {
    var changed = new TreeMap<>(anchors);
    changed.put(lane, List.copyOf(line));
    return new Releases(byLane, next, urgent, changed);
  }
}
