package speeder.api;

import java.util.List;

/// The snapshot of a release, as `speeder snapshot --json` prints one: commands on files read it.
///
/// @param snapshot its digest
/// @param restless sources that still moved while it was frozen
public record Snapshot(String snapshot, List<Source> sources, List<String> restless) {

  /// @param why HEAD, HELD_BACK, PINNED or LAID_OVER
  public record Source(String name, String at, String commit, String tree, String why) {}
}
