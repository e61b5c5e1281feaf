package speeder.server.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import speeder.api.Hold;
import speeder.api.LaneStatus;
import speeder.api.Status;
import speeder.core.rollout.SlotState;
import speeder.core.value.Slot;
import speeder.core.world.World;
import speeder.engine.Seat;
import speeder.engine.deed.Farms;
import speeder.engine.port.Leadership.Holder;
import speeder.engine.port.PortFailure;
import speeder.server.Desk;

/// What runs where and what is on its way.
final class StatusReading {
  private final Desk desk;
  private final Tables tables;
  private final Times times;
  private final AccessReading access;
  private final ConvergenceReading convergence;
  private final Farms farms;

  StatusReading(
      Desk desk, Tables tables, Times times, AccessReading access, ConvergenceReading convergence) {
    this.desk = desk;
    this.tables = tables;
    this.times = times;
    this.access = access;
    this.convergence = convergence;
    this.farms = new Farms(desk.documents());
  }

  /// @param all whether private lines may be seen
  Status read(boolean all) throws PortFailure {
    tables.catchUp();
    var world = desk.world();
    return new Status(
        farm(world),
        server(desk.report()),
        world.offset(),
        world.at(),
        desk.clock().instant(),
        lanes(world),
        slots(world),
        edge(world),
        delays(world),
        deeds(all),
        out(world),
        unread(),
        new MarkReading(world, times).all(),
        holds(world),
        access.proposals());
  }

  private List<Hold> holds(World world) throws PortFailure {
    var holds = new ArrayList<Hold>();
    for (var it : world.schedule().holds().all()) {
      holds.add(
          new Hold(
              it.reach().toString(),
              it.reason(),
              it.by(),
              it.frozen(),
              it.hand() != speeder.core.schedule.Hold.Hand.FILE,
              times.at(it.since()),
              it.until()));
    }
    return holds;
  }

  static Status.Server server(Seat.Report report) {
    return new Status.Server(
        report.server(),
        report.leads(),
        report.leader().map(Holder::server),
        report.lag().toMillis());
  }

  private String farm(World world) throws PortFailure {
    var manifest = world.farm().manifest();
    return manifest.isEmpty() ? "" : farms.farm(manifest.get()).name();
  }

  private List<LaneStatus> lanes(World world) throws PortFailure {
    var reading = new Lanes(world, tables, times, farms, convergence, desk.clock().instant());
    var lanes = new ArrayList<LaneStatus>();
    for (var lane : world.farm().lanes()) lanes.add(reading.of(lane));
    return lanes;
  }

  private List<Status.Slot> slots(World world) throws PortFailure {
    var slots = new ArrayList<Status.Slot>();
    for (var each : world.slots().bySlot().entrySet()) {
      slots.add(slot(world, each.getKey(), each.getValue()));
    }
    return slots;
  }

  private Status.Slot slot(World world, Slot slot, SlotState state) throws PortFailure {
    int weight =
        world.exposure().weights(slot.place()).stream()
            .filter(it -> it.release().equals(slot.release()))
            .mapToInt(it -> it.weight())
            .sum();
    return new Status.Slot(
        slot.place().lane(),
        slot.place().target(),
        slot.place().stage(),
        slot.release().text(),
        state.status().name(),
        times.at(state.since()),
        weight,
        state.address(),
        state.failure().map(Lanes::reason));
  }

  private Status.Edge edge(World world) {
    var exposure = world.exposure();
    return new Status.Edge(
        desk.edgeUrl(),
        exposure.wanted(),
        exposure.inForce(),
        exposure.unsure(),
        exposure.silent());
  }

  private static List<Status.Delay> delays(World world) {
    return world.schedule().delays().entrySet().stream()
        .map(each ->
            new Status.Delay(
                each.getKey().kind(),
                each.getKey().place(),
                each.getValue().attempt(),
                each.getValue().until(),
                Lanes.reason(each.getValue().why())))
        .toList();
  }

  private List<Status.Deed> deeds(boolean all) {
    return desk.running().entrySet().stream()
        .map(each ->
            new Status.Deed(
                each.getKey().toString(),
                each.getKey().kind(),
                each.getKey().place(),
                each.getValue().since(),
                all ? Optional.of(each.getValue().line()) : Optional.empty()))
        .sorted(java.util.Comparator.comparing(Status.Deed::since))
        .toList();
  }

  private List<Status.Unread> unread() {
    return desk.unread().entrySet().stream()
        .map(it ->
            new Status.Unread(
                it.getKey(), it.getValue().since(), Lanes.reason(it.getValue().why())))
        .toList();
  }

  private static List<Status.Out> out(World world) {
    return world.farm().out().entrySet().stream()
        .map(it -> new Status.Out(it.getKey(), it.getValue()))
        .toList();
  }
}
