package speeder.offline.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import speeder.core.snapshot.Pick;
import speeder.core.snapshot.Snapshot;
import speeder.core.source.ObjectId;
import speeder.core.value.Digest;
import speeder.engine.codec.Json;
import speeder.engine.port.PortFailure;

/// A mix of two snapshots as `build --snapshot` reads it. It says what it is: a mix is never gated,
/// and leaves this machine in no registry.
///
/// @param mix true
public record MixFile(Digest snapshot, boolean mix, List<Source> sources, List<String> restless) {
  public MixFile {
    sources = List.copyOf(sources);
    restless = List.copyOf(restless);
  }

  public record Source(String name, String at, ObjectId commit, ObjectId tree, Pick.Why why) {}

  public static void write(Path file, Snapshot snapshot) throws PortFailure {
    var sources = snapshot.picks().stream().map(MixFile::source).toList();
    var mix = new MixFile(snapshot.digest(), true, sources, snapshot.restless());
    try {
      Files.write(file, Json.bytes(mix));
    } catch (IOException failure) {
      throw PortFailure.failed(
          "file-failed",
          "%s could not be written (%s).".formatted(file, failure.getClass().getSimpleName()),
          "Name a file in a folder that this user may write to: --mix FILE");
    }
  }

  private static Source source(Pick it) {
    return new Source(it.source(), it.at(), it.commit(), it.tree(), it.why());
  }
}
