package speeder.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The test of the test: each broken controller is caught by a promise.
class MutantsTest {
  private static final List<Fault> TELLING =
      List.of(Fault.FAILS, Fault.UNKNOWN_NOT_DONE, Fault.LOST_LEASE);

  @Test
  void what_is_not_broken_is_not_caught() {
    assertEquals(Optional.empty(), Run.ofFirst(Faults.none(), Mutant.NONE).broken());
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void every_broken_controller_is_caught(Mutant mutant) {
    var caught = caught(mutant);
    System.out.printf("%s: %s%n", mutant, caught.orElse("NOT CAUGHT"));
    assertTrue(caught.isPresent(), mutant + " is not caught");
  }

  /// Without a fault, or else with one of those that tell most, step by step.
  private static Optional<String> caught(Mutant mutant) {
    var clean = Run.ofFirst(Faults.none(), mutant);
    if (clean.broken().isPresent()) return clean.broken();
    for (int step = 0; step < clean.steps().size(); step++) {
      for (var fault : TELLING) {
        var run = Run.ofFirst(Faults.one(step, fault), mutant);
        var at = " (%s at step %d, %s)".formatted(fault, step, clean.steps().get(step));
        if (run.broken().isPresent()) return run.broken().map(why -> why + at);
      }
    }
    return Optional.empty();
  }
}
