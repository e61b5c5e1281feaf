package speeder.core.world;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import speeder.core.farm.Lane;
import speeder.core.rollout.Rollout;
import speeder.core.schedule.Calendar;
import speeder.core.schedule.Calendars;
import speeder.core.schedule.Hold;
import speeder.core.schedule.Motion;
import speeder.core.schedule.Stopper;

/// What stops a lane's motion now. Which stop stops which motion stands in [Stopper] alone.
public final class Stops {
  private Stops() {}

  /// A stop that stands.
  ///
  /// @param at what it stands at, for people: `Lane pretrain`
  /// @param why for people, in a few words
  /// @param until its end, where that is known
  /// @param since offset of the fact that made it stand
  /// @param remedy what a person can do about it
  public record Stop(
      Stopper stopper,
      String at,
      String by,
      String why,
      Optional<Instant> until,
      long since,
      String remedy) {
    /// What is told of a rollout that it stops.
    String said() {
      return switch (stopper) {
        case HOLD, FROZEN_HOLD -> "held";
        case FREEZE -> "frozen: " + why;
        case LOCK -> "steps aside: " + why;
        case MISSING_ROLE, CONTROL_NOT_PASSED -> why;
      };
    }
  }

  /// The first stop of a motion, if one stands.
  public static Optional<Stop> of(World world, String lane, Motion motion) {
    return butLocks(world, lane, motion)
        .or(() -> Stopper.LOCK.stops(motion) ? Locking.stop(world, lane) : Optional.empty());
  }

  /// The same without locks: for those one waits, and need not be refused.
  static Optional<Stop> butLocks(World world, String lane, Motion motion) {
    for (var stop : butLocks(world, lane)) {
      if (stop.stopper().stops(motion)) return Optional.of(stop);
    }
    return Optional.empty();
  }

  /// All that stands in a lane's way, whatever it stops; the strictest first.
  public static List<Stop> all(World world, String lane) {
    if (world.farm().lane(lane).filter(Lane::external).isPresent()) return List.of();
    var stops = new ArrayList<>(butLocks(world, lane));
    Locking.stop(world, lane).ifPresent(stops::add);
    controls(world, lane).forEach(stops::add);
    return stops;
  }

  /// Controls without a pass that a lane requires which would else act by itself. They stop
  /// automation alone: a person's yes goes past them.
  private static List<Stop> controls(World world, String lane) {
    return world.farm().lane(lane).stream()
        .filter(it -> Autonomous.wouldAct(world, it))
        .flatMap(it -> Autonomous.missing(world, it).stream())
        .map(it -> control(world, lane, it))
        .toList();
  }

  private static Stop control(World world, String lane, String control) {
    var failure = world.controls().failure(control);
    return new Stop(
        Stopper.CONTROL_NOT_PASSED,
        "Lane " + lane,
        failure.map(it -> it.by()).orElse("the manifest"),
        control + failure.map(it -> " failed: " + it.why()).orElse(" has no pass"),
        Optional.empty(),
        failure.map(it -> it.since()).orElse(world.farm().since()),
        AutonomyRefusals.seeTo(control));
  }

  /// The same at a moment to come: what ends before it stands no more.
  static List<Stop> at(World world, String lane, Instant at) {
    var stops = new ArrayList<Stop>();
    for (var stop : all(world, lane)) {
      boolean over = stop.until().filter(until -> !until.isAfter(at)).isPresent();
      if (!over && stop.stopper() != Stopper.FREEZE) stops.add(stop);
    }
    world
        .farm()
        .lane(lane)
        .flatMap(it -> world.schedule().calendars().reason(it, at))
        .ifPresent(it -> stops.add(freeze(lane, it, world.offset())));
    return stops;
  }

  private static List<Stop> butLocks(World world, String lane) {
    var stops = new ArrayList<>(holds(world, lane).stream().map(Stops::stop).toList());
    world
        .schedule()
        .calendars()
        .frozen(lane)
        .ifPresent(it -> stops.add(freeze(lane, it.reason(), it.since())));
    return stops;
  }

  private static Stop freeze(String lane, Calendars.Reason reason, long since) {
    return new Stop(
        Stopper.FREEZE,
        "Lane " + lane,
        Calendar.told(reason.calendar()),
        reason.what(),
        reason.until(),
        since,
        StopWords.thaw(lane));
  }

  /// The holds that reach a lane, strictest first.
  static List<Hold> holds(World world, String lane) {
    var holds = world.schedule().holds();
    return holds.all().isEmpty() ? List.of() : holds.of(lane, targets(world, lane));
  }

  static Stop lock(String lane, String by, String why, long since) {
    return new Stop(
        Stopper.LOCK,
        "Lane " + lane,
        by,
        why,
        Optional.empty(),
        since,
        "Wait for it, or look: speeder lock list");
  }

  /// The first stop of a rollout, if one stands.
  public static Optional<Stop> of(World world, Rollout rollout) {
    return of(world, rollout.lane(), rollout.motion());
  }

  private static Collection<String> targets(World world, String lane) {
    var targets = new TreeSet<String>();
    world.farm().lane(lane).map(Lane::targets).ifPresent(targets::addAll);
    world.rollouts().open(lane).forEach(it -> targets.addAll(it.plan().targets()));
    return targets;
  }

  private static Stop stop(Hold hold) {
    return new Stop(
        hold.stopper(),
        hold.reach().words(),
        hold.by(),
        hold.reason(),
        hold.until(),
        hold.since(),
        StopWords.remedy(hold));
  }
}
