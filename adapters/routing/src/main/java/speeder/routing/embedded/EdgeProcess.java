package speeder.routing.embedded;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import speeder.edge.table.Ask;
import speeder.edge.table.EdgeFiles;
import speeder.edge.table.Reply.Who;
import speeder.engine.port.PortFailure;

/// The edge's process: found again after the server's restart, started when it does not run, never
/// started twice. It has a session of its own, and outlives the server.
public final class EdgeProcess {
  /// What an edge needs. The serial collector has the smallest footprint, and pauses of a few
  /// milliseconds at this heap. Both compilers: with C1 alone an edge answered 9,200 requests a
  /// second instead of 16,900 (10 KB each, 2 cores shared with clients and backend), for 40 MB
  /// less. Out of memory is death, since another process stands by. The one native call is dup2.
  private static final List<String> FLAGS =
      List.of(
          "-XX:+UseSerialGC",
          "-Xms32m",
          "-Xmx256m",
          "-XX:+ExitOnOutOfMemoryError",
          "--enable-native-access=ALL-UNNAMED");

  /// What an edge ends with when another one serves from its files.
  private static final int TAKEN = 1;

  private static final Duration START_MAX = Duration.ofSeconds(30);

  /// How long one that stands by may take until it can take over.
  private static final Duration READY_MAX = Duration.ofSeconds(10);

  /// Requests under way have their time; the edge itself needs a little, too.
  private static final Duration STOP_MAX = Ask.DRAIN.plusSeconds(15);

  private static final long LOOK_EVERY_MILLIS = 10;

  private final EdgeFiles files;
  private final EdgeClient client;
  private final Duration stopMax;

  public EdgeProcess(EdgeFiles files) {
    this(files, STOP_MAX);
  }

  EdgeProcess(EdgeFiles files, Duration stopMax) {
    this.files = files;
    this.stopMax = stopMax;
    this.client = new EdgeClient(files);
  }

  /// Sees, before anything is made, that an edge can serve there, or does.
  ///
  /// @throws PortFailure as [#ensure], but for `edge-did-not-start`
  public void check(String listen) throws PortFailure {
    var serving = who();
    if (serving.isPresent()) Listening.same(serving.get(), listen);
    else if (!Files.exists(files.lock())) Listening.free(listen);
  }

  /// Who serves, started if need be.
  ///
  /// @param java the program to start it with
  /// @param jars its class path
  /// @param listen `host:port`; port 0 takes a free one
  /// @throws PortFailure refused `edge-listens-elsewhere` where one serves, `port-in-use` where
  ///   none does; failed `edge-did-not-start`, with the end of its log
  public Who ensure(Path java, List<Path> jars, String listen) throws PortFailure {
    var serving = who();
    if (serving.isEmpty()) return started(java, jars, listen);
    Listening.same(serving.get(), listen);
    return serving.get();
  }

  /// Who serves now, if anyone does.
  public Optional<Who> who() {
    try {
      return client.ask(new Ask.Who()) instanceof Who who ? Optional.of(who) : Optional.empty();
    } catch (PortFailure nobody) {
      return Optional.empty();
    }
  }

  /// Ends the edge and what stands by for it; what does not end in its time is killed. Absent is
  /// done.
  public void stop() throws PortFailure {
    var serving = who();
    if (serving.isEmpty()) return;
    client.ask(new Ask.Stop());
    if (holds(() -> !isAlive(serving.get().pid()), stopMax)) return;
    kill(serving.get().standby());
    kill(serving.get().pid());
    await(() -> !isAlive(serving.get().pid()), "edge-did-not-stop");
  }

  private static void kill(long pid) {
    if (pid > 0) ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
  }

  private Who started(Path java, List<Path> jars, String listen) throws PortFailure {
    // One that stands by and is not ready yet has the port, and serves in a moment.
    boolean isNext = Files.exists(files.lock()) && !Listening.isFree(listen);
    if (isNext && holds(() -> who().isPresent(), READY_MAX)) return ensure(java, jars, listen);
    Listening.free(listen);
    var process = launch(command(java, jars, listen));
    await(() -> who().isPresent() || gaveUp(process), "edge-did-not-start");
    return who().orElseThrow(() -> failure("edge-did-not-start"));
  }

  /// One that found another serving is no failure: that one was taking over, or came first.
  private static boolean gaveUp(Process process) {
    return !process.isAlive() && process.exitValue() != TAKEN;
  }

  private List<String> command(Path java, List<Path> jars, String listen) {
    var command = new ArrayList<>(List.of("setsid", java.toString()));
    command.addAll(FLAGS);
    command.addAll(List.of("-cp", String.join(":", jars.stream().map(Path::toString).toList())));
    command.addAll(List.of("speeder.edge.Edge", "--listen", listen));
    command.addAll(List.of("--table", files.table().toString()));
    command.addAll(List.of("--socket", files.socket().toString(), "--keep"));
    return command;
  }

  private Process launch(List<String> command) throws PortFailure {
    try {
      makeFolder();
      var log = Redirect.appendTo(files.log().toFile());
      return new ProcessBuilder(command)
          .redirectInput(Redirect.from(new java.io.File("/dev/null")))
          .redirectOutput(log)
          .redirectError(log)
          .start();
    } catch (IOException failed) {
      throw PortFailure.failed(
          "edge-did-not-start",
          "The edge could not be started: %s.".formatted(failed.getMessage()),
          "Look whether `setsid` and the JDK are there.");
    }
  }

  private void makeFolder() throws IOException {
    if (Files.isDirectory(files.folder())) return;
    Files.createDirectories(
        files.folder(),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  private interface Condition {
    boolean holds();
  }

  private void await(Condition condition, String code) throws PortFailure {
    if (!holds(condition, START_MAX)) throw failure(code);
  }

  private static boolean holds(Condition condition, Duration longest) throws PortFailure {
    long end = System.nanoTime() + longest.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() > end) return false;
      try {
        Thread.sleep(LOOK_EVERY_MILLIS);
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        throw PortFailure.unknown(
            "stopped", "It was stopped half-way.", "Look at what runs before acting again.");
      }
    }
    return true;
  }

  private PortFailure failure(String code) {
    return PortFailure.failed(
        code,
        "The edge said last: %s".formatted(lastLine()),
        "Its whole log: %s".formatted(files.log()));
  }

  private String lastLine() {
    try {
      var lines = Files.readAllLines(files.log());
      return lines.isEmpty() ? "nothing" : lines.getLast();
    } catch (IOException none) {
      return "nothing";
    }
  }

  private static boolean isAlive(long pid) {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
  }
}
