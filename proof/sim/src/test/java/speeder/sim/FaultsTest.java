package speeder.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Long counts: whole in `./check full`, else a sample drawn from the commit's id.
class FaultsTest {
  private static final boolean WHOLE = Boolean.getBoolean("speeder.whole");
  private static final int COMMIT = System.getProperty("speeder.commit", "none").hashCode();
  private static final int STEPS = 150;
  private static final int SEEDS = 100;
  private static final int SEEDS_WHOLE = 10_000;

  @Test
  void one_fault_at_any_step_breaks_no_promise() {
    var campaign = WHOLE ? Campaign.ofEveryStep() : Campaign.ofSomeSteps(COMMIT, STEPS);
    System.out.println("a fault at a step: " + campaign.summary());
    assertEquals(List.of(), campaign.broken());
    for (var fault : Fault.values()) {
      assertTrue(fault == Fault.NONE || campaign.faults().containsKey(fault), fault.name());
    }
  }

  @Test
  void stories_and_faults_drawn_by_seeds_break_no_promise() {
    long from = WHOLE ? 1 : Math.floorMod(COMMIT, 1_000_000);
    var campaign = Campaign.ofSeeds(from, WHOLE ? SEEDS_WHOLE : SEEDS);
    System.out.println("seeds from " + from + ": " + campaign.summary());
    assertEquals(List.of(), campaign.broken(), "to see one: ./check sim SEED");
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
