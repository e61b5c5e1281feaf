package speeder.signals.external;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import speeder.core.farm.External;
import speeder.core.lock.Sight;
import speeder.core.lock.Sight.Moving;

/// Real locks, real processes, a real server.
class LiveOutsideTest {
  private static final Path FLOCK = Path.of("/usr/bin/flock");

  @TempDir private Path folder;
  private final LiveOutside outside = new LiveOutside();

  // Lock files.

  @Test
  void a_file_that_nobody_has_locked_or_that_is_not_there_yet_stands_still() throws IOException {
    var file = Files.writeString(folder.resolve("lock"), "{}");
    assertEquals(Sight.still(Optional.empty()), byFile(file));
    assertEquals(Sight.still(Optional.empty()), byFile(folder.resolve("none")));
  }

  @Test
  void a_file_locked_by_fcntl_moves_and_says_who_and_why_as_scap_writes_it() throws Exception {
    var file =
        Files.writeString(
            folder.resolve("lock"),
            """
            {"locker": "deployer", "pid": 4711, "reason": "Backport: a fix",
             "timestamp_utc": "Mon Mar  2 08:00:00 2026"}
            """);
    var process = told(Locker.start(file));
    try {
      assertEquals(Sight.moves("deployer", "Backport: a fix"), byFile(file));
    } finally {
      end(process);
    }
    assertEquals(Moving.NO, byFile(file).moving());
  }

  @Test
  void a_file_locked_by_flock_moves_and_its_text_is_the_reason() throws Exception {
    assumeTrue(Files.isExecutable(FLOCK), "SKIPPED: no flock");
    var file = Files.writeString(folder.resolve("lock"), "schema change\nand more\n");
    var process = locking(file, "--exclusive");
    try {
      assertEquals(Optional.of("schema change"), byFile(file).reason());
      assertEquals(Moving.YES, byFile(file).moving());
    } finally {
      end(process);
    }
  }

  @Test
  void a_shared_lock_is_none_that_others_must_wait_for() throws Exception {
    assumeTrue(Files.isExecutable(FLOCK), "SKIPPED: no flock");
    var file = Files.createFile(folder.resolve("lock"));
    var process = locking(file, "--shared");
    try {
      assertEquals(Moving.NO, byFile(file).moving());
    } finally {
      end(process);
    }
  }

  @Test
  void looking_takes_no_lock() throws Exception {
    assumeTrue(Files.isExecutable(FLOCK), "SKIPPED: no flock");
    var file = Files.createFile(folder.resolve("lock"));
    byFile(file);
    var process =
        new ProcessBuilder(FLOCK.toString(), "--nonblock", file.toString(), "true").start();
    assertEquals(0, process.waitFor());
  }

  @Test
  void where_the_kernel_lists_no_locks_nobody_knows() throws IOException {
    var file = Files.createFile(folder.resolve("lock"));
    var blind = new LiveOutside(folder.resolve("proc-locks"));
    assertEquals(Moving.UNKNOWN, blind.look(byFiles(file)).moving());
  }

  // Commands.

  @Test
  void a_command_tells_what_is_served_and_whether_it_moves() {
    var sight = byCommand("sh", "-c", "echo '{\"moving\": false, \"release\": \"wmf.7\"}'");
    assertEquals(Sight.still(Optional.of("wmf.7")), sight);
  }

  @Test
  void a_command_that_fails_or_talks_nonsense_is_not_believed() {
    assertUnknown("ended with code 3", byCommand("sh", "-c", "echo '{\"moving\": true}'; exit 3"));
    assertUnknown("tells no JSON object", byCommand("echo", "moving"));
    assertUnknown("does not tell `moving`", byCommand("echo", "{\"moving\": \"no\"}"));
    assertUnknown("cannot be run", byCommand("/no/such/command"));
  }

  @Test
  void a_command_that_never_stops_talking_is_cut_off() {
    assertEquals(Moving.UNKNOWN, byCommand("head", "-c", "1000000", "/dev/zero").moving());
  }

  // Probes.

  @Test
  void a_probe_tells_the_same_by_http() throws IOException {
    try (var server =
        new Server(200, "{\"moving\": true, \"by\": \"deployer\", \"reason\": \"train\"}")) {
      assertEquals(Sight.moves("deployer", "train"), byProbe(server.url()));
    }
  }

  @Test
  void a_probe_that_answers_with_anything_else_is_not_believed() throws IOException {
    try (var server = new Server(503, "{\"moving\": false}")) {
      assertUnknown("answers 503", byProbe(server.url()));
    }
    try (var server = new Server(200, " ".repeat(70_000) + "{\"moving\": false}")) {
      assertUnknown("does not answer", byProbe(server.url()));
    }
    assertUnknown("does not answer", byProbe("http://127.0.0.1:1/"));
    assertUnknown("does not answer", byProbe("nonsense"));
  }

  // All of them.

  @Test
  void it_moves_if_one_says_so_and_stands_still_if_all_do() throws IOException {
    var file = Files.createFile(folder.resolve("lock")).toString();
    var still = List.of("echo", "{\"moving\": false, \"release\": \"wmf.7\"}");
    var moves = List.of("echo", "{\"moving\": true, \"by\": \"deployer\"}");
    assertEquals(Moving.NO, look(List.of(file), still, Optional.empty()).moving());
    var blind = look(List.of(file), still, Optional.of("nonsense"));
    assertEquals(Moving.UNKNOWN, blind.moving());
    assertEquals(Optional.of("wmf.7"), blind.release(), "what is known is told");
    var seen = look(List.of(file), moves, Optional.of("nonsense"));
    assertEquals(Moving.YES, seen.moving());
    assertEquals(Optional.of("deployer"), seen.by());
  }

  @Test
  void words_of_others_are_cut_and_plain() {
    var wordy = "x".repeat(1_000);
    var sight =
        byCommand("printf", "{\"moving\": true, \"by\": \"a\\\\nb\", \"reason\": \"%s\"}", wordy);
    assertEquals(Optional.of("a b"), sight.by());
    assertEquals(Sight.TEXT_MAX, sight.reason().orElseThrow().length());
  }

  private Sight byFile(Path file) {
    return outside.look(byFiles(file));
  }

  private static External byFiles(Path file) {
    return new External(List.of(file.toString()), List.of(), Optional.empty(), true);
  }

  private Sight byCommand(String... command) {
    return look(List.of(), List.of(command), Optional.empty());
  }

  private Sight byProbe(String url) {
    return look(List.of(), List.of(), Optional.of(url));
  }

  private Sight look(List<String> files, List<String> command, Optional<String> probe) {
    return outside.look(new External(files, command, probe, true));
  }

  private static void assertUnknown(String why, Sight sight) {
    assertEquals(Moving.UNKNOWN, sight.moving());
    assertTrue(sight.unreadable().getFirst().contains(why), () -> sight.unreadable().toString());
  }

  /// Locks a file, tells so, and keeps it until its input ends.
  private static Process locking(Path file, String how) throws IOException {
    return told(
        new ProcessBuilder(
                FLOCK.toString(), how, file.toString(), "sh", "-c", "echo locked; read _")
            .start());
  }

  private static Process told(Process process) throws IOException {
    assertEquals("locked", process.inputReader(StandardCharsets.UTF_8).readLine());
    return process;
  }

  private static void end(Process process) throws Exception {
    process.getOutputStream().close();
    process.waitFor();
  }

  private static final class Server implements AutoCloseable {
    private final HttpServer server;

    Server(int status, String body) throws IOException {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/",
          exchange -> {
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
          });
      server.start();
    }

    String url() {
      return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }
}
