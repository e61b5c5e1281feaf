package speeder.kit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import speeder.engine.port.Observations;
import speeder.engine.port.Observations.Seen;
import speeder.engine.port.PortFailure;

/// What a store of observations must do.
public abstract class ObservationsContract {
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  private Observations observations = new MemoryObservations();

  protected abstract Observations empty() throws Exception;

  @BeforeEach
  void begin() throws Exception {
    observations = empty();
  }

  @Test
  void rows_come_by_time_and_those_of_one_time_as_they_came() throws PortFailure {
    observations.append(List.of(seen("w", 2, "late"), seen("w", 1, "first")));
    observations.append(List.of(seen("w", 1, "second"), seen("other", 1, "not mine")));

    assertEquals(
        List.of(seen("w", 1, "first"), seen("w", 1, "second"), seen("w", 2, "late")),
        observations.read("w", Instant.MIN, Instant.MAX));
  }

  @Test
  void a_span_has_its_begin_and_not_its_end() throws PortFailure {
    for (int i = 0; i < 5; i++) observations.append(List.of(seen("w", i, "" + i)));

    assertEquals(
        List.of(seen("w", 1, "1"), seen("w", 2, "2")), observations.read("w", at(1), at(3)));
    assertEquals(List.of(), observations.read("w", at(3), at(1)));
    assertEquals(List.of(), observations.read("w", NOON.plusNanos(1), NOON.plusSeconds(1)));
  }

  @Test
  void the_digest_names_the_rows_of_the_span() throws PortFailure {
    observations.append(List.of(seen("w", 1, "{}"), seen("w", 9, "{}")));
    var before = observations.digest("w", at(0), at(5));
    assertEquals(Observations.digestOf(List.of(seen("w", 1, "{}"))), before);

    observations.append(List.of(seen("w", 8, "{}")));
    assertEquals(before, observations.digest("w", at(0), at(5)));
    observations.append(List.of(seen("w", 2, "{}")));
    assertNotEquals(before, observations.digest("w", at(0), at(5)));
  }

  @Test
  void pruning_takes_what_is_older_of_every_watch() throws PortFailure {
    observations.append(List.of(seen("a", 1, "1"), seen("a", 2, "2"), seen("b", 1, "3")));

    assertEquals(2, observations.prune(at(2)));
    assertEquals(List.of(seen("a", 2, "2")), observations.read("a", at(0), at(9)));
    assertEquals(List.of(), observations.read("b", at(0), at(9)));
    assertEquals(0, observations.prune(at(2)));
  }

  @Test
  void one_row_too_large_and_none_is_taken() throws PortFailure {
    var large = seen("w", 2, "x".repeat(Observations.ROW_BYTES_MAX + 1));

    var refused =
        assertThrows(
            PortFailure.class, () -> observations.append(List.of(seen("w", 1, "1"), large)));
    assertEquals("observation-too-large", refused.why().code());
    assertEquals(List.of(), observations.read("w", at(0), at(9)));
  }

  private static Instant at(long second) {
    return NOON.plusSeconds(second);
  }

  private static Seen seen(String watch, long second, String json) {
    return new Seen(watch, at(second), json);
  }
}
