package speeder.offline.file;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import speeder.core.supervision.Probed;

/// What one line of observations says.
///
/// @param release that is judged
/// @param probes what came of each expectation that was asked
public record Observed(
    Instant at, Optional<String> release, Optional<Requests> requests, List<Probed> probes) {
  public Observed {
    probes = List.copyOf(probes);
  }

  /// Requests that came, and how many of them went wrong.
  ///
  /// @param process whose counters these are, since it started; without one they are of the time
  ///   since the line before
  public record Requests(Optional<String> process, long count, long errors, long mismatches) {
    public Requests and(Requests more) {
      return new Requests(
          process, count + more.count, errors + more.errors, mismatches + more.mismatches);
    }
  }
}
