package speeder.engine.deed;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import speeder.core.farm.Farm;
import speeder.core.snapshot.Freeze;
import speeder.core.snapshot.Freeze.HeldBack;
import speeder.core.snapshot.Snapshot;
import speeder.core.source.Source;
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
    var last = read(deed.last());
    var laid = read(deed.laid());
    var known = laid.isEmpty() ? last : last.map(it -> configured(farm, it, laid.get()));
    return switch (freezer.freeze(farm, known, deed.marks(), deed.held())) {
      case Freeze.Frozen(var snapshot, var held) ->
          Snapshots.ended(farm, snapshot, held.stream().map(HeldBack::source).toList());
      case Freeze.Waits(var why) -> Ended.with(new Result.Failed(why));
      case Freeze.Refused(var sources) -> Ended.with(new Result.Refused(joined(sources)));
    };
  }

  /// A snapshot with another one's configuration.
  private static Snapshot configured(Farm farm, Snapshot last, Snapshot laid) {
    var picks = new ArrayList<>(last.picks());
    picks.replaceAll(pick -> {
      var source = farm.source(pick.source()).map(Source::kind);
      boolean configures = source.filter(Source.Kind.CONFIGURATION::equals).isPresent();
      return configures ? laid.pick(pick.source()).orElse(pick) : pick;
    });
    return new Snapshot(picks, last.restless());
  }

  private Optional<Snapshot> read(Optional<Digest> document) throws PortFailure {
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
