package speeder.core.snapshot;

import speeder.core.source.ObjectId;

/// One source's part of a snapshot: the commit chosen, its tree, where it sits, and why this
/// commit.
public record Pick(String source, String at, ObjectId commit, ObjectId tree, Why why)
    implements Comparable<Pick> {
  public enum Why {
    HEAD,
    /// Its head could not be read or does not fit; this is its last good commit.
    HELD_BACK,
    PINNED
  }

  @Override
  public int compareTo(Pick other) {
    return source.compareTo(other.source);
  }
}
