package speeder.acceptance;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import speeder.api.Json;
import speeder.api.ServerFile;
import speeder.api.SpeederClient;
import speeder.tidy.Checkout;

/// A server in a session of its own, so that nothing of this process reaches it but its end.
final class ServerProcess {
  private static final Duration START_MAX = Duration.ofSeconds(90);

  private final Process process;
  private final Path data;
  private final Path log;

  private ServerProcess(Process process, Path data, Path log) {
    this.process = process;
    this.data = data;
    this.log = log;
  }

  /// Starts one and does not wait for it.
  static ServerProcess launch(Path manifest, Path data) throws IOException {
    return launch(manifest, data, List.of());
  }

  /// @param within a command that runs the rest of its arguments in its own place
  static ServerProcess launch(Path manifest, Path data, List<String> within) throws IOException {
    return launch(manifest, data, within, List.of());
  }

  /// @param more arguments
  static ServerProcess launch(Path manifest, Path data, List<String> within, List<String> more)
      throws IOException {
    var log = data.resolveSibling(data.getFileName() + ".log");
    var arguments = new ArrayList<>(List.of("--manifest", manifest.toString()));
    arguments.addAll(List.of("--data", data.toString(), "--listen", "127.0.0.1:0"));
    arguments.addAll(more);
    var command = new ArrayList<String>(List.of("/usr/bin/setsid"));
    command.addAll(within);
    command.addAll(Program.SERVER.command(arguments));
    var builder = new ProcessBuilder(command);
    builder.environment().put("SPEEDER_HOME", Checkout.ROOT.toString());
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    return new ServerProcess(builder.start(), data, log);
  }

  /// Waits until it answers.
  SpeederClient answers() throws Exception {
    var file =
        Await.value(
            "a server that answers; it said: " + said(),
            START_MAX,
            () -> {
              if (!process.isAlive()) fail("the server ended by itself: " + said());
              return file();
            });
    var token = Files.readString(data.resolve(ServerFile.TOKEN)).strip();
    return new SpeederClient(URI.create(file.url()), Optional.of(token));
  }

  private Optional<ServerFile> file() throws Exception {
    var file = data.resolve(ServerFile.NAME);
    if (!Files.exists(file)) return Optional.empty();
    var read = Json.read(Files.readString(file), ServerFile.class);
    return Optional.of(read).filter(it -> it.pid() == process.pid());
  }

  String url() throws Exception {
    return file().orElseThrow().url();
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /// Waits for its own end.
  int ended() throws Exception {
    if (process.waitFor(START_MAX.toSeconds(), TimeUnit.SECONDS)) return process.exitValue();
    return fail("the server still runs: " + said());
  }

  /// As a power cut would: kill -9.
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  void stop() throws Exception {
    process.destroy();
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      kill();
      fail("the server did not end within 30 s of SIGTERM: " + said());
    }
  }

  String said() throws IOException {
    return Files.exists(log) ? Files.readString(log) : "";
  }
}
