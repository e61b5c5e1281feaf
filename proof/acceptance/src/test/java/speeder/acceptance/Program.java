package speeder.acceptance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import speeder.tidy.Checkout;

/// A program of Speeder by the launcher's class path: all jars of its folder `target/app`.
record Program(String module, String main) {
  static final Program SERVER = new Program("front/server", "speeder.server.Main");
  static final Program CLI = new Program("front/cli", "speeder.cli.Main");
  static final Program OFFLINE = new Program("front/offline", "speeder.offline.Main");
  private static final int SECONDS_MAX = 120;

  /// What a run said, and its exit code.
  record Said(int code, String out, String err) {
    @Override
    public String toString() {
      return "exit code %d%n%s%n%s".formatted(code, out, err);
    }
  }

  List<String> command(List<String> arguments) throws IOException {
    var command =
        new ArrayList<String>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classPath(),
                main));
    command.addAll(arguments);
    return command;
  }

  private String classPath() throws IOException {
    var folder = Checkout.ROOT.resolve(module).resolve("target/app");
    try (Stream<Path> jars = Files.list(folder)) {
      return String.join(
          ":", jars.map(Path::toString).filter(it -> it.endsWith(".jar")).sorted().toList());
    }
  }

  /// Runs it to its end.
  Said run(String... arguments) throws Exception {
    return run(Map.of(), arguments);
  }

  Said run(Map<String, String> environment, String... arguments) throws Exception {
    var out = Files.createTempFile("speeder", ".out");
    var err = Files.createTempFile("speeder", ".err");
    try {
      var builder = new ProcessBuilder(command(List.of(arguments)));
      builder.environment().put("SPEEDER_HOME", Checkout.ROOT.toString());
      builder.environment().putAll(environment);
      var process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
      if (!process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
        throw new AssertionError(main + " did not end: " + text(out) + text(err));
      }
      return new Said(process.exitValue(), text(out), text(err));
    } finally {
      Files.delete(out);
      Files.delete(err);
    }
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8);
  }
}
