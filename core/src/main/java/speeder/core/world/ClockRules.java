package speeder.core.world;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import speeder.core.farm.Lane;
import speeder.core.farm.Triggers;
import speeder.core.schedule.Cron;
import speeder.core.schedule.ScheduleFact.RunMissed;
import speeder.core.snapshot.SnapshotFact.Asked;
import speeder.core.snapshot.Trigger;
import speeder.core.value.Actor;

/// When heads are frozen because it is time to.
final class ClockRules {
  /// A run that is later than that is left out: who names a time wants that time.
  static final Duration LATE_MAX = Duration.ofHours(1);

  private ClockRules() {}

  /// A time of the clock that came.
  private record Run(Triggers.Cron cron, Instant at) {
    String words() {
      return "%s (%s)".formatted(cron.at(), cron.zone());
    }
  }

  /// Times that came while nothing could be done add up to one run.
  static void onClock(Pen pen) {
    for (var lane : pen.world().farm().lanes()) {
      if (lane.external()) continue;
      var late = pen.now().minus(LATE_MAX).minusNanos(1);
      var run = came(pen, lane, late);
      if (run.isPresent()) {
        if (FreezeRules.isFree(pen.world(), lane.name())) pen.write(asked(lane, run.get()));
      } else {
        came(pen, lane, Instant.MIN).ifPresent(it -> pen.write(missed(pen.world(), lane, it)));
      }
    }
  }

  /// A time that came since the lane's clock was last looked at, and not before another moment.
  private static Optional<Run> came(Pen pen, Lane lane, Instant notBefore) {
    var since = pen.world().schedule().cadences().clock(lane.name());
    var from = since.isAfter(notBefore) ? since : notBefore;
    for (var cron : crons(pen.world(), lane)) {
      var next = next(cron, from).filter(it -> !it.isAfter(pen.now()));
      if (next.isPresent()) return Optional.of(new Run(cron, next.get()));
    }
    return Optional.empty();
  }

  private static Iterable<Triggers.Cron> crons(World world, Lane lane) {
    return world.schedule().cadences().of(lane).cron();
  }

  static Optional<Instant> next(Triggers.Cron cron, Instant after) {
    return after.equals(Instant.MAX)
        ? Optional.empty()
        : Cron.find(cron.at(), cron.zone()).flatMap(it -> it.next(after));
  }

  private static Asked asked(Lane lane, Run run) {
    return new Asked(lane.name(), Trigger.CLOCK, Actor.SPEEDER.principal(), run.words());
  }

  private static RunMissed missed(World world, Lane lane, Run run) {
    boolean busy = !FreezeRules.isFree(world, lane.name());
    var why = busy ? "a candidate was on its way for too long" : "no server decided at that time";
    return new RunMissed(lane.name(), run.at(), run.words() + ": " + why);
  }

  /// The next moment after another at which a lane's time comes. While a candidate is on its way
  /// its end is waited for, not the clock.
  static Optional<Instant> wake(World world, Instant after) {
    return world.farm().lanes().stream()
        .filter(lane -> !lane.external())
        .flatMap(lane -> wake(world, lane, after))
        .min(Instant::compareTo);
  }

  private static Stream<Instant> wake(World world, Lane lane, Instant after) {
    var crons = world.schedule().cadences().of(lane).cron();
    if (crons.isEmpty() || !FreezeRules.isFree(world, lane.name())) return Stream.empty();
    return crons.stream().flatMap(it -> next(it, after).stream());
  }
}
