package speeder.core.snapshot;

import java.util.Optional;
import speeder.core.source.ObjectId;

/// One source's part of a snapshot: the commit chosen, its tree, where it sits, and why this
/// commit.
///
/// @param because who and why, for people; nothing for a head
public record Pick(
    String source, String at, ObjectId commit, ObjectId tree, Why why, Optional<String> because)
    implements Comparable<Pick> {
  public Pick(String source, String at, ObjectId commit, ObjectId tree, Why why) {
    this(source, at, commit, tree, why, Optional.empty());
  }

  Pick because(Why why, String because) {
    return new Pick(source, at, commit, tree, why, Optional.of(because));
  }

  public enum Why {
    HEAD,
    /// Its head could not be read or does not fit; this is its last good commit.
    HELD_BACK,
    PINNED,
    /// Laid over the snapshot of a release.
    LAID_OVER
  }

  @Override
  public int compareTo(Pick other) {
    return source.compareTo(other.source);
  }
}
