package speeder.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import speeder.engine.port.PortFailure;
import speeder.kit.journal.Facts;

/// Prints how fast facts become durable here; asserts only that they all did.
class ThroughputTest {
  private static final int APPENDS = 500;

  @TempDir private Path folder;

  @Test
  void appends_are_counted_and_printed() throws PortFailure {
    for (int facts : List.of(1, 10, 100)) measure(facts);
  }

  private void measure(int facts) throws PortFailure {
    try (var store = SqliteStore.open(folder.resolve("of-" + facts), InstantSource.system())) {
      var journal = store.journal();
      long term = journal.takeOver("alpha", Facts.MORNING);
      long last = term;
      var drafts = Facts.facts("x".repeat(200), facts);
      long began = System.nanoTime();
      for (int i = 0; i < APPENDS; i++) {
        last = journal.append(term, last, List.of(), drafts).getLast().offset();
      }
      double seconds = (System.nanoTime() - began) / 1e9;
      assertEquals(1L + (long) APPENDS * facts, journal.verify());
      System.out.printf(
          "journal, synchronous=FULL: %d facts an append: %.0f appends/s, %.0f facts/s%n",
          facts, APPENDS / seconds, APPENDS * facts / seconds);
    }
  }
}
