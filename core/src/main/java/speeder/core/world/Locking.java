package speeder.core.world;

import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import speeder.core.farm.Lane;
import speeder.core.farm.LockRules;
import speeder.core.lock.Claim;
import speeder.core.lock.Contest.Blocker;
import speeder.core.lock.LockFact;
import speeder.core.lock.LockFact.AsideAsked;
import speeder.core.lock.LockFact.Asked;
import speeder.core.lock.Locks;
import speeder.core.lock.Use;
import speeder.core.release.Standing;
import speeder.core.rollout.Phase;
import speeder.core.rollout.Rollout;
import speeder.core.value.Actor;
import speeder.core.value.Kind;

/// Who holds which lock. Rollouts are holders like others: one holds its lane's lock while it
/// moves, gives it back at rest and where it is halted, and waits for it before it goes on.
final class Locking {
  /// Comes before everybody: going back waits for nobody.
  private static final int BACK_RANK = -1;

  private Locking() {}

  // What Speeder's own rollouts hold and want.

  /// A rollout that is to move asks for its lane's lock, and gives it back once it is at rest.
  static void want(Pen pen) {
    for (var lane : pen.world().farm().lanes()) {
      if (!lane.external()) want(pen, lane.name());
    }
    pen.world()
        .locks()
        .open()
        .filter(it -> it.isOwn() && !isOurs(pen.world(), it.lane()))
        .toList()
        .forEach(it -> letGo(pen, it));
  }

  private static boolean isOurs(World world, String lane) {
    return world.farm().lane(lane).filter(it -> !it.external()).isPresent();
  }

  private static void want(Pen pen, String lane) {
    var wanted = wanted(pen.world(), lane);
    var own = pen.world().locks().own(lane);
    if (own.isEmpty()) wanted.ifPresent(use -> pen.write(asked(pen.world(), lane, use)));
    else if (isOver(pen.world(), own.get(), wanted)) letGo(pen, own.get());
  }

  private static boolean isOver(World world, Claim own, Optional<Use> wanted) {
    boolean wantedStill = wanted.filter(own.asked().use()::equals).isPresent();
    boolean aside = own.isHeld() && world.contest().aside(own).isPresent();
    if (wantedStill && !aside) return false;
    return !own.isHeld() || isSafe(world, own.lane());
  }

  private static void letGo(Pen pen, Claim claim) {
    pen.write(
        claim.isHeld()
            ? new LockFact.Released(claim.lock())
            : new LockFact.Cancelled(claim.lock()));
  }

  /// What for a lane's rollouts want its lock: the one that moves, or the one that would if it had
  /// it.
  private static Optional<Use> wanted(World world, String lane) {
    Optional<Use> wanted = Optional.empty();
    for (var rollout : world.rollouts().open(lane)) {
      if (!rollout.isMoving()) continue;
      if (!rollout.isForward()) return Optional.of(Use.BACK);
      if (rollout.phase() != Phase.HALTED) wanted = Optional.of(Use.FORWARD);
      else if (isFree(world, lane, rollout)) wanted = Optional.of(Use.FORWARD);
    }
    return wanted.or(() ->
        RolloutRules.mayBeginWithLock(world, lane) ? Optional.of(Use.FORWARD) : Optional.empty());
  }

  private static boolean isFree(World world, String lane, Rollout rollout) {
    return Stops.butLocks(world, lane, rollout.motion()).isEmpty();
  }

  /// Whether a lane's lock can change hands: nothing of it moves forward, and no table that it
  /// asked for may still come into force.
  private static boolean isSafe(World world, String lane) {
    return world.rollouts().open(lane).stream()
        .filter(it -> it.isMoving() && it.isForward())
        .allMatch(it -> it.phase() == Phase.HALTED && isSettled(world, it));
  }

  private static boolean isSettled(World world, Rollout rollout) {
    return !rollout.isPointed() || world.exposure().inForce() >= rollout.routed();
  }

  private static Asked asked(World world, String lane, Use use) {
    var rules = world.farm().policies().locks();
    var work = work(world, lane);
    int rank = use == Use.BACK ? BACK_RANK : rules.rank(work);
    int priority = rules.kind(work).priority();
    var speeder = Actor.SPEEDER;
    return new Asked(
        use,
        lane,
        Claim.ALL,
        work,
        rank,
        priority,
        Duration.ZERO,
        speeder.principal(),
        speeder.onBehalfOf(),
        use == Use.BACK ? "going back" : "a rollout");
  }

  /// A security patch is work of its own kind; all else is that of the lane.
  private static String work(World world, String lane) {
    boolean security =
        release(world, lane).filter(it -> it.sealed().origin().kind() == Kind.SECURITY).isPresent();
    return security ? LockRules.SECURITY : world.farm().policies().locks().workOf(lane);
  }

  /// What moves on a lane, or is to move next.
  private static Optional<Standing> release(World world, String lane) {
    return world.rollouts().open(lane).stream()
        .filter(Rollout::isMoving)
        .findFirst()
        .map(it -> world.releases().find(it.release()))
        .orElseGet(
            () -> RolloutRules.next(world, lane).flatMap(it -> RolloutRules.standing(world, it)));
  }

  // Who gets it.

  /// Going back takes the lock away from whoever holds it.
  static void preempt(Pen pen) {
    for (var back : pen.world().locks().waiting()) {
      if (back.asked().use() != Use.BACK) continue;
      for (var other : pen.world().locks().held().values()) {
        if (pen.world().contest().conflict(back, other)) {
          pen.write(
              new LockFact.Outdated(other.lock(), "lane %s goes back".formatted(back.lane())));
        }
      }
    }
  }

  /// Holders hear of whom they are to step aside for.
  static void aside(Pen pen) {
    for (var waits : pen.world().locks().waiting()) {
      for (var holds : pen.world().contest().yielding(waits)) {
        asideFor(pen, holds, waits);
      }
    }
    for (var holds : pen.world().locks().held().values()) asideForOthers(pen, holds);
  }

  private static void asideFor(Pen pen, Claim holds, Claim waits) {
    if (pen.world().contest().aside(holds).flatMap(AsideAsked::by).isPresent()) return;
    var until = pen.now().plus(pen.world().farm().policies().locks().grace());
    var why = new Blocker.Other(waits).why();
    pen.write(new AsideAsked(holds.lock(), Optional.of(waits.lock()), why, Optional.of(until)));
  }

  private static void asideForOthers(Pen pen, Claim holds) {
    if (pen.world().contest().aside(holds).isPresent()) return;
    pen.world()
        .contest()
        .outside(holds)
        .ifPresent(it ->
            pen.write(new AsideAsked(holds.lock(), Optional.empty(), it.why(), Optional.empty())));
  }

  /// Who has not stepped aside in time no longer holds it.
  static void outdate(Pen pen) {
    for (var holds : pen.world().locks().held().values()) {
      var wish = pen.world().contest().aside(holds);
      boolean over =
          wish.flatMap(AsideAsked::until).filter(it -> !it.isAfter(pen.now())).isPresent();
      if (over) {
        var why = "it did not step aside in time: " + wish.get().why();
        pen.write(new LockFact.Outdated(holds.lock(), why));
      }
    }
  }

  static void grant(Pen pen) {
    for (var waits : pen.world().locks().waiting()) {
      if (pen.world().contest().blocker(waits).isEmpty()) {
        pen.write(new LockFact.Granted(waits.lock()));
      }
    }
  }

  // What is seen.

  static void lapsed(Pen pen, Input.LeasesLapsed lapsed) {
    for (long lock : lapsed.locks()) {
      if (leases(pen.world()).containsKey(lock)) pen.write(new LockFact.LeaseLapsed(lock));
    }
  }

  static void seen(Pen pen, Input.OutsideSeen seen) {
    boolean external = pen.world().farm().lane(seen.lane()).filter(Lane::external).isPresent();
    var before = pen.world().locks().seen(seen.lane()).map(Locks.Seen::sight);
    if (external && !before.equals(Optional.of(seen.sight()))) {
      pen.write(new LockFact.OutsideSeen(seen.lane(), seen.sight()));
    }
  }

  /// Leases that are watched: Speeder's own rollouts need none.
  static SortedMap<Long, Duration> leases(World world) {
    var leases = new TreeMap<Long, Duration>();
    world
        .locks()
        .open()
        .filter(it -> !it.isOwn())
        .forEach(it -> leases.put(it.lock(), it.asked().lease()));
    return Collections.unmodifiableSortedMap(leases);
  }

  // What it means for a rollout.

  /// Whether the lane holds its lock to go forward, and nobody waits for it to step aside. The lock
  /// of a going back that has arrived does not count: it never waited for other lanes.
  static boolean mayMove(World world, String lane) {
    return world
        .locks()
        .own(lane)
        .filter(it -> it.isHeld() && it.asked().use() == Use.FORWARD)
        .filter(it -> world.contest().aside(it).isEmpty())
        .isPresent();
  }

  /// Why a lane's rollout may not move forward now; nothing where it may, or would be granted its
  /// lock at once.
  static Optional<Stops.Stop> stop(World world, String lane) {
    var own = world.locks().own(lane);
    if (own.filter(Claim::isHeld).isPresent()) {
      return world
          .contest()
          .aside(own.get())
          .map(it -> Stops.lock(lane, by(world, it), it.why(), it.by().orElse(own.get().lock())));
    }
    var claim =
        own.orElseGet(() ->
            new Claim(
                Long.MAX_VALUE,
                world.at(),
                asked(world, lane, Use.FORWARD),
                Optional.empty(),
                Optional.empty()));
    return world
        .contest()
        .blocker(claim)
        .map(it -> Stops.lock(lane, it.who(), it.why(), since(world, it)));
  }

  /// The fact since which it is in the way.
  private static long since(World world, Blocker blocker) {
    return switch (blocker) {
      case Blocker.Other(var claim) -> claim.grant().map(Claim.Grant::number).orElse(claim.lock());
      case Blocker.OutsideMoves(var lane, _) ->
          world.locks().seen(lane).map(Locks.Seen::offset).orElse(world.farm().since());
    };
  }

  private static String by(World world, AsideAsked wish) {
    return wish.by()
        .flatMap(it -> world.locks().find(it))
        .map(it -> it.asked().who())
        .orElse("others");
  }
}
