package speeder.core.gate;

import java.util.List;
import java.util.SortedSet;
import speeder.core.evidence.Evidence;

/// What is proven about a snapshot. The unit of proof is one run; results about parts never add up.
public sealed interface Answer {
  /// One run per proven suite.
  List<Witness> witnesses();

  /// What a run could still prove, by name.
  List<Owed> run();

  /// What the answer rests on, checked or not.
  List<Assumption> assumptions();

  /// Every suite passed on exactly these contents: a combined run adds nothing to their verdicts.
  record Covered(List<Witness> witnesses, List<Assumption> assumptions) implements Answer {
    @Override
    public List<Owed> run() {
      return List.of();
    }
  }

  /// Some suites did not: they must run, the others need not.
  record Selective(List<Owed> run, List<Witness> witnesses, List<Assumption> assumptions)
      implements Answer {}

  /// Everything must run: what all suites rest on has changed.
  ///
  /// @param changed names of the factors
  record Full(SortedSet<String> changed, List<Owed> run, List<Assumption> assumptions)
      implements Answer {
    @Override
    public List<Witness> witnesses() {
      return List.of();
    }
  }

  /// It cannot be said: an assumption does not hold, or nothing is known.
  record Unknown(
      List<Doubt> doubts, List<Owed> run, List<Witness> witnesses, List<Assumption> assumptions)
      implements Answer {}

  /// A passed run of a suite on exactly the snapshot's contents.
  record Witness(String suite, Evidence run) {}

  /// A suite that must run, and why no run of it counts.
  ///
  /// @param failed whether it is known to fail on exactly these contents
  record Owed(String suite, String why, boolean failed) {}

  /// Why nothing can be said of a suite.
  record Doubt(String suite, Assumption.Name assumption, String why) {}
}
