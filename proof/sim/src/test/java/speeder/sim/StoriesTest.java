package speeder.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StoriesTest {
  @ParameterizedTest
  @EnumSource
  void without_faults_every_promise_is_kept(Story story) {
    var run = Run.of(story, Faults.none(), Mutant.NONE);
    System.out.printf(
        "%s: %d steps, %d turns, %d facts, %.0f us a turn%n",
        story, run.steps().size(), run.turns(), run.facts(), run.microsecondsATurn());
    assertEquals(Optional.empty(), run.broken(), () -> String.join("\n", run.log()));
  }
}
