package speeder.engine.deed;

import java.util.SortedMap;
import java.util.TreeMap;
import speeder.core.farm.Farm;
import speeder.core.snapshot.Origin;
import speeder.core.snapshot.Overlaying;
import speeder.core.snapshot.Snapshot;
import speeder.core.source.Head;
import speeder.core.source.ObjectId;
import speeder.core.world.Effect;
import speeder.core.world.Result;
import speeder.engine.port.PortFailure;
import speeder.engine.port.Sources;
import speeder.engine.reckon.Fitting;

/// Composes snapshots: lays other commits over that of a release.
final class Laying {
  private final Sources sources;
  private final Fitting fitting;
  private final Farms farms;

  Laying(Sources sources, Farms farms) {
    this.sources = sources;
    this.fitting = new Fitting(sources);
    this.farms = farms;
  }

  Ended lay(Effect.Lay deed) throws PortFailure {
    var farm = farms.farm(deed.manifest());
    var base = farms.read(deed.overlay().base(), Snapshot.class);
    var because = because(deed.overlay().origin());
    var overlaying = Overlaying.of(farm.relations(), base, heads(farm, deed), because);
    var misfit = fitting.misfit(overlaying);
    if (misfit.isEmpty()) return Snapshots.ended(farm, overlaying.composed());
    return Ended.with(new Result.Refused(fitting.why(misfit.get(), deed.heads())));
  }

  private static String because(Origin origin) {
    var on = origin.on().map(it -> " over " + it).orElse("");
    if (origin.covered().isPresent()) return "Kept" + on;
    return switch (origin.kind()) {
      case CODE -> "Laid" + on;
      case CONFIGURATION -> "Configuration on its own path" + on;
      case SECURITY -> "Security on its own path" + on;
    };
  }

  /// Those of the commits whose sources the farm still has, without what is bad.
  private SortedMap<String, Head> heads(Farm farm, Effect.Lay deed) throws PortFailure {
    var heads = new TreeMap<String, Head>();
    for (var each : deed.overlay().commits().entrySet()) {
      if (farm.source(each.getKey()).isEmpty()) continue;
      heads.put(each.getKey(), head(each.getKey(), each.getValue(), deed));
    }
    return heads;
  }

  private Head head(String source, ObjectId commit, Effect.Lay deed) throws PortFailure {
    var bad = deed.marks().bad().values().stream().filter(it -> it.at().source().equals(source));
    var sound = sources.sound(source, commit, bad.toList()).orElseThrow(() -> nothingGood(source));
    boolean other = !sound.commit().equals(commit);
    if (other && deed.overlay().origin().covered().isPresent()) throw keptIsBad(source, commit);
    return sound;
  }

  /// What is kept is that very commit, or nothing.
  private static PortFailure keptIsBad(String source, ObjectId commit) {
    return PortFailure.refused(
        "commit-bad",
        "Commit %s of %s is kept, and holds what is marked bad.".formatted(commit.brief(), source),
        "Keep one that holds its fix, or take the mark away.");
  }

  private static PortFailure nothingGood(String source) {
    return PortFailure.refused(
        "commit-bad",
        "No commit of %s is without what is marked bad.".formatted(source),
        "Push its fix, or take the mark away.");
  }
}
