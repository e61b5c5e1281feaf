package speeder.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// How long commits take until main serves them.
public record Convergence(List<Lane> lanes) {
  /// From commit to served.
  public static final String WHOLE = "whole";

  /// @param commits that main served for the first time and that these numbers are of: the last of
  ///   the lane
  /// @param stations in order, and first of all the `whole` way
  /// @param newest the last that was served
  /// @param waiting heads that main does not serve yet, and the one of them that has waited longest
  public record Lane(
      String lane,
      int commits,
      List<Station> stations,
      Optional<Commit> newest,
      int waiting,
      Optional<Waiting> oldest) {
    /// The whole way.
    public Optional<Station> whole() {
      return stations.stream().filter(it -> it.station().equals(WHOLE)).findFirst();
    }
  }

  /// Milliseconds that half of the commits took at most, and that 95 of 100 did.
  ///
  /// @param station `whole`; or `seen`, `frozen`, `sealed`, `begun`, `prepared`, `served`: the time
  ///   until then from the one before, the commit at first
  public record Station(String station, long p50, long p95) {}

  /// When a commit passed which station.
  ///
  /// @param seen by Speeder, `frozen` into a candidate, `sealed` as a release; `begun` its rollout;
  ///   `prepared` at all stages, the first of them exposed; `served` by main
  public record Commit(
      String lane,
      String source,
      String commit,
      String release,
      Instant committed,
      Instant seen,
      Instant frozen,
      Instant sealed,
      Instant begun,
      Instant prepared,
      Instant served) {}

  /// @param since Speeder has seen it
  public record Waiting(String source, String commit, Instant since) {}
}
