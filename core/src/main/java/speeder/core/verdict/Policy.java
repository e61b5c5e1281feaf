package speeder.core.verdict;

import speeder.core.farm.Lane;

/// From when on the edge's counts speak against a release.
///
/// @param errorShareMax share of requests, 0 to 1, that may be errors
/// @param requestsMin requests below which the share says nothing
public record Policy(double errorShareMax, long requestsMin) {
  /// What a lane has unless its manifest says otherwise.
  public static final Policy USUAL =
      new Policy(Lane.Watch.ERROR_SHARE_MAX, Lane.Watch.ERROR_REQUESTS_MIN);

  public static Policy of(Lane.Watch watch) {
    return new Policy(watch.errorShareMax(), watch.errorRequestsMin());
  }
}
