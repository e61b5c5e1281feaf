package speeder.engine.deed;

import java.util.List;
import java.util.TreeMap;
import speeder.core.farm.Farm;
import speeder.core.snapshot.Snapshot;
import speeder.core.source.ObjectId;
import speeder.core.source.Source;
import speeder.core.world.Document;
import speeder.core.world.Result;
import speeder.engine.codec.Json;

/// How deeds that make a snapshot end.
final class Snapshots {
  private Snapshots() {}

  static Ended ended(Farm farm, Snapshot snapshot) {
    return ended(farm, snapshot, List.of());
  }

  /// @param heldBack sources at an older commit, by name
  static Ended ended(Farm farm, Snapshot snapshot, List<String> heldBack) {
    var document = Document.of("snapshot", Json.bytes(snapshot));
    var configuration = new TreeMap<String, ObjectId>();
    for (var source : farm.sources()) {
      if (source.kind() != Source.Kind.CONFIGURATION) continue;
      snapshot
          .pick(source.name())
          .ifPresent(pick -> configuration.put(source.name(), pick.commit()));
    }
    var result =
        new Result.SnapshotFrozen(
            snapshot.digest(),
            document.digest(),
            heldBack,
            snapshot.restless().size(),
            configuration);
    return Ended.with(result, document);
  }
}
