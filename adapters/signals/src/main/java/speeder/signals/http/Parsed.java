package speeder.signals.http;

import java.util.List;
import speeder.core.supervision.Expectation;

/// A file of expectations: all of them, or all that is wrong with it.
///
/// @param expectations in the file's order; none where there is a problem
public record Parsed(List<Expectation> expectations, List<Problem> problems) {
  public Parsed {
    problems = List.copyOf(problems);
    expectations = problems.isEmpty() ? List.copyOf(expectations) : List.of();
  }
}
