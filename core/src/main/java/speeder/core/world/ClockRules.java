package speeder.core.world;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import speeder.core.farm.Lane;
import speeder.core.farm.Triggers;
import speeder.core.schedule.Cadences;
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
    var cadences = pen.world().schedule().cadences();
    if (cadences.due(lane.name()).filter(it -> !it.isAfter(pen.now())).isEmpty()) {
      return Optional.empty();
    }
    var since = cadences.since(lane.name()).orElse(pen.now());
    var from = since.isAfter(notBefore) ? since : notBefore;
    for (var cron : cadences.of(lane).cron()) {
      var next = Cadences.next(cron, from).filter(it -> !it.isAfter(pen.now()));
      if (next.isPresent()) return Optional.of(new Run(cron, next.get()));
    }
    return Optional.empty();
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
    var due = world.schedule().cadences().due(lane.name()).filter(it -> it.isAfter(after));
    return due.stream().filter(_ -> FreezeRules.isFree(world, lane.name()));
  }
}
