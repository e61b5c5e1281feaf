package speeder.offline;

import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import speeder.engine.port.PortFailure;
import speeder.wiring.Bases;

/// `speeder base`: what images start from, out of a root file system.
@Command(
    name = "base",
    description = "Make a base image of a root file system's tar. The same tar gives the same.")
final class BaseCommand extends FileCommand {
  @Option(
      names = "--from",
      required = true,
      paramLabel = "TAR",
      description = "Plain, or compressed with gzip or zstd.")
  private Path from = Path.of("");

  @Option(
      names = "--to",
      required = true,
      paramLabel = "oci:DIR",
      description = "The OCI layout that gets it.")
  private String to = "";

  /// @param digest of the image's manifest
  record Made(String digest) {}

  @Override
  Exit run(Session session) throws Failure, PortFailure {
    var digest = Failure.input(() -> Bases.make(from, to)).text();
    session.answer(new Made(digest), to + "@" + digest);
    return Exit.DONE;
  }
}
