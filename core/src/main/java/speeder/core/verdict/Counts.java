package speeder.core.verdict;

import java.util.List;

/// What was seen of a release in a stage since its exposure began: all that a verdict is worked out
/// of, so that anyone can work it out again with [Judge].
public record Counts(Edge edge, Probes probes) {
  /// What the edge counted.
  public sealed interface Edge {}

  /// @param requests that the edge sent to the release; `errors` of them were answered by 500 and
  ///   above or not at all; `mismatches` of them by a container that named another release
  public record Seen(long requests, long errors, long mismatches) implements Edge {
    /// From 0 to 1; 0 where nothing was asked.
    public double errorShare() {
      return requests == 0 ? 0 : (double) errors / requests;
    }
  }

  /// The edge's counters say nothing about this exposure, which is not the same as zero.
  public record Unseen(String why) implements Edge {}

  /// What the expectations gave, over all looks.
  ///
  /// @param asked answers that were awaited; `unmet` of them were not as expected, a wrong release
  ///   among them
  /// @param failures what was expected and what came instead, each once, sorted, at most
  ///   `FAILURES_MAX`
  public record Probes(int looks, long asked, long unmet, List<String> failures) {
    public static final int FAILURES_MAX = 20;
    public static final Probes NONE = new Probes(0, 0, 0, List.of());

    public Probes {
      failures = failures.stream().distinct().sorted().limit(FAILURES_MAX).toList();
    }
  }
}
