package speeder.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// Runs other programs to their end.
final class Programs {
  private static final int TAIL_LINES = 15;

  private Programs() {}

  /// Runs one and gives what it printed.
  ///
  /// @throws DemoFailure with the last lines of what it said where it fails or takes too long
  static String run(Path folder, Duration limit, List<String> command) throws DemoFailure {
    try {
      var said = Files.createTempFile(folder, ".said-", "");
      try {
        return ended(said, limit, command);
      } finally {
        Files.deleteIfExists(said);
      }
    } catch (IOException e) {
      throw DemoFailure.couldNot("program", e.toString(), "Look whether it is installed.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw DemoFailure.interrupted();
    }
  }

  private static String ended(Path said, Duration limit, List<String> command)
      throws IOException, InterruptedException, DemoFailure {
    var process =
        new ProcessBuilder(command)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(ProcessBuilder.Redirect.to(said.toFile()))
            .redirectError(ProcessBuilder.Redirect.appendTo(said.toFile()))
            .start();
    var name = Path.of(command.getFirst()).getFileName();
    if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
      process.destroy();
      throw failed("%s did not end within %d s".formatted(name, limit.toSeconds()), said);
    }
    if (process.exitValue() != 0) {
      throw failed("%s ended with %d".formatted(name, process.exitValue()), said);
    }
    return Files.readString(said);
  }

  private static DemoFailure failed(String what, Path said) throws IOException {
    var lines = Files.readString(said).strip().lines().toList();
    var tail =
        lines.stream()
            .skip(Math.max(0, lines.size() - TAIL_LINES))
            .collect(Collectors.joining("\n  ", "\n  ", "\n"));
    return DemoFailure.couldNot(
        "program-failed", what + ":" + tail, "Mend what it says, and start the demo again.");
  }

  /// A program of Speeder's own, by its jars.
  static List<String> java(Path home, String app, String main) throws DemoFailure {
    var jars = home.resolve(app).resolve("target/app");
    if (!Files.isDirectory(jars)) {
      throw DemoFailure.couldNot(
          "not-built",
          jars + " is not there.",
          "Start by the launcher, which builds: speeder demo");
    }
    var java = Path.of(System.getProperty("java.home"), "bin/java").toString();
    return new ArrayList<>(
        List.of(
            java,
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            jars + "/*",
            main));
  }
}
