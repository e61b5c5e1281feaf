package speeder.core.gate;

/// Something an answer rests on.
public record Assumption(Name name, State state, String sentence) {
  public enum Name {
    /// There is something to judge by.
    EVIDENCE,
    /// A run reads nothing but what it installed: no network, no clock.
    HERMETIC,
    /// The same contents give the same outcome.
    DETERMINISTIC,
    /// A run counts only with everything its suite can read.
    COMPLETE,
    /// The suite, its harness, runtime and base image were the same.
    SAME_DEFINITION,
    /// The evidence says what happened.
    AUTHENTIC,
    /// It is not too old.
    CURRENT,
    /// What is deployed is what was tested, to the byte: patches too.
    EXACT_CONTENTS,
    /// The answer is about the suites' verdicts, not about faults they cannot see.
    SCOPE
  }

  public enum State {
    HOLDS,
    FAILS,
    NOT_CHECKED
  }
}
