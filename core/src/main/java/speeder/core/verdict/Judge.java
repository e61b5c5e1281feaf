package speeder.core.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import speeder.core.verdict.Counts.Probes;
import speeder.core.verdict.Counts.Seen;
import speeder.core.verdict.Counts.Unseen;

/// From counts to a verdict.
///
/// What speaks against a release outranks everything: an answer that is not as expected, or one of
/// another release, is a FAIL even while the edge's counters are unseen. Unseen counters are BLIND,
/// however well the expectations were met: errors may have gone by uncounted, so a PASS waits for a
/// baseline of the counters that run now. With few requests or none the expectations decide alone,
/// and the error share can only speak against. Where neither expectations nor enough requests are
/// there, the answer is UNKNOWN.
public final class Judge {
  private Judge() {}

  public static Verdict judge(Counts counts, Policy policy) {
    var against = new ArrayList<String>();
    probes(counts.probes(), against);
    if (counts.edge() instanceof Seen seen) edge(seen, policy, against);
    if (!against.isEmpty()) return new Verdict.Fail(against, counts);
    return switch (counts.edge()) {
      case Unseen unseen -> new Verdict.Blind(unseen.why(), counts);
      case Seen seen -> speaksFor(seen, counts, policy);
    };
  }

  private static void probes(Probes probes, List<String> against) {
    if (probes.unmet() == 0) return;
    against.add("%d of %d answers were not as expected.".formatted(probes.unmet(), probes.asked()));
    against.addAll(probes.failures());
  }

  private static void edge(Seen seen, Policy policy, List<String> against) {
    if (seen.mismatches() > 0) {
      against.add(
          "%d of %d requests were answered by another release."
              .formatted(seen.mismatches(), seen.requests()));
    }
    if (isEnough(seen, policy) && seen.errorShare() > policy.errorShareMax()) {
      against.add(
          String.format(
              Locale.ROOT,
              "%d of %d requests were errors: %.2f %%, and %.2f %% are allowed.",
              seen.errors(),
              seen.requests(),
              100 * seen.errorShare(),
              100 * policy.errorShareMax()));
    }
  }

  private static Verdict speaksFor(Seen seen, Counts counts, Policy policy) {
    long probes = counts.probes().asked();
    if (probes > 0 || isEnough(seen, policy)) {
      return new Verdict.Pass(seen.requests(), probes, counts);
    }
    return new Verdict.Unknown(
        List.of(
            "No expectation was asked.",
            "%d requests came, and %d say something."
                .formatted(seen.requests(), Math.max(1, policy.requestsMin()))),
        counts);
  }

  /// No policy makes nothing enough.
  private static boolean isEnough(Seen seen, Policy policy) {
    return seen.requests() >= Math.max(1, policy.requestsMin());
  }
}
