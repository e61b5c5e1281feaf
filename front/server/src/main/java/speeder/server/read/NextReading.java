package speeder.server.read;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import speeder.api.Next;
import speeder.core.farm.Lane;
import speeder.core.rollout.Phase;
import speeder.core.rollout.Rollout;
import speeder.core.schedule.Cadences;
import speeder.core.value.ReleaseId;
import speeder.core.world.Ahead;
import speeder.core.world.Autonomous;
import speeder.core.world.Forecast;
import speeder.core.world.Stops;
import speeder.core.world.World;
import speeder.engine.port.PortFailure;
import speeder.server.Desk;

/// When lanes set out next.
final class NextReading {
  /// Runs told of a lane.
  private static final int RUNS_MAX = 5;

  private final Desk desk;
  private final StopReading stops;

  NextReading(Desk desk, Times times) {
    this.desk = desk;
    this.stops = new StopReading(times);
  }

  /// @param lane empty for all of ours
  /// @return nothing where there is no such lane
  Optional<Next> read(String lane) throws PortFailure {
    var world = desk.world();
    var now = desk.clock().instant();
    var lanes = new ArrayList<Next.Lane>();
    for (var each : world.farm().lanes()) {
      boolean wanted = lane.isEmpty() ? !each.external() : each.name().equals(lane);
      if (wanted) lanes.add(of(world, each, now));
    }
    return lane.isEmpty() || !lanes.isEmpty()
        ? Optional.of(new Next(now, lanes))
        : Optional.empty();
  }

  private Next.Lane of(World world, Lane lane, Instant now) throws PortFailure {
    var cadences = world.schedule().cadences();
    return new Next.Lane(
        lane.name(),
        cadences.of(lane).words(),
        cadences.chosen(lane.name()).map(Cadences.Chosen::by),
        Autonomous.level(world, lane).word(),
        ahead(world, lane),
        world.releases().next(lane.name()).map(ReleaseId::text),
        stops.all(Stops.all(world, lane.name())),
        CalendarReading.unread(world, lane),
        CalendarReading.thaw(world, lane, now),
        Forecast.opens(world, lane.name(), now),
        runs(world, lane, now));
  }

  private List<Next.Run> runs(World world, Lane lane, Instant now) throws PortFailure {
    var runs = new ArrayList<Next.Run>();
    for (var it : Forecast.runs(world, lane, now, RUNS_MAX)) {
      var trigger = StopReading.word(it.trigger());
      runs.add(new Next.Run(trigger, it.at(), it.why(), stops.all(it.stops()), it.opens()));
    }
    return runs;
  }

  private static Next.Ahead ahead(World world, Lane lane) {
    var watched =
        world.rollouts().open(lane.name()).stream()
            .filter(it -> it.isForward() && it.base() == Phase.WATCHING)
            .reduce((_, later) -> later);
    return new Next.Ahead(
        lane.keep().ahead(),
        Ahead.unproven(world, lane.name()).stream().map(ReleaseId::text).toList(),
        Ahead.waits(world, lane),
        watched.map(Rollout::due));
  }
}
