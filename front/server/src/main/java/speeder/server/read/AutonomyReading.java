package speeder.server.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import speeder.api.Autonomy;
import speeder.core.autonomy.Opinion;
import speeder.core.autonomy.Opinion.Decided;
import speeder.core.farm.Lane;
import speeder.core.farm.Policies;
import speeder.core.value.Times;
import speeder.core.world.Autonomous;
import speeder.core.world.World;
import speeder.engine.port.PortFailure;
import speeder.server.Desk;

/// How far automation goes, for people.
final class AutonomyReading {
  private final Desk desk;
  private final speeder.server.read.Times times;

  AutonomyReading(Desk desk, speeder.server.read.Times times) {
    this.desk = desk;
    this.times = times;
  }

  Autonomy read() throws PortFailure {
    var world = desk.world();
    var lanes = new ArrayList<Autonomy.Lane>();
    for (var lane : world.farm().lanes()) {
      if (!lane.external()) lanes.add(lane(world, lane));
    }
    var controls = new ArrayList<Autonomy.Control>();
    for (var it : world.farm().policies().controls()) controls.add(control(world, it));
    return new Autonomy(lanes, controls);
  }

  private Autonomy.Lane lane(World world, Lane lane) {
    var decided = world.autonomies().decided(lane.name()).reversed();
    return new Autonomy.Lane(
        lane.name(),
        lane.stages().stream().map(it -> stage(world, lane, it.name())).toList(),
        lane.acting().requires(),
        Autonomous.missing(world, lane),
        agreement(world, lane),
        open(world, lane.name()),
        decided.stream().map(AutonomyReading::decided).toList());
  }

  private static Autonomy.Stage stage(World world, Lane lane, String stage) {
    return new Autonomy.Stage(
        stage,
        Autonomous.level(world, lane, stage).word(),
        Autonomous.allowed(world, lane, stage).word(),
        lane.acting().ceiling(stage).word());
  }

  private Autonomy.Agreement agreement(World world, Lane lane) {
    var wanted = lane.acting().agreement();
    var from = desk.clock().instant().minus(wanted.window());
    var count = world.autonomies().since(lane.name(), from);
    return new Autonomy.Agreement(
        wanted.decisions(),
        wanted.percent(),
        Times.text(wanted.window()),
        count.agreed(),
        count.decisions());
  }

  static List<Autonomy.Opinion> open(World world, String lane) {
    return world.autonomies().open(lane).stream().map(it -> opinion(it, Optional.empty())).toList();
  }

  private static Autonomy.Opinion decided(Decided it) {
    return opinion(it.opinion(), Optional.of(it));
  }

  private static Autonomy.Opinion opinion(Opinion it, Optional<Decided> decided) {
    var would = it.would();
    return new Autonomy.Opinion(
        it.id(),
        it.at(),
        word(would.move()),
        would.release().text(),
        Optional.of(would.rollout()).filter(id -> id > 0),
        would.stage(),
        would.why(),
        decided.map(one -> word(one.match())),
        decided.map(Decided::did),
        decided.map(Decided::at));
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private Autonomy.Control control(World world, Policies.Control it) throws PortFailure {
    var pass = world.controls().pass(it.name());
    var failure = world.controls().failure(it.name());
    var since = pass.map(one -> one.since()).or(() -> failure.map(one -> one.since()));
    return new Autonomy.Control(
        it.name(),
        it.what(),
        Times.text(it.valid()),
        pass.isPresent(),
        pass.map(one -> one.by()).or(() -> failure.map(one -> one.by())),
        since.isEmpty() ? Optional.empty() : Optional.of(times.at(since.get())),
        pass.map(one -> one.until()),
        pass.map(one -> one.reason()).or(() -> failure.map(one -> one.why())),
        world.farm().lanes().stream()
            .filter(lane -> lane.acting().requires().contains(it.name()))
            .map(Lane::name)
            .toList());
  }
}
