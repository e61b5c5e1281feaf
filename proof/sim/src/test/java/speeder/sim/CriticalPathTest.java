package speeder.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import speeder.core.rollout.RolloutFact;
import speeder.core.rollout.Step;
import speeder.core.world.Fact;

class CriticalPathTest {
  @Test
  void from_commit_to_judged_at_main_nothing_waits_that_need_not() {
    var sim = new Sim(Faults.none(), Mutant.NONE);
    sim.ask(Manifests.adopt(Duration.ZERO, Duration.ofMinutes(5), 3, List.of("here", "there")));
    sim.commit("one", Quality.GOOD);
    sim.rest();
    var committed = sim.agenda.instant();
    sim.commit("two", Quality.GOOD);
    sim.until(() -> sim.world().rollouts().before(Manifests.LANE).size() == 1);
    var served = sim.agenda.instant();
    sim.rest();
    var judged = sim.last(Fact.OfRollout.class, CriticalPathTest::isJudgedAtMain);

    var takes = Latencies.STATED;
    int slots = takes.prepare();
    int sealed = takes.read() + takes.freeze() + Math.max(takes.build(), takes.gate());
    int path = sealed + slots + 3 * (takes.publish() + takes.look());
    System.out.printf("critical path: %d ms, all of it in deeds and looks%n", path);
    assertEquals(Duration.ofMillis(path), Duration.between(committed, judged));
    assertEquals(Duration.ofMillis(path - takes.look()), Duration.between(committed, served));
  }

  private static boolean isJudgedAtMain(Fact fact) {
    return fact instanceof Fact.OfRollout(RolloutFact.Stepped stepped)
        && stepped.step() == Step.PASS_LAST;
  }
}
