package speeder.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class FaultsTest {
  /// `-Dspeeder.full` gives every step every fault.
  private static final boolean FULL = System.getProperty("speeder.full") != null;

  private static final int STRIDE = 7;
  private static final int SEEDS = 100;
  private static final int SEEDS_FULL = 2_000;

  @Test
  void one_fault_at_any_step_breaks_no_promise() {
    var campaign = FULL ? Campaign.ofEveryStep(1, true) : Campaign.ofEveryStep(STRIDE, false);
    System.out.println("a fault at a step: " + campaign.summary());
    assertEquals(List.of(), campaign.broken());
    for (var fault : Fault.values()) {
      assertTrue(fault == Fault.NONE || campaign.faults().containsKey(fault), fault.name());
    }
  }

  @Test
  void stories_and_faults_drawn_by_seeds_break_no_promise() {
    var campaign = Campaign.ofSeeds(1, FULL ? SEEDS_FULL : SEEDS);
    System.out.println("seeds: " + campaign.summary());
    assertEquals(List.of(), campaign.broken(), "tell one: ./check sim SEED");
  }

  @Test
  void the_same_seed_gives_the_same_run() {
    var one = Run.ofSeed(4711);
    var other = Run.ofSeed(4711);
    assertEquals(one.steps(), other.steps());
    assertEquals(one.facts(), other.facts());
    assertEquals(one.faults(), other.faults());
  }
}
