package speeder.core.supervision;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import speeder.core.supervision.EdgeCounts.Row;
import speeder.core.verdict.Counts;
import speeder.core.verdict.Counts.Probes;

/// What a watch saw of a release since its exposure began.
///
/// @param baseline the edge's counters when exposure began, or the first ones after the edge was
///   started anew; nothing before there are any
/// @param latest the newest ones
/// @param probes what the looks at the expectations gave so far
public record Tally(
    Watched watched, Optional<Sighting> baseline, Optional<Sighting> latest, Probes probes) {
  /// Counters older than this say nothing about now.
  public static final Duration STALE_AFTER = Duration.ofSeconds(30);

  public static Tally of(Watched watched) {
    return new Tally(watched, Optional.empty(), Optional.empty(), Probes.NONE);
  }

  /// With newer counters. The first ones are the baseline too.
  public Tally with(Sighting seen) {
    return new Tally(watched, Optional.of(baseline.orElse(seen)), Optional.of(seen), probes);
  }

  /// With the answers of one more look.
  public Tally with(List<Probed> look) {
    var failures = new ArrayList<>(probes.failures());
    look.forEach(probed -> failure(probed).ifPresent(failures::add));
    long unmet = look.stream().filter(probed -> failure(probed).isPresent()).count();
    var more =
        new Probes(
            probes.looks() + 1, probes.asked() + look.size(), probes.unmet() + unmet, failures);
    return new Tally(watched, baseline, latest, more);
  }

  /// The same, judged from the newest counters on: what follows a BLIND that an edge started anew
  /// gave. What the edge counted before is not carried over.
  public Tally rebased() {
    return new Tally(watched, latest, latest, probes);
  }

  /// What the judge needs.
  public Counts counts(Instant now) {
    return new Counts(edge(now), probes);
  }

  private Counts.Edge edge(Instant now) {
    if (baseline.isEmpty() || latest.isEmpty()) {
      return new Counts.Unseen("The edge's counters were never read.");
    }
    var seen = latest.get();
    if (seen.at().plus(STALE_AFTER).isBefore(now)) {
      return new Counts.Unseen(
          "The edge's counters are of %s, older than %d s."
              .formatted(seen.at(), STALE_AFTER.toSeconds()));
    }
    return since(baseline.get().counts(), seen.counts());
  }

  private Counts.Edge since(EdgeCounts before, EdgeCounts after) {
    if (!before.process().equals(after.process())) {
      return new Counts.Unseen(
          "The edge was started anew: it counted as process %s, now as %s."
              .formatted(before.process(), after.process()));
    }
    var from = row(before);
    var to = row(after);
    var more =
        new Counts.Seen(
            to.requests() - from.requests(),
            to.errors() - from.errors(),
            to.mismatches() - from.mismatches());
    if (Math.min(more.requests(), Math.min(more.errors(), more.mismatches())) >= 0) return more;
    return new Counts.Unseen("The edge's counters went down though its process is the same.");
  }

  private Row row(EdgeCounts counts) {
    long requests = 0;
    long errors = 0;
    long mismatches = 0;
    for (var row : counts.of(watched).rows()) {
      requests += row.requests();
      errors += row.errors();
      mismatches += row.mismatches();
    }
    return new Row(
        watched.lane(), watched.stage(), watched.release(), requests, errors, mismatches);
  }

  /// What was wrong with one answer; one of another release is wrong though it looks right.
  private Optional<String> failure(Probed probed) {
    var other = probed.release().filter(release -> !release.equals(watched.release()));
    return probed
        .failure()
        .or(() -> other.map(it -> "release %s answered".formatted(it)))
        .map(why -> probed.name() + ": " + why);
  }
}
