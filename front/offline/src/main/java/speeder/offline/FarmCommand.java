package speeder.offline;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Option;
import speeder.core.farm.Farm;
import speeder.engine.port.PortFailure;
import speeder.wiring.Workshop;

/// A command that fetches the sources of a manifest.
abstract class FarmCommand extends FileCommand {
  @Option(
      names = "--manifest",
      required = true,
      paramLabel = "FILE",
      description = "speeder.yaml, or a folder of its files.")
  private Path manifest = Path.of("");

  @Option(
      names = "--cache",
      paramLabel = "DIR",
      description =
          "Keeps what was fetched and built; without it, $XDG_CACHE_HOME/speeder, or"
              + " ~/.cache/speeder.")
  private Optional<Path> cache = Optional.empty();

  Path manifest() {
    return manifest;
  }

  Workshop workshop(Session session, Farm farm, Consumer<String> progress) throws PortFailure {
    var around = session.surroundings();
    var kept = cache.orElseGet(around::cache).toAbsolutePath().normalize();
    return Workshop.open(kept, farm, around.clock(), progress);
  }
}
