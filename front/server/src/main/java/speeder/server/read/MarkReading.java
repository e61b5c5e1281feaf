package speeder.server.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import speeder.api.Status;
import speeder.core.source.BadCommit;
import speeder.core.source.Floor;
import speeder.core.source.ObjectId;
import speeder.core.source.Pin;
import speeder.core.world.World;
import speeder.engine.port.PortFailure;

/// What people said of sources and single commits, for one World.
record MarkReading(World world, Times times) {
  static final String PIN = "PIN";
  static final String BAD = "BAD";
  static final String KEPT = "KEPT";

  List<Status.Mark> all() throws PortFailure {
    var all = new ArrayList<Status.Mark>();
    for (var pin : world.marks().pins().entrySet()) all.add(pin(pin.getKey(), pin.getValue()));
    for (var bad : world.marks().bad().values()) all.add(bad(bad));
    for (var it : world.marks().floors().entrySet()) all.add(kept(it.getKey(), it.getValue()));
    return all;
  }

  private Status.Mark kept(String source, Floor floor) throws PortFailure {
    return new Status.Mark(
        KEPT,
        source,
        Optional.of(floor.commit().hex()),
        Optional.empty(),
        floor.reason(),
        floor.by(),
        times.at(floor.since()),
        Optional.empty());
  }

  private Status.Mark pin(String source, Pin pin) throws PortFailure {
    return new Status.Mark(
        PIN,
        source,
        pin.commit().map(ObjectId::hex),
        Optional.empty(),
        pin.reason(),
        pin.by(),
        times.at(pin.since()),
        pin.until());
  }

  private Status.Mark bad(BadCommit bad) throws PortFailure {
    return new Status.Mark(
        BAD,
        bad.at().source(),
        Optional.of(bad.at().commit().hex()),
        bad.fixedBy().map(ObjectId::hex),
        bad.reason(),
        bad.by(),
        times.at(bad.since()),
        bad.until());
  }
}
