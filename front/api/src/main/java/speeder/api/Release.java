package speeder.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A sealed release.
///
/// @param candidate id of the candidate it comes of
/// @param snapshot names its contents
/// @param gate the gate's answer in a few words
/// @param anchored when its whole watch window had ended in PASS
/// @param condemned why it failed where it was watched
public record Release(
    String release,
    String lane,
    Instant sealed,
    long offset,
    long candidate,
    String snapshot,
    String snapshotDocument,
    List<Image> images,
    String gate,
    boolean pushed,
    Optional<Instant> anchored,
    Optional<String> condemned) {

  /// @param built layers that were made for it; the others were found
  public record Image(
      String variant, String digest, int layers, int built, long bytesBuilt, long bytesTotal) {}

  /// @param why HEAD, HELD_BACK or PINNED
  /// @param because who and why, for people; nothing for a head
  public record Source(
      String source, String commit, String at, String why, Optional<String> because) {}

  /// What came into it since the lane's release before.
  ///
  /// @param from commit there; nothing where the source is new
  /// @param commits newest first; empty where their repository is out of reach
  public record Change(
      String source, Optional<String> from, String to, List<Commit> commits, boolean more) {}

  public record Commit(String commit, String author, String subject, Instant at, int files) {}

  /// @param restless sources that still moved while the snapshot was frozen
  /// @param before the lane's release before it
  public record Detail(
      Release release,
      List<Source> sources,
      List<String> restless,
      Optional<String> before,
      List<Change> changes) {}

  /// Newest first. `next` is the cursor of the following page.
  public record Page(long offset, List<Release> releases, Optional<Long> next) {}
}
