package speeder.offline;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import speeder.engine.codec.Json;
import speeder.engine.port.PortFailure;
import speeder.wiring.Bases;

/// `speeder base`: what images start from, out of a root file system.
@Command(
    name = "base",
    mixinStandardHelpOptions = true,
    description = "Makes a base image of a root file system's tar. The same tar gives the same.")
final class Base implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--from",
      required = true,
      paramLabel = "TAR",
      description = "plain, or compressed with gzip or zstd")
  private Path from = Path.of("");

  @Option(
      names = "--to",
      required = true,
      paramLabel = "oci:DIR",
      description = "the OCI layout that gets it")
  private String to = "";

  @Option(names = "--json", description = "print JSON")
  private boolean json;

  /// @param digest of the image's manifest
  record Made(String digest) {}

  @Override
  public Integer call() throws PortFailure {
    var digest = Bases.make(from, to).text();
    var out = spec.commandLine().getOut();
    if (json)
      out.println(
          new String(Json.bytes(new Made(digest)), java.nio.charset.StandardCharsets.UTF_8));
    else out.println(to + "@" + digest);
    return 0;
  }
}
