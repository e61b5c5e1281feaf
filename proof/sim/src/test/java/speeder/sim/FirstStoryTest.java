package speeder.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class FirstStoryTest {
  @Test
  void without_faults_every_promise_is_kept() {
    var run = Run.ofFirst(Faults.none(), Mutant.NONE);
    System.out.printf(
        "first story: %d steps, %d turns, %d facts, %.0f us a turn%n",
        run.steps().size(), run.turns(), run.facts(), run.microsecondsATurn());
    assertEquals(Optional.empty(), run.broken(), () -> String.join("\n", run.log()));
  }
}
