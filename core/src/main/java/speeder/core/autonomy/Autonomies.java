package speeder.core.autonomy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import speeder.core.autonomy.AutonomyFact.Compared;
import speeder.core.autonomy.AutonomyFact.Confirmed;
import speeder.core.autonomy.AutonomyFact.FoundWrong;
import speeder.core.autonomy.AutonomyFact.LevelSet;
import speeder.core.autonomy.AutonomyFact.Match;
import speeder.core.autonomy.AutonomyFact.WouldHave;
import speeder.core.autonomy.Opinion.Decided;
import speeder.core.farm.Acting.Autonomy;
import speeder.core.value.ReleaseId;

/// The slice of how far automation goes.
///
/// @param levels that were set, by `lane` or `lane/stage`
/// @param confirmed rollouts to the index of the last stage that a person said yes to
/// @param open what automation would do and nobody has done or prevented yet, by offset
/// @param decided the last of each lane that people did or prevented, oldest first
/// @param wishes per lane what a person asked for: a candidate, a release
/// @param failed releases that a verdict took back
public record Autonomies(
    SortedMap<String, Autonomy> levels,
    SortedMap<Long, Integer> confirmed,
    SortedMap<Long, Opinion> open,
    SortedMap<String, List<Decided>> decided,
    SortedMap<String, Wish> wishes,
    SortedSet<ReleaseId> failed) {
  /// Decided opinions of a lane that the World remembers.
  public static final int DECIDED_KEPT = 100;

  public static final Autonomies NONE =
      new Autonomies(
          Collections.emptySortedMap(),
          Collections.emptySortedMap(),
          Collections.emptySortedMap(),
          Collections.emptySortedMap(),
          Collections.emptySortedMap(),
          Collections.emptySortedSet());

  /// What a person asked for last: the candidate that their wish led to, the release they chose.
  public record Wish(long candidate, Optional<ReleaseId> release) {
    static final Wish NONE = new Wish(0, Optional.empty());
  }

  /// How often people did what automation would have done.
  public record Count(int agreed, int decisions) {
    public int percent() {
      return decisions == 0 ? 0 : 100 * agreed / decisions;
    }
  }

  public Autonomies {
    levels = Collections.unmodifiableSortedMap(new TreeMap<>(levels));
    confirmed = Collections.unmodifiableSortedMap(new TreeMap<>(confirmed));
    open = Collections.unmodifiableSortedMap(new TreeMap<>(open));
    decided = Collections.unmodifiableSortedMap(new TreeMap<>(decided));
    wishes = Collections.unmodifiableSortedMap(new TreeMap<>(wishes));
    failed = Collections.unmodifiableSortedSet(new TreeSet<>(failed));
  }

  public Autonomies apply(AutonomyFact fact, long offset, Instant at) {
    return switch (fact) {
      case LevelSet it -> levelled(it);
      case Confirmed it -> confirmed(it.rollout(), it.stage());
      case WouldHave it -> opened(new Opinion(offset, at, it));
      case Compared it -> compared(it, at);
      case FoundWrong it -> forgiven(it.release());
    };
  }

  /// What was set for a stage, or for all of its lane.
  public Optional<Autonomy> set(String lane, String stage) {
    return Optional.ofNullable(levels.get(key(lane, stage)))
        .or(() -> Optional.ofNullable(levels.get(lane)));
  }

  /// Whether a person said yes to a rollout's being at a stage.
  public boolean isConfirmed(long rollout, int stage) {
    return confirmed.getOrDefault(rollout, -1) >= stage;
  }

  public List<Decided> decided(String lane) {
    return decided.getOrDefault(lane, List.of());
  }

  public List<Opinion> open(String lane) {
    return open.values().stream().filter(it -> it.would().lane().equals(lane)).toList();
  }

  /// What people did with what automation would have done since a time.
  public Count since(String lane, Instant from) {
    var counted = decided(lane).stream().filter(it -> !it.at().isBefore(from)).toList();
    long agreed = counted.stream().filter(it -> it.match() == Match.AGREED).count();
    return new Count((int) agreed, counted.size());
  }

  /// A candidate set out; whether a person's wish led to it.
  public Autonomies opened(String lane, long candidate, boolean byHand) {
    return byHand ? wishing(lane, new Wish(candidate, wish(lane).release())) : this;
  }

  /// A release is to be served next; whether a person wants it.
  public Autonomies chosen(String lane, ReleaseId release, boolean byHand) {
    var wanted = byHand ? Optional.of(release) : Optional.<ReleaseId>empty();
    return wishing(lane, new Wish(wish(lane).candidate(), wanted));
  }

  /// A rollout began: who chose its release has said yes to its first stage. Of rollouts that the
  /// World has forgotten nothing is kept.
  public Autonomies began(String lane, long rollout, ReleaseId release, Set<Long> known) {
    var changed = isWanted(lane, release) ? confirmed(rollout, 0) : this;
    var kept = new TreeMap<>(changed.confirmed);
    kept.keySet().retainAll(known);
    return new Autonomies(levels, kept, open, decided, wishes, failed);
  }

  /// A verdict took a release back.
  public Autonomies failed(ReleaseId release) {
    var changed = new TreeSet<>(failed);
    changed.add(release);
    return new Autonomies(levels, confirmed, open, decided, wishes, changed);
  }

  /// Forgets releases that the World has forgotten.
  public Autonomies within(Predicate<ReleaseId> known) {
    if (failed.stream().allMatch(known)) return this;
    var kept = new TreeSet<>(failed);
    kept.removeIf(known.negate());
    return new Autonomies(levels, confirmed, open, decided, wishes, kept);
  }

  /// Whether a person chose a release.
  public boolean isWanted(String lane, ReleaseId release) {
    return wish(lane).release().filter(release::equals).isPresent();
  }

  /// Whether a person's wish led to a candidate.
  public boolean isWanted(String lane, long candidate) {
    return wish(lane).candidate() == candidate;
  }

  private Wish wish(String lane) {
    return wishes.getOrDefault(lane, Wish.NONE);
  }

  private Autonomies wishing(String lane, Wish wish) {
    var changed = new TreeMap<>(wishes);
    changed.put(lane, wish);
    return new Autonomies(levels, confirmed, open, decided, changed, failed);
  }

  /// What is set for a whole lane holds for all of its stages.
  private Autonomies levelled(LevelSet fact) {
    var changed = new TreeMap<>(levels);
    if (fact.stage().isEmpty()) {
      changed.keySet().removeIf(it -> it.startsWith(fact.lane() + "/"));
      changed.put(fact.lane(), fact.level());
    } else changed.put(key(fact.lane(), fact.stage()), fact.level());
    return new Autonomies(changed, confirmed, open, decided, wishes, failed);
  }

  private Autonomies confirmed(long rollout, int stage) {
    var changed = new TreeMap<>(confirmed);
    changed.merge(rollout, stage, Math::max);
    return new Autonomies(levels, changed, open, decided, wishes, failed);
  }

  private Autonomies opened(Opinion opinion) {
    var changed = new TreeMap<>(open);
    changed.put(opinion.id(), opinion);
    return new Autonomies(levels, confirmed, changed, decided, wishes, failed);
  }

  private Autonomies compared(Compared fact, Instant at) {
    var opinion = open.get(fact.opinion());
    if (opinion == null) return this;
    var left = new TreeMap<>(open);
    left.remove(fact.opinion());
    if (fact.match() == Match.OVERTAKEN) {
      return new Autonomies(levels, confirmed, left, decided, wishes, failed);
    }
    var list = new ArrayList<>(decided(fact.lane()));
    list.add(new Decided(opinion, at, fact.match(), fact.did()));
    if (list.size() > DECIDED_KEPT) list.removeFirst();
    var changed = new TreeMap<>(decided);
    changed.put(fact.lane(), List.copyOf(list));
    return new Autonomies(levels, confirmed, left, changed, wishes, failed);
  }

  private Autonomies forgiven(ReleaseId release) {
    var changed = new TreeSet<>(failed);
    changed.remove(release);
    return new Autonomies(levels, confirmed, open, decided, wishes, changed);
  }

  private static String key(String lane, String stage) {
    return lane + "/" + stage;
  }
}
