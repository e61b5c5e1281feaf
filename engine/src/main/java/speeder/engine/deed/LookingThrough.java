package speeder.engine.deed;

import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import speeder.core.snapshot.Holding;
import speeder.core.snapshot.Snapshot;
import speeder.core.source.BadCommit;
import speeder.core.source.Marks;
import speeder.core.source.ObjectId;
import speeder.core.source.SourceCommit;
import speeder.core.value.Digest;
import speeder.core.world.Effect;
import speeder.core.world.Result;
import speeder.engine.port.PortFailure;
import speeder.engine.port.Sources;

/// Looks which marked commits snapshots hold.
final class LookingThrough {
  private final Sources sources;
  private final Farms farms;

  LookingThrough(Sources sources, Farms farms) {
    this.sources = sources;
    this.farms = farms;
  }

  Ended look(Effect.LookThrough deed) throws PortFailure {
    var found = new TreeMap<Digest, Holding>();
    for (var document : deed.documents()) {
      found.put(document, holding(farms.read(document, Snapshot.class), deed));
    }
    return Ended.with(new Result.LookedThrough(deed.marks().weighed(), found));
  }

  private Holding holding(Snapshot snapshot, Effect.LookThrough deed) throws PortFailure {
    var bad = new TreeSet<SourceCommit>();
    for (var mark : deed.marks().bad().values()) if (holds(snapshot, mark)) bad.add(mark.at());
    return new Holding(bad, kept(snapshot, deed.marks()));
  }

  /// Of a source that it has not at all, a snapshot loses nothing.
  private SortedSet<SourceCommit> kept(Snapshot snapshot, Marks marks) throws PortFailure {
    var kept = new TreeSet<SourceCommit>();
    for (var floor : marks.floors().entrySet()) {
      var source = floor.getKey();
      var commit = floor.getValue().commit();
      var pick = snapshot.pick(source);
      boolean has = pick.isEmpty() || holds(source, pick.get().commit(), commit);
      if (has) kept.add(new SourceCommit(source, commit));
    }
    return kept;
  }

  private boolean holds(Snapshot snapshot, BadCommit bad) throws PortFailure {
    var pick = snapshot.pick(bad.at().source());
    if (pick.isEmpty()) return false;
    var commit = pick.get().commit();
    return holds(bad.at().source(), commit, bad.at().commit()) && !isFixed(commit, bad);
  }

  private boolean isFixed(ObjectId commit, BadCommit bad) throws PortFailure {
    return bad.fixedBy().isPresent() && holds(bad.at().source(), commit, bad.fixedBy().get());
  }

  private boolean holds(String source, ObjectId commit, ObjectId other) throws PortFailure {
    return sources.holds(source, commit, other);
  }
}
