package speeder.core.world;

import java.time.Duration;
import java.util.Optional;
import speeder.core.access.Action;
import speeder.core.access.Errand;
import speeder.core.farm.LockRules;
import speeder.core.lock.Claim;
import speeder.core.lock.Ended;
import speeder.core.lock.LockFact;
import speeder.core.lock.Locks;
import speeder.core.lock.Use;
import speeder.core.value.Actor;
import speeder.core.value.Refusal;

/// What wishes about locks lead to.
final class LockCommands {
  private final Pen pen;
  private final Actor actor;

  private LockCommands(Pen pen, Actor actor) {
    this.pen = pen;
    this.actor = actor;
  }

  static Optional<Refusal> obey(Pen pen, Actor actor, LockAsk ask) {
    var commands = new LockCommands(pen, actor);
    return switch (ask) {
      case LockAsk.Acquire acquire -> commands.acquire(acquire);
      case LockAsk.LetGo(var lock) -> commands.letGo(lock);
      case LockAsk.Break(var lock, var reason) -> commands.broken(lock, reason);
    };
  }

  /// What an ask is after, on the lane of the lock that it names.
  static Errand errand(World world, LockAsk ask) {
    return switch (ask) {
      case LockAsk.Acquire it ->
          Errand.onLane(Action.LOCK, it.lane(), "acquire " + it.target(), it.reason());
      case LockAsk.LetGo(var lock) ->
          Errand.onLane(Action.LOCK, lane(world, lock), "release " + number(world, lock), "");
      case LockAsk.Break(var lock, var reason) ->
          Errand.onLane(
              Action.BREAK_LOCK, lane(world, lock), "break " + number(world, lock), reason);
    };
  }

  private static String lane(World world, long lock) {
    return named(world, lock).map(Claim::lane).orElse("");
  }

  /// The lock's own number, by which people know it, also where its holder's was said.
  private static long number(World world, long lock) {
    return named(world, lock).map(Claim::lock).orElse(lock);
  }

  private static Optional<Claim> named(World world, long lock) {
    var locks = world.locks();
    return locks.find(lock).or(() -> locks.findEnded(lock).map(Ended::claim));
  }

  private Optional<Refusal> acquire(LockAsk.Acquire wish) {
    var refusal = refusal(wish);
    if (refusal.isPresent()) return refusal;
    var rules = pen.world().farm().policies().locks();
    var work = wish.work().orElseGet(() -> rules.workOf(wish.lane()));
    pen.write(
        new LockFact.Asked(
            Use.OUTSIDE,
            wish.lane(),
            wish.target(),
            work,
            rules.rank(work),
            wish.priority().orElse(rules.kind(work).priority()),
            wish.lease(),
            actor.principal(),
            actor.onBehalfOf(),
            wish.reason()));
    return Optional.empty();
  }

  private Optional<Refusal> refusal(LockAsk.Acquire wish) {
    var farm = pen.world().farm();
    var lane = farm.lane(wish.lane());
    if (lane.isEmpty()) return Refusals.noLane(wish.lane(), farm);
    boolean target =
        lane.get().external()
            || wish.target().equals(Claim.ALL)
            || lane.get().targets().contains(wish.target());
    if (!target) return LockRefusals.noTarget(wish.target(), lane.get());
    return work(wish).or(() -> numbers(wish)).or(this::room);
  }

  private Optional<Refusal> work(LockAsk.Acquire wish) {
    var farm = pen.world().farm();
    var rules = farm.policies().locks();
    boolean known =
        wish.work()
            .map(it -> rules.kinds().containsKey(it) || farm.lane(it).isPresent())
            .orElse(true);
    return known ? Optional.empty() : LockRefusals.noWork(wish.work().get(), farm);
  }

  private static Optional<Refusal> numbers(LockAsk.Acquire wish) {
    int priority = wish.priority().orElse(0);
    if (priority < 0 || priority > LockRules.PRIORITY_MAX) return LockRefusals.priority(priority);
    return isWithin(wish.lease()) ? Optional.empty() : LockRefusals.lease();
  }

  private static boolean isWithin(Duration lease) {
    return lease.compareTo(Locks.LEASE_MIN) >= 0 && lease.compareTo(Locks.LEASE_MAX) <= 0;
  }

  private Optional<Refusal> room() {
    return pen.world().locks().size() < Locks.OPEN_MAX ? Optional.empty() : LockRefusals.full();
  }

  private Optional<Refusal> letGo(long lock) {
    var claim = pen.world().locks().find(lock);
    if (claim.isEmpty()) return gone(lock);
    var it = claim.get();
    if (it.isOwn()) return LockRefusals.own(it);
    if (!isOwner(it)) return LockRefusals.ofAnother(it);
    pen.write(it.isHeld() ? new LockFact.Released(it.lock()) : new LockFact.Cancelled(it.lock()));
    return Optional.empty();
  }

  private boolean isOwner(Claim claim) {
    return claim.asked().owner().equals(actor.principal())
        && claim.asked().onBehalfOf().equals(actor.onBehalfOf());
  }

  private Optional<Refusal> broken(long lock, String reason) {
    if (reason.isBlank()) return Refusals.noReason();
    var claim = pen.world().locks().find(lock);
    if (claim.isEmpty()) return gone(lock);
    if (claim.get().isOwn()) return LockRefusals.own(claim.get());
    pen.write(new LockFact.Broken(claim.get().lock(), actor.who(), reason));
    return Optional.empty();
  }

  private Optional<Refusal> gone(long lock) {
    return pen.world()
        .locks()
        .findEnded(lock)
        .map(LockRefusals::over)
        .orElseGet(() -> LockRefusals.none(lock));
  }
}
