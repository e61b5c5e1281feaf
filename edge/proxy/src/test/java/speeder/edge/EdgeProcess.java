package speeder.edge;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import speeder.edge.table.EdgeFiles;

/// An edge as a real process, and what stands by for it.
final class EdgeProcess implements AutoCloseable {
  final EdgeFiles files;
  final Process first;

  EdgeProcess(Path folder, String... more) throws IOException {
    files = EdgeFiles.in(folder);
    first = launch(files, more);
  }

  static Process launch(EdgeFiles files, String... more) throws IOException {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-Xmx128m",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                Edge.class.getName(),
                "--listen",
                "127.0.0.1:0",
                "--table",
                files.table().toString(),
                "--socket",
                files.socket().toString()));
    command.addAll(List.of(more));
    var log = files.log().toFile();
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
        .start();
  }

  EdgeProcess awaitServing() throws Exception {
    Await.until("the edge serves", () -> Asking.answers(files.socket()));
    return this;
  }

  /// Waits until a standby holds its breath for the lock.
  long awaitStandby() throws Exception {
    Await.until(
        "a standby waits for the lock", () -> who().standby() > 0 && waits(who().standby()));
    return who().standby();
  }

  /// Whether a process waits for a record lock: `/proc/locks` marks who waits with an arrow.
  private static boolean waits(long pid) throws IOException {
    try (var locks = java.nio.file.Files.lines(Path.of("/proc/locks"))) {
      return locks.anyMatch(line -> line.contains("-> POSIX") && line.contains(" " + pid + " "));
    }
  }

  speeder.edge.table.Reply.Who who() throws Exception {
    return Asking.who(files.socket());
  }

  int port() throws Exception {
    return Integer.parseInt(who().listen().split(":", 2)[1]);
  }

  static void kill(long pid) {
    ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
  }

  /// Stops all, by word if it is heard and by force if not.
  @Override
  public void close() throws IOException {
    try {
      if (!Asking.answers(files.socket())) return;
      var who = who();
      Asking.ask(files.socket(), new speeder.edge.table.Ask.Stop());
      for (long pid : List.of(who.standby(), who.pid())) {
        var handle = ProcessHandle.of(pid);
        if (handle.isPresent()) handle.get().onExit().get(10, TimeUnit.SECONDS);
      }
    } catch (Exception stuck) {
      throw new IOException(stuck);
    } finally {
      first.destroyForcibly();
    }
  }
}
