package speeder.core.rollout;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
/// @param served per lane, oldest first, at most [#SERVED_KEPT]; the last is what main serves
public record Rollouts(SortedMap<Long, Rollout> byId, SortedMap<String, List<ReleaseId>> served) {
  /// Rollouts that may be open at once.
  public static final int OPEN_MAX = 64;

  /// How far back the World remembers what main served.
  public static final int SERVED_KEPT = 50;

  private static final Set<Step> EXPOSED = EnumSet.of(Step.ROUTED, Step.IN_PLACE, Step.ADOPTED);

  public static final Rollouts NONE =
      new Rollouts(Collections.emptySortedMap(), Collections.emptySortedMap());

  public Rollouts {
    byId = Collections.unmodifiableSortedMap(new TreeMap<>(byId));
    served = Collections.unmodifiableSortedMap(new TreeMap<>(served));
  }

  public Rollouts apply(RolloutFact fact, long offset, Instant at) {
    return switch (fact) {
      case Began began -> began(began, offset, at);
      case Stepped stepped -> stepped(stepped, offset, at);
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
    return byId.values().stream().filter(it -> !it.phase().isEnd()).toList();
  }

  public List<Rollout> open(String lane) {
    return open().stream().filter(it -> it.lane().equals(lane)).toList();
  }

  public Optional<Rollout> newest(String lane) {
    return byId.values().stream().filter(it -> it.lane().equals(lane)).reduce((_, later) -> later);
  }

  /// What main serves.
  public Optional<ReleaseId> serving(String lane) {
    var list = served.getOrDefault(lane, List.of());
    return list.isEmpty() ? Optional.empty() : Optional.of(list.getLast());
  }

  /// What main served, newest first, without what it serves.
  public List<ReleaseId> before(String lane) {
    var list = new ArrayList<>(served.getOrDefault(lane, List.of()));
    if (list.isEmpty()) return List.of();
    var now = list.removeLast();
    return list.reversed().stream().distinct().filter(it -> !it.equals(now)).toList();
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

  private Rollouts stepped(Stepped fact, long offset, Instant at) {
    var changed = change(fact.rollout(), it -> it.stepped(fact, offset, at));
    return EXPOSED.contains(fact.step()) ? changed.mainServes(fact.rollout()) : changed;
  }

  private Rollouts mainServes(long id) {
    var rollout = byId.get(id);
    if (rollout == null || !rollout.reachedMain()) return this;
    var list = new ArrayList<>(served.getOrDefault(rollout.lane(), List.of()));
    list.add(rollout.release());
    if (list.size() > SERVED_KEPT) list.removeFirst();
    var changed = new TreeMap<>(served);
    changed.put(rollout.lane(), List.copyOf(list));
    return new Rollouts(byId, changed);
  }

  private Rollouts change(long id, UnaryOperator<Rollout> how) {
    var before = byId.get(id);
    if (before == null) return this;
    var changed = new TreeMap<>(byId);
    changed.put(id, how.apply(before));
    return new Rollouts(changed, served);
  }
}
