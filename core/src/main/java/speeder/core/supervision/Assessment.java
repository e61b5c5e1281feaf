package speeder.core.supervision;

import java.time.Instant;
import java.util.Optional;
import speeder.core.verdict.Judge;
import speeder.core.verdict.Policy;
import speeder.core.verdict.Verdict;

/// What a watch makes of its looks, folded one by one: the same looks give the same verdict, also
/// to a server that reads them back.
///
/// @param verdict after the newest look; nothing before the first
public record Assessment(Tally tally, Optional<Verdict> verdict) {
  public static Assessment of(Watched watched) {
    return new Assessment(Tally.of(watched), Optional.empty());
  }

  public Assessment with(Look look, Policy policy) {
    var seen = sighted(tally, look.before(), look.at());
    if (!look.probed().isEmpty()) seen = seen.with(look.probed());
    seen = sighted(seen, look.after(), look.at());
    var judged = Judge.judge(seen.counts(look.at()), policy);
    return new Assessment(
        judged instanceof Verdict.Blind ? seen.rebased() : seen, Optional.of(judged));
  }

  private static Tally sighted(Tally tally, Optional<EdgeCounts> counts, Instant at) {
    return counts.map(it -> tally.with(new Sighting(it, at))).orElse(tally);
  }
}
