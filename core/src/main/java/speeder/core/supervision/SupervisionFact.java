package speeder.core.supervision;

import java.util.List;
import speeder.core.value.Digest;
import speeder.core.verdict.Verdict;

/// What supervision said.
public sealed interface SupervisionFact {
  /// The answer about a rollout's stage changed, or a look was due.
  ///
  /// @param rollout offset of the rollout's first fact
  /// @param counts digest of the document with the numbers to recompute it
  record VerdictReached(
      long rollout, String stage, Answer answer, List<String> reasons, boolean due, Digest counts)
      implements SupervisionFact {
    public VerdictReached {
      reasons = List.copyOf(reasons);
    }
  }

  enum Answer {
    PASS,
    FAIL,
    UNKNOWN,
    BLIND;

    public static Answer of(Verdict verdict) {
      return switch (verdict) {
        case Verdict.Pass _ -> PASS;
        case Verdict.Fail _ -> FAIL;
        case Verdict.Unknown _ -> UNKNOWN;
        case Verdict.Blind _ -> BLIND;
      };
    }
  }
}
