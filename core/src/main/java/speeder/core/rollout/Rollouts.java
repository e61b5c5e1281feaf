package speeder.core.rollout;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import speeder.core.rollout.RolloutFact.Began;
import speeder.core.rollout.RolloutFact.Stepped;
import speeder.core.supervision.SupervisionFact.VerdictReached;
import speeder.core.value.ReleaseId;

/// The rollouts' slice: those that are open, the last of each lane, and what each lane's main
/// served.
///
/// @param served per lane, the line of releases that led to what main serves: oldest first, at most
///   [#SERVED_KEPT], the last is what main serves
public record Rollouts(SortedMap<Long, Rollout> byId, SortedMap<String, List<ReleaseId>> served) {
  /// Rollouts that may be open at once.
  public static final int OPEN_MAX = 64;

  /// How far back the World remembers what main served.
  public static final int SERVED_KEPT = 50;

  public static final Rollouts NONE =
      new Rollouts(Collections.emptySortedMap(), Collections.emptySortedMap());

  public Rollouts {
    byId = Collections.unmodifiableSortedMap(new TreeMap<>(byId));
    served = Collections.unmodifiableSortedMap(new TreeMap<>(served));
  }

  /// @param covered the release that another stands in for, or itself
  public Rollouts apply(
      RolloutFact fact, long offset, Instant at, UnaryOperator<ReleaseId> covered) {
    return switch (fact) {
      case Began began -> began(began, offset, at);
      case Stepped stepped -> stepped(stepped, offset, at, covered);
    };
  }

  public Rollouts judged(VerdictReached fact) {
    return change(fact.rollout(), it -> it.judged(fact));
  }

  /// A rollout's wish went into the routing fact at an offset.
  public Rollouts routed(long rollout, long table) {
    return change(rollout, it -> it.routed(table));
  }

  public Optional<Rollout> find(long id) {
    return Optional.ofNullable(byId.get(id));
  }

  public List<Rollout> open() {
    var open = new ArrayList<Rollout>();
    for (var rollout : byId.values()) if (!rollout.phase().isEnd()) open.add(rollout);
    return Collections.unmodifiableList(open);
  }

  public List<Rollout> open(String lane) {
    var open = new ArrayList<Rollout>();
    for (var rollout : byId.values()) {
      if (rollout.lane().equals(lane) && !rollout.phase().isEnd()) open.add(rollout);
    }
    return Collections.unmodifiableList(open);
  }

  public List<Rollout> in(Phase phase) {
    var found = new ArrayList<Rollout>();
    for (var rollout : byId.values()) if (rollout.phase() == phase) found.add(rollout);
    return Collections.unmodifiableList(found);
  }

  public Optional<Rollout> newest(String lane) {
    var newest = Optional.<Rollout>empty();
    for (var rollout : byId.values()) {
      if (rollout.lane().equals(lane)) newest = Optional.of(rollout);
    }
    return newest;
  }

  /// What led to what main serves, oldest first.
  public List<ReleaseId> line(String lane) {
    return served.getOrDefault(lane, List.of());
  }

  /// What main serves.
  public Optional<ReleaseId> serving(String lane) {
    var list = line(lane);
    return list.isEmpty() ? Optional.empty() : Optional.of(list.getLast());
  }

  /// What main served on the way to what it serves, newest first, without that.
  public List<ReleaseId> before(String lane) {
    var line = line(lane).reversed();
    var before = new LinkedHashSet<>(line);
    if (!line.isEmpty()) before.remove(line.getFirst());
    return List.copyOf(before);
  }

  private Rollouts began(Began fact, long offset, Instant at) {
    var kept = new TreeMap<Long, Rollout>();
    for (var rollout : byId.values()) {
      boolean over = rollout.lane().equals(fact.lane()) && rollout.phase().isEnd();
      if (!over) kept.put(rollout.id(), rollout);
    }
    kept.put(offset, Rollout.began(fact, offset, at));
    return new Rollouts(kept, served);
  }

  private Rollouts stepped(
      Stepped fact, long offset, Instant at, UnaryOperator<ReleaseId> covered) {
    var changed = change(fact.rollout(), it -> it.stepped(fact, offset, at));
    return fact.step() == Step.ROUTED ? changed.mainServes(fact.rollout(), covered) : changed;
  }

  private Rollouts mainServes(long id, UnaryOperator<ReleaseId> covered) {
    var rollout = byId.get(id);
    if (rollout == null || !rollout.reachedMain()) return this;
    var before = line(rollout.lane());
    var line = rollout.isForward() ? onward(before, rollout) : backward(before, rollout, covered);
    var changed = new TreeMap<>(served);
    changed.put(rollout.lane(), line);
    return new Rollouts(byId, changed);
  }

  private static List<ReleaseId> onward(List<ReleaseId> before, Rollout rollout) {
    var line = new ArrayList<>(before);
    line.add(rollout.release());
    if (line.size() > SERVED_KEPT) line.removeFirst();
    return List.copyOf(line);
  }

  /// Going back takes away what was served after it, so that going back once more goes further
  /// back, never forward to what was left. What stands in for a release takes its place.
  private static List<ReleaseId> backward(
      List<ReleaseId> before, Rollout rollout, UnaryOperator<ReleaseId> covered) {
    var release = rollout.release();
    int at = before.lastIndexOf(release);
    if (at < 0) at = before.lastIndexOf(covered.apply(release));
    var line = new ArrayList<>(before.subList(0, Math.max(0, at)));
    line.add(release);
    return List.copyOf(line);
  }

  private Rollouts change(long id, UnaryOperator<Rollout> how) {
    var before = byId.get(id);
    if (before == null) return this;
    var changed = new TreeMap<>(byId);
    changed.put(id, how.apply(before));
    return new Rollouts(changed, served);
  }
}
