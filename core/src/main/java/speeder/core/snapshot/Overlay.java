package speeder.core.snapshot;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import speeder.core.source.ObjectId;
import speeder.core.value.Digest;

/// A snapshot to be composed: that of a release, with other commits of some sources laid over it.
/// It is made of pointers alone, and claims no instant.
///
/// @param base digest of the document of the snapshot below
/// @param commits by source
public record Overlay(Origin origin, Digest base, SortedMap<String, ObjectId> commits) {
  public Overlay {
    commits = Collections.unmodifiableSortedMap(new TreeMap<>(commits));
  }
}
