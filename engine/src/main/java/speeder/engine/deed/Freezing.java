package speeder.engine.deed;

import java.util.List;
import java.util.Optional;
import speeder.core.snapshot.Freeze;
import speeder.core.snapshot.Freeze.HeldBack;
import speeder.core.snapshot.Snapshot;
import speeder.core.value.Digest;
import speeder.core.value.Refusal;
import speeder.core.world.Effect;
import speeder.core.world.Result;
import speeder.engine.port.PortFailure;
import speeder.engine.port.Sources;
import speeder.engine.reckon.Freezer;

/// Freezes the heads of all sources into a snapshot.
final class Freezing {
  private final Freezer freezer;
  private final Farms farms;

  Freezing(Sources sources, Farms farms) {
    this.freezer = new Freezer(sources);
    this.farms = farms;
  }

  Ended freeze(Effect.Freeze deed) throws PortFailure {
    var farm = farms.farm(deed.manifest());
    return switch (freezer.freeze(farm, last(deed.last()), deed.marks(), deed.held())) {
      case Freeze.Frozen(var snapshot, var held) ->
          Snapshots.ended(farm, snapshot, held.stream().map(HeldBack::source).toList());
      case Freeze.Waits(var why) -> Ended.with(new Result.Failed(why));
      case Freeze.Refused(var sources) -> Ended.with(new Result.Refused(joined(sources)));
    };
  }

  private Optional<Snapshot> last(Optional<Digest> document) throws PortFailure {
    return document.isEmpty()
        ? Optional.empty()
        : Optional.of(farms.read(document.get(), Snapshot.class));
  }

  private static Refusal joined(List<HeldBack> all) {
    var first = all.getFirst().why();
    if (all.size() == 1) return first;
    return new Refusal(
        first.code(),
        "%s And %d more sources.".formatted(first.sentence(), all.size() - 1),
        first.remedy());
  }
}
