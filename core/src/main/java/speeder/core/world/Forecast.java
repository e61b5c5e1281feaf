package speeder.core.world;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import speeder.core.farm.Lane;
import speeder.core.schedule.Cadences;
import speeder.core.schedule.Motion;
import speeder.core.snapshot.Trigger;
import speeder.core.world.Stops.Stop;

/// When a lane sets out next, as far as that is known, and what would stand in its way then.
public final class Forecast {
  private Forecast() {}

  /// A run to come.
  ///
  /// @param why in a few words
  /// @param stops what stands in its way then, as far as is known now
  /// @param opens when nothing does any more, where that is known
  public record Run(
      Trigger trigger, Instant at, String why, List<Stop> stops, Optional<Instant> opens) {}

  /// The next runs, soonest first.
  ///
  /// @param most of them
  public static List<Run> runs(World world, Lane lane, Instant now, int most) {
    var runs = new ArrayList<Run>();
    FreezeRules.due(world, lane)
        .map(due -> due.isBefore(now) ? now : due)
        .ifPresent(at -> runs.add(run(world, lane, Trigger.CHANGE, at, "something moved")));
    if (lane.external()) return runs;
    for (var cron : world.schedule().cadences().of(lane).cron()) {
      var why = "%s (%s)".formatted(cron.at(), cron.zone());
      var at = Cadences.next(cron, now);
      for (int each = 0; each < most && at.isPresent(); each++) {
        runs.add(run(world, lane, Trigger.CLOCK, at.get(), why));
        at = Cadences.next(cron, at.get());
      }
    }
    return runs.stream().sorted(Comparator.comparing(Run::at)).limit(most).toList();
  }

  private static Run run(World world, Lane lane, Trigger trigger, Instant at, String why) {
    var stops = stops(world, lane.name(), at);
    return new Run(trigger, at, why, stops, opens(world, lane.name(), at));
  }

  /// What stops code on its way forward at a moment.
  static List<Stop> stops(World world, String lane, Instant at) {
    return Stops.at(world, lane, at).stream()
        .filter(it -> it.stopper().stops(Motion.FORWARD))
        .toList();
  }

  /// The first moment from another on at which nothing that is known of stops code.
  public static Optional<Instant> opens(World world, String lane, Instant from) {
    var at = from;
    while (true) {
      var stops = stops(world, lane, at);
      if (stops.isEmpty()) return Optional.of(at);
      if (stops.stream().anyMatch(it -> it.until().isEmpty())) return Optional.empty();
      at = stops.stream().flatMap(it -> it.until().stream()).max(Instant::compareTo).orElseThrow();
    }
  }
}
