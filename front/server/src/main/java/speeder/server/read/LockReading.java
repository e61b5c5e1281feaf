package speeder.server.read;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import speeder.api.Lock;
import speeder.api.Lock.State;
import speeder.api.Locks;
import speeder.core.farm.External;
import speeder.core.farm.Lane;
import speeder.core.lock.Claim;
import speeder.core.lock.Contest;
import speeder.core.lock.Ended;
import speeder.core.lock.Estimate;
import speeder.core.lock.LockFact.AsideAsked;
import speeder.core.lock.Sight;
import speeder.core.world.World;
import speeder.server.Desk;
import speeder.server.fold.LockTelling;

/// Locks as they stand.
final class LockReading {
  private final Desk desk;

  LockReading(Desk desk) {
    this.desk = desk;
  }

  Locks all() {
    var world = desk.world();
    var contest = world.contest();
    var held = new ArrayList<Lock>();
    var waiting = new ArrayList<Lock>();
    world.locks().held().values().forEach(it -> held.add(open(contest, it)));
    world.locks().waiting().forEach(it -> waiting.add(open(contest, it)));
    return new Locks(world.offset(), held, waiting, outside(world));
  }

  /// By the lock, or by its holder's number.
  Optional<Lock> find(long name) {
    var world = desk.world();
    return world
        .locks()
        .find(name)
        .map(it -> open(world.contest(), it))
        .or(() -> world.locks().findEnded(name).map(LockReading::ended));
  }

  private Lock open(Contest contest, Claim claim) {
    var aside = contest.aside(claim);
    boolean waits = !claim.isHeld();
    var now = desk.clock().instant();
    return lock(
        claim,
        state(claim, aside),
        waits ? Optional.of(Estimate.place(contest, claim)) : Optional.empty(),
        waits ? Estimate.wait(contest, claim, now).map(Duration::toSeconds) : Optional.empty(),
        waits ? contest.blocker(claim).map(Contest.Blocker::why) : Optional.empty(),
        aside.map(it -> new Lock.Aside(it.why(), it.until())),
        Optional.empty());
  }

  private static String state(Claim claim, Optional<AsideAsked> aside) {
    if (!claim.isHeld()) return State.WAITING;
    return aside.isPresent() ? State.ASIDE : State.HELD;
  }

  private static Lock ended(Ended end) {
    return lock(
        end.claim(),
        end.how().name(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(end.why()));
  }

  private static Lock lock(
      Claim claim,
      String state,
      Optional<Integer> place,
      Optional<Long> expected,
      Optional<String> waitsFor,
      Optional<Lock.Aside> aside,
      Optional<String> ended) {
    var asked = claim.asked();
    return new Lock(
        claim.lock(),
        claim.grant().map(Claim.Grant::number),
        asked.lane(),
        asked.target(),
        asked.work(),
        asked.priority(),
        asked.owner(),
        asked.onBehalfOf(),
        claim.isOwn(),
        asked.reason(),
        state,
        claim.at(),
        claim.grant().map(Claim.Grant::at),
        asked.lease().toSeconds(),
        place,
        expected,
        waitsFor,
        aside,
        ended);
  }

  private static List<Locks.Outside> outside(World world) {
    return world.farm().lanes().stream()
        .filter(it -> it.others().filter(External::hasMeans).isPresent())
        .map(it -> outside(world, it))
        .toList();
  }

  private static Locks.Outside outside(World world, Lane lane) {
    var seen = world.locks().seen(lane.name());
    var sight = sight(world, lane);
    return new Locks.Outside(
        lane.name(),
        sight.moving().name(),
        sentence(world, lane),
        sight.release(),
        sight.by(),
        seen.map(it -> it.since()));
  }

  private static Sight sight(World world, Lane lane) {
    return world.locks().seen(lane.name()).map(it -> it.sight()).orElse(Sight.NOT_YET);
  }

  /// What is seen of a lane that others deploy.
  static String sentence(World world, Lane lane) {
    return LockTelling.sight(lane.name(), sight(world, lane)) + ".";
  }
}
