package speeder.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import speeder.engine.port.PortFailure;
import speeder.kit.journal.Facts;

/// Two processes at one store.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class TwoServersTest {
  @TempDir private Path folder;

  @Test
  void a_second_process_may_not_lead_until_the_first_one_ends_however_it_does() throws Exception {
    for (boolean killed : List.of(false, true)) {
      var first = start(Appender.command(LeadHolder.class, folder.toString()));
      assertEquals("leads", first.inputReader().readLine());
      try (var store = SqliteStore.open(folder, InstantSource.system())) {
        var refused = assertThrows(PortFailure.class, () -> store.leadership().lead("second"));
        assertEquals("already-running", refused.why().code());
        assertTrue(
            refused.why().sentence().startsWith("first (process " + first.pid() + ","),
            refused.why().sentence());
        assertEquals(first.pid(), store.leadership().holder().orElseThrow().pid());

        if (killed) first.destroyForcibly();
        else first.getOutputStream().close();
        first.waitFor();
        assertTrue(store.leadership().holder().isEmpty());
        store.leadership().lead("second").close();
      }
    }
  }

  @Test
  void a_process_that_was_overtaken_writes_nothing_more() throws Exception {
    var errors = folder.resolve("errors.txt");
    var first =
        new ProcessBuilder(Appender.command(folder.resolve("store"), 10_000_000))
            .redirectError(errors.toFile())
            .start();
    try (var lines = first.inputReader()) {
      assertEquals("ack 2", lines.readLine());
      try (var store = SqliteStore.open(folder.resolve("store"), InstantSource.system())) {
        long term = store.journal().takeOver("second", Facts.MORNING);
        long acknowledged = lines.lines().mapToLong(TwoServersTest::offset).max().orElse(2);

        assertEquals(1, first.waitFor());
        assertTrue(Files.readString(errors).contains("not-leader"), Files.readString(errors));
        assertEquals(term, store.journal().last(), "nothing came after the take-over");
        assertTrue(acknowledged < term, acknowledged + " was acknowledged after " + term);
        assertEquals(term, store.journal().verify());
      }
    }
  }

  private static long offset(String line) {
    return Long.parseLong(line.substring("ack ".length()));
  }

  private Process start(List<String> command) throws Exception {
    return new ProcessBuilder(command).redirectError(folder.resolve("errors.txt").toFile()).start();
  }
}
