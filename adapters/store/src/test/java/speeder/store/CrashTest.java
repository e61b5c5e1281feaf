package speeder.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import speeder.core.value.Digest;

/// Real processes that die, and what the kernel saw of one.
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class CrashTest {
  private static final int ENDLESS = 10_000_000;

  @TempDir private Path folder;

  @Test
  void what_a_killed_process_acknowledged_is_there_after_it() throws Exception {
    long total = 0;
    for (int acknowledged : List.of(1, 7, 50, 200)) {
      long offset = killAfter(acknowledged);
      total += acknowledged;
      try (var store = SqliteStore.open(folder, InstantSource.system())) {
        long last = store.journal().verify();
        assertTrue(last >= offset, "acknowledged " + offset + ", found " + last);
        assertLastAppendWhole(store, last);
      }
    }
    assertEquals(258, total);
  }

  @Test
  void the_kernel_syncs_the_wal_between_each_append_and_its_acknowledgement() throws Exception {
    assumeTrue(isThere("strace"), "strace is missing (Debian package strace): nothing was proved");
    var trace = Files.createTempFile(folder, "trace", ".txt");
    int appends = 20;
    var command = new ArrayList<>(List.of("strace", "-f", "-y", "-s", "64", "-o"));
    command.addAll(List.of(trace.toString(), "-e", "trace=fsync,fdatasync,write,pwrite64"));
    command.addAll(Appender.command(folder.resolve("store"), appends));
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assumeTrue(!output.contains("ptrace"), "strace may not trace here: " + output);
    assertEquals(0, process.waitFor(), output);

    assertEquals(appends, syncedAcknowledgements(Files.readAllLines(trace)));
  }

  /// Counts acknowledgements, each of which must come after a sync of the WAL that itself came
  /// after the last write to it.
  private static int syncedAcknowledgements(List<String> calls) {
    var synced = Pattern.compile("f(data)?sync\\(\\d+<.*journal\\.db-wal>\\) *= 0");
    int acknowledged = 0;
    boolean written = false;
    boolean durable = false;
    for (var call : calls) {
      if (call.contains("pwrite64(") && call.contains("journal.db-wal>")) {
        written = true;
        durable = false;
      } else if (synced.matcher(call).find()) {
        durable = written;
      } else if (call.contains("\"ack ")) {
        assertTrue(durable, "acknowledged before the sync: " + call);
        acknowledged++;
        written = false;
        durable = false;
      }
    }
    return acknowledged;
  }

  /// Runs an appender, kills it once it has acknowledged so often, and returns the last offset it
  /// acknowledged.
  private long killAfter(int acknowledgements) throws IOException, InterruptedException {
    var errors = folder.resolve("errors.txt");
    var process =
        new ProcessBuilder(Appender.command(folder, ENDLESS))
            .redirectError(errors.toFile())
            .start();
    long offset = 0;
    try (var lines = process.inputReader()) {
      for (int i = 0; i < acknowledgements; i++) offset = offset(lines, errors);
      process.toHandle().destroyForcibly(); // leaves its output readable
      // What it said before the signal reached it counts too.
      for (var line : lines.lines().filter(line -> line.startsWith("ack ")).toList()) {
        offset = Long.parseLong(line.substring("ack ".length()));
      }
    }
    process.waitFor();
    return offset;
  }

  private static long offset(BufferedReader lines, Path errors) throws IOException {
    var line = Optional.ofNullable(lines.readLine()).orElse("");
    if (!line.startsWith("ack ")) fail("the appender said: " + line + Files.readString(errors));
    return Long.parseLong(line.substring("ack ".length()));
  }

  /// The last append's facts are all there, and so is its document.
  private static void assertLastAppendWhole(SqliteStore store, long last) throws Exception {
    var entry = store.journal().read(last, 1).getFirst();
    if (!entry.cause().startsWith("fact-")) return;
    int each = Integer.parseInt(entry.cause().substring("fact-".length()));
    var all = store.journal().read(last - each % 3, 9);
    assertEquals(1 + each % 3, all.stream().filter(e -> e.cause().equals(entry.cause())).count());
    assertTrue(store.documents().get(Digest.of(entry.cause())).isPresent(), entry.cause());
  }

  private static boolean isThere(String program) {
    return List.of(System.getenv().getOrDefault("PATH", "").split(":")).stream()
        .anyMatch(part -> Files.isExecutable(Path.of(part, program)));
  }
}
