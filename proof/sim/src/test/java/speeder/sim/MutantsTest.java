package speeder.sim;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The test of the test: each broken controller is caught by a promise.
class MutantsTest {
  private static final List<Fault> TELLING =
      List.of(Fault.FAILS, Fault.UNKNOWN_NOT_DONE, Fault.LOST_LEASE);

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void every_broken_controller_is_caught(Mutant mutant) {
    var caught = caught(mutant);
    System.out.printf("%s: %s%n", mutant, caught.orElse("NOT CAUGHT"));
    assertTrue(caught.isPresent(), mutant + " is not caught");
  }

  /// Without a fault, or else with one of those that tell most, step by step.
  private static Optional<String> caught(Mutant mutant) {
    return Arrays.stream(Story.values())
        .flatMap(story -> Run.of(story, Faults.none(), mutant).broken().stream())
        .findFirst()
        .or(() ->
            Arrays.stream(Story.values())
                .flatMap(story -> caught(mutant, story).stream())
                .findFirst());
  }

  private static Optional<String> caught(Mutant mutant, Story story) {
    var steps = Run.of(story, Faults.none(), mutant).steps();
    for (int step = 0; step < steps.size(); step++) {
      for (var fault : TELLING) {
        var run = Run.of(story, Faults.one(step, fault), mutant);
        var at = " (%s at step %d of %s, %s)".formatted(fault, step, story, steps.get(step));
        if (run.broken().isPresent()) return run.broken().map(why -> why + at);
      }
    }
    return Optional.empty();
  }
}
