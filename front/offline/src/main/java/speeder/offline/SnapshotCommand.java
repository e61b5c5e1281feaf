package speeder.offline;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import speeder.core.snapshot.Snapshot;
import speeder.engine.port.PortFailure;
import speeder.offline.file.SnapshotFile;
import speeder.wiring.BadManifest;
import speeder.wiring.Manifests;

/// `speeder snapshot`: the heads of all sources under one digest.
@Command(
    name = "snapshot",
    description = "Freeze the heads of a manifest's sources into one snapshot.")
final class SnapshotCommand extends FarmCommand {
  @Option(
      names = "--last",
      paramLabel = "FILE",
      description = "An earlier snapshot: sources out of reach are held back at its commits.")
  private Optional<Path> last = Optional.empty();

  @Override
  Exit run(Session session) throws BadManifest, Failure, PortFailure {
    var described = Manifests.read(manifest());
    var before = last();
    try (var progress = session.progress(1);
        var shop = workshop(session, described.farm(), progress)) {
      int sources = described.farm().sources().size();
      progress.step("reads the heads of %d sources".formatted(sources));
      var frozen = Frozen.of(new Heads(described, shop.sources()).freeze(before));
      progress.end();
      session.answer(frozen, frozen.text());
    }
    return Exit.DONE;
  }

  private Optional<Snapshot> last() throws Failure, PortFailure {
    if (last.isEmpty()) return Optional.empty();
    return Optional.of(Failure.input(() -> SnapshotFile.read(last.get())).snapshot());
  }
}
