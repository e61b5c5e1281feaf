package speeder.core.lock;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import speeder.core.farm.Lane;
import speeder.core.farm.LockRules;
import speeder.core.lock.LockFact.AsideAsked;
import speeder.core.lock.Sight.Moving;

/// Who must wait for whom: locks by the rules in force.
///
/// @param external lanes that others deploy
public record Contest(LockRules rules, Locks locks, List<Lane> external) {
  public Contest {
    external = List.copyOf(external);
  }

  /// What keeps a lock from being granted.
  public sealed interface Blocker {
    String who();

    /// For people, without an end.
    String why();

    /// Another that is held, or that comes first.
    record Other(Claim claim) implements Blocker {
      @Override
      public String who() {
        return claim.asked().who();
      }

      @Override
      public String why() {
        var how = claim.isHeld() ? "holds" : "waits for";
        return "%s %s %s".formatted(who(), how, claim.asked().where());
      }
    }

    /// A lane that others deploy and that moves, as far as one can see.
    record OutsideMoves(String lane, Sight sight) implements Blocker {
      @Override
      public String who() {
        return sight.by().orElse(lane);
      }

      @Override
      public String why() {
        return sight.moving() == Moving.UNKNOWN
            ? "whether %s moves cannot be seen".formatted(lane)
            : "%s moves".formatted(lane);
      }
    }
  }

  /// Whether two may not be held at once. Going back conflicts with its own lane alone.
  public boolean conflict(Claim one, Claim other) {
    if (!one.overlaps(other)) return false;
    if (one.lane().equals(other.lane())) return true;
    boolean back = one.asked().use() == Use.BACK || other.asked().use() == Use.BACK;
    return !back && rules.conflict(one.work(), other.work());
  }

  /// What keeps one that waits from being granted: a conflicting one that is held, or that comes
  /// before it in the queue; or a lane of others that it gives way to.
  public Optional<Blocker> blocker(Claim waits) {
    return outside(waits).or(() -> other(waits).map(Blocker.Other::new));
  }

  private Optional<Claim> other(Claim waits) {
    for (var holds : locks.held().values()) {
      if (conflict(waits, holds)) return Optional.of(holds);
    }
    return ahead(waits);
  }

  /// The first in the queue that it conflicts with and that comes before it.
  private Optional<Claim> ahead(Claim waits) {
    for (var other : locks.waiting()) {
      if (other.compareTo(waits) >= 0) break;
      if (conflict(waits, other)) return Optional.of(other);
    }
    return Optional.empty();
  }

  /// A lane of others that moves, or that cannot be seen, and that it gives way to. Such a lane
  /// blocks nobody on itself: the tool there has a lock of its own.
  public Optional<Blocker> outside(Claim claim) {
    if (claim.asked().use() == Use.BACK) return Optional.empty();
    for (var lane : external) {
      var work = rules.workOf(lane.name());
      boolean waits = rules.conflict(claim.work(), work) && !rules.givesWay(work, claim.work());
      if (!waits || lane.name().equals(claim.lane())) continue;
      var sight = sight(lane);
      if (isInTheWay(lane, sight)) return Optional.of(new Blocker.OutsideMoves(lane.name(), sight));
    }
    return Optional.empty();
  }

  private Sight sight(Lane lane) {
    return locks.seen(lane.name()).map(Locks.Seen::sight).orElse(Sight.NOT_YET);
  }

  private static boolean isInTheWay(Lane lane, Sight sight) {
    var how = lane.others().orElseThrow();
    return how.hasMeans()
        && (sight.moving() == Moving.YES
            || (sight.moving() == Moving.UNKNOWN && how.asideWhenUnknown()));
  }

  /// Whether a holder steps aside for one that waits: it gives way, or it is Speeder's own rollout
  /// and the other is more urgent. Whoever steps aside and asks again comes after the other, or it
  /// would be asked to step aside for ever.
  public boolean yields(Claim holds, Claim waits) {
    if (holds.asked().use() == Use.BACK) return false;
    boolean urgent =
        holds.isOwn()
            && !waits.isOwn()
            && waits.asked().rank() <= holds.asked().rank()
            && waits.asked().priority() > holds.asked().priority();
    boolean gives =
        rules.givesWay(holds.work(), waits.work()) && waits.asked().rank() < holds.asked().rank();
    return gives || urgent;
  }

  /// The holders that are to step aside for one that waits, if that would let it go.
  public List<Claim> yielding(Claim waits) {
    var holders = new ArrayList<Claim>();
    for (var holds : locks.held().values()) {
      if (!conflict(waits, holds)) continue;
      if (!yields(holds, waits)) return List.of();
      holders.add(holds);
    }
    boolean blocked = holders.isEmpty() || outside(waits).isPresent() || ahead(waits).isPresent();
    return blocked ? List.of() : holders;
  }

  /// The wish that a holder step aside, while there is still someone to step aside for.
  public Optional<AsideAsked> aside(Claim holds) {
    return holds
        .aside()
        .filter(
            wish -> wish.by().isPresent() ? waits(wish.by().get()) : outside(holds).isPresent());
  }

  private boolean waits(long lock) {
    return locks.waiting().stream().anyMatch(it -> it.lock() == lock);
  }

  /// The next moment after another at which a holder's time to step aside is over.
  public Optional<Instant> wake(Instant after) {
    return locks.held().values().stream()
        .flatMap(it -> aside(it).flatMap(AsideAsked::until).stream())
        .filter(until -> until.isAfter(after))
        .min(Instant::compareTo);
  }
}
