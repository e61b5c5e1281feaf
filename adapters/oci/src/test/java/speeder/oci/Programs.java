package speeder.oci;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/// Programs of the machine that tests hold our work against.
final class Programs {
  private static final List<Path> FOLDERS =
      List.of(Path.of("/usr/bin"), Path.of("/usr/sbin"), Path.of("/bin"), Path.of("/sbin"));

  private Programs() {}

  static void need(String program) {
    boolean there = FOLDERS.stream().anyMatch(f -> Files.isExecutable(f.resolve(program)));
    Assumptions.assumeTrue(there, program + " is not installed: this is NOT tested here");
  }

  static void needRoot() throws IOException {
    boolean root = Files.getOwner(Path.of("/proc/self")).getName().equals("root");
    Assumptions.assumeTrue(root, "only root may mount: this is NOT tested here");
  }

  static String run(String... command) throws IOException, InterruptedException {
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int code = process.waitFor();
    if (code != 0)
      throw new IOException(String.join(" ", command) + " ended " + code + ": " + said);
    return said;
  }
}
