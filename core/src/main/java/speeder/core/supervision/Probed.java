package speeder.core.supervision;

import java.util.Optional;

/// What came of one expectation.
///
/// @param failure what was expected and what came instead; empty when it was met
/// @param release the id that the container itself answered; empty when none came
public record Probed(
    String name, Optional<String> failure, Optional<String> release, long milliseconds) {
  public boolean met() {
    return failure.isEmpty();
  }
}
