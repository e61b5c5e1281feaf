package speeder.kit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import speeder.engine.port.Leases;
import speeder.engine.port.PortFailure;

/// What a store of leases must do.
public abstract class LeasesContract {
  private static final Duration HOUR = Duration.ofHours(1);

  private Leases leases = new MemoryLeases(InstantSource.system());

  protected abstract Leases empty() throws Exception;

  /// Lets time pass for the store.
  protected abstract void pass(Duration time) throws Exception;

  @BeforeEach
  void begin() throws Exception {
    leases = empty();
  }

  @Test
  void a_lease_that_is_not_renewed_is_over_after_its_time() throws Exception {
    assertTrue(leases.renew(1, HOUR));
    pass(HOUR.minusMinutes(1));
    assertEquals(Set.of(), over(1));
    pass(Duration.ofMinutes(2));
    assertEquals(Set.of(1L), over(1));
  }

  @Test
  void a_lease_that_is_renewed_runs_anew() throws Exception {
    leases.renew(1, HOUR);
    for (int times = 0; times < 3; times++) {
      pass(HOUR.minusMinutes(1));
      assertTrue(leases.renew(1, HOUR));
      assertEquals(Set.of(), over(1));
    }
  }

  @Test
  void what_was_told_to_be_over_stays_so_whatever_is_renewed_after() throws Exception {
    leases.renew(1, HOUR);
    pass(HOUR.plusMinutes(1));
    assertTrue(leases.renew(1, HOUR), "nobody has told that it was over");
    pass(HOUR.plusMinutes(1));
    assertEquals(Set.of(1L), over(1));
    assertFalse(leases.renew(1, HOUR));
    assertEquals(Set.of(1L), over(1));
  }

  @Test
  void one_that_was_not_known_begins_when_it_is_asked_for() throws Exception {
    assertEquals(Set.of(), over(1, 2));
    pass(HOUR.minusMinutes(1));
    leases.renew(2, HOUR);
    pass(Duration.ofMinutes(2));
    assertEquals(Set.of(1L), over(1, 2));
  }

  @Test
  void those_that_nobody_asks_for_are_forgotten() throws Exception {
    leases.renew(1, HOUR);
    leases.renew(2, HOUR);
    pass(HOUR.plusMinutes(1));
    assertEquals(Set.of(1L, 2L), over(1, 2));
    assertEquals(Set.of(2L), over(2));
    assertTrue(leases.renew(1, HOUR), "it begins anew");
    assertFalse(leases.renew(2, HOUR));
  }

  @Test
  void whoever_knows_less_makes_none_be_forgotten() throws Exception {
    leases.renew(1, HOUR);
    leases.renew(2, HOUR);
    pass(HOUR.minusMinutes(1));
    assertEquals(Set.of(), over(1));
    assertEquals(Set.of(), over());
    pass(Duration.ofMinutes(2));
    assertEquals(Set.of(1L), over(1), "of those that were asked for");
    assertEquals(Set.of(1L, 2L), over(1, 2));
  }

  @Test
  void none_are_over_of_none() throws Exception {
    assertEquals(Set.of(), over());
  }

  @Test
  void each_runs_for_as_long_as_it_says() throws Exception {
    leases.renew(1, HOUR);
    leases.renew(2, HOUR.multipliedBy(3));
    pass(HOUR.multipliedBy(2));
    var all = new TreeMap<>(Map.of(1L, HOUR, 2L, HOUR));
    assertEquals(Set.of(1L), leases.over(all));
  }

  private Set<Long> over(long... locks) throws PortFailure {
    var all = new TreeMap<Long, Duration>();
    for (long lock : locks) all.put(lock, HOUR);
    return leases.over(all);
  }
}
