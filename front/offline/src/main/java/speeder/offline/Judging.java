package speeder.offline;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import speeder.core.supervision.Assessment;
import speeder.core.supervision.EdgeCounts;
import speeder.core.supervision.Look;
import speeder.core.supervision.Watched;
import speeder.core.verdict.Policy;
import speeder.core.verdict.Verdict;
import speeder.offline.file.Observed;
import speeder.offline.file.Observed.Requests;

/// Folds observations as a watch folds its looks. The first FAIL ends it; any other verdict is that
/// of the last line.
final class Judging {
  private static final Requests NONE = new Requests(Optional.empty(), 0, 0, 0);

  private final String release;
  private Optional<Requests> sum = Optional.empty();

  private Judging(String release) {
    this.release = release;
  }

  /// @param at time of the line that decided
  /// @param lines that were looked at
  record Judgement(Verdict verdict, Instant at, int lines) {}

  /// @param observed oldest first, at least one
  static Judgement judge(List<Observed> observed, Policy policy) {
    var judging = new Judging(observed.getFirst().release().orElse(""));
    var assessment = Assessment.of(new Watched("", "", judging.release));
    int lines = 0;
    while (true) {
      var line = observed.get(lines++);
      assessment = assessment.with(judging.look(line), policy);
      var verdict = assessment.verdict().orElseThrow();
      if (verdict instanceof Verdict.Fail || lines == observed.size()) {
        return new Judgement(verdict, line.at(), lines);
      }
    }
  }

  private Look look(Observed line) {
    if (line.requests().isEmpty()) {
      return new Look(line.at(), Optional.empty(), line.probes(), Optional.empty());
    }
    var requests = line.requests().get();
    if (requests.process().isPresent()) {
      var counters = Optional.of(counters(requests));
      return new Look(line.at(), Optional.empty(), line.probes(), counters);
    }
    var before = sum.orElse(NONE);
    var after = before.and(requests);
    sum = Optional.of(after);
    return new Look(
        line.at(), Optional.of(counters(before)), line.probes(), Optional.of(counters(after)));
  }

  private EdgeCounts counters(Requests total) {
    var row =
        new EdgeCounts.Row("", "", release, total.count(), total.errors(), total.mismatches());
    return new EdgeCounts(total.process().orElse(""), List.of(row));
  }
}
