package speeder.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/// Runs the programs that people would use instead.
final class Programs {
  /// What a person's own settings of git say must not change what is measured.
  private static final Map<String, String> ENVIRONMENT =
      Map.of("GIT_CONFIG_GLOBAL", "/dev/null", "GIT_CONFIG_NOSYSTEM", "1", "LC_ALL", "C");

  private Programs() {}

  /// Runs a line of shell; what it prints is returned, and a failure of any part fails.
  static String shell(Path folder, String line) throws IOException, InterruptedException {
    return run(folder, _ -> {}, "bash", "-c", "set -euo pipefail; " + line);
  }

  interface Input {
    void write(OutputStream out) throws IOException;
  }

  static String run(Path folder, Input input, String... command)
      throws IOException, InterruptedException {
    var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().putAll(ENVIRONMENT);
    var process = builder.start();
    try (var in = process.getOutputStream()) {
      input.write(in);
    }
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int end = process.waitFor();
    if (end == 0) return said;
    throw new IOException(
        "`%s` ended with %d: %s".formatted(String.join(" ", command), end, said.strip()));
  }
}
