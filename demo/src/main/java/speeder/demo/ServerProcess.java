package speeder.demo;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import speeder.api.ApiFailure;
import speeder.api.BadJson;
import speeder.api.Json;
import speeder.api.SpeederClient;

/// The farm's own server: a process in a session of its own, which outlives the demo.
public final class ServerProcess {
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Duration END_LIMIT = Duration.ofSeconds(20);
  private static final Duration REMOVE_LIMIT = Duration.ofMinutes(2);
  private static final Duration LOOK_EVERY = Duration.ofMillis(20);
  private static final String MAIN = "speeder.server.Main";

  private final Places places;
  private final Process process;
  private final URI url;
  private final String token;

  private ServerProcess(Places places, Process process, URI url, String token) {
    this.places = places;
    this.process = process;
    this.url = url;
    this.token = token;
  }

  /// The file by which a running server is found.
  public record Found(String url, long pid) {}

  public static ServerProcess start(Places places) throws DemoFailure {
    return start(places, "127.0.0.1:0");
  }

  /// Starts another one at the same address after this one's end: clients find it again.
  public ServerProcess startAgain() throws DemoFailure {
    return start(places, url.getAuthority());
  }

  private static ServerProcess start(Places places, String listen) throws DemoFailure {
    var command = new ArrayList<>(List.of("setsid"));
    command.addAll(Programs.java(places.home(), "front/server", MAIN));
    command.addAll(List.of("--manifest", places.manifest().toString()));
    command.addAll(List.of("--data", places.server().toString(), "--listen", listen));
    try {
      var builder =
          new ProcessBuilder(command)
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .redirectOutput(ProcessBuilder.Redirect.appendTo(places.serverLog().toFile()))
              .redirectErrorStream(true);
      builder.environment().put("SPEEDER_HOME", places.home().toString());
      return await(places, builder.start());
    } catch (IOException e) {
      throw places.failed(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw DemoFailure.interrupted();
    }
  }

  private static ServerProcess await(Places places, Process process)
      throws IOException, InterruptedException, DemoFailure {
    long until = System.nanoTime() + START_LIMIT.toNanos();
    while (System.nanoTime() < until && process.isAlive()) {
      var found = found(places).filter(it -> it.pid() == process.pid());
      if (found.isPresent() && answers(found.get())) {
        var token = Files.readString(places.server().resolve("token")).strip();
        return new ServerProcess(places, process, URI.create(found.get().url()), token);
      }
      Thread.sleep(LOOK_EVERY);
    }
    process.destroyForcibly();
    throw DemoFailure.couldNot(
        "server-did-not-start", "The server did not start.", "Look at " + places.serverLog());
  }

  private static boolean answers(Found found) {
    try (var client = new SpeederClient(URI.create(found.url()), Optional.empty())) {
      client.health();
      return true;
    } catch (ApiFailure notYet) {
      return false;
    }
  }

  private static Optional<Found> found(Places places) throws IOException {
    try {
      var text = Files.readString(places.server().resolve("server.json"));
      return Optional.of(Json.read(text.strip(), Found.class));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    } catch (BadJson torn) {
      return Optional.empty();
    }
  }

  public URI url() {
    return url;
  }

  String token() {
    return token;
  }

  /// Where a person opens the page of a farm that runs, and may change things.
  static String page(Places places) throws DemoFailure {
    try {
      var url = found(places).map(Found::url).orElse("");
      return url + "/#token=" + Files.readString(places.server().resolve("token")).strip();
    } catch (IOException e) {
      throw places.failed(e);
    }
  }

  public SpeederClient client() {
    return new SpeederClient(url, Optional.of(token));
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /// As by a failing machine: no farewell.
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /// Ends the server of a farm, whoever started it, then takes away what outlives it.
  static void end(Places places) throws DemoFailure {
    try {
      for (var server : running(places)) end(places, server);
      if (!places.hasServer()) return;
      var remove = Programs.java(places.home(), "front/server", MAIN);
      remove.addAll(List.of("--data", places.server().toString(), "--remove-all"));
      Programs.run(places.cache(), REMOVE_LIMIT, remove);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw DemoFailure.interrupted();
    }
  }

  /// Every server of this farm, also one that does not answer yet: it names its data folder.
  private static List<ProcessHandle> running(Places places) {
    return ProcessHandle.allProcesses().filter(it -> isOwn(places, it)).toList();
  }

  private static boolean isOwn(Places places, ProcessHandle process) {
    try {
      var line = Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"));
      var words = List.of(line.split("\0"));
      return words.contains(places.server().toString()) && words.contains(MAIN);
    } catch (IOException gone) {
      return false;
    }
  }

  /// Looks at the command line, which the dead have no more: one may stay dead and uncollected.
  private static void end(Places places, ProcessHandle server) throws InterruptedException {
    server.destroy();
    long until = System.nanoTime() + END_LIMIT.toNanos();
    while (isOwn(places, server)) {
      if (System.nanoTime() > until) server.destroyForcibly();
      Thread.sleep(LOOK_EVERY);
    }
  }
}
