package speeder.core.snapshot;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import speeder.core.source.SourceCommit;

/// Which marked commits a snapshot holds, in their history or as they are.
///
/// @param bad those that it holds without their fix
/// @param kept those of the commits to be kept that it holds, or whose source it has not at all
public record Holding(SortedSet<SourceCommit> bad, SortedSet<SourceCommit> kept) {
  public static final Holding NOTHING =
      new Holding(Collections.emptySortedSet(), Collections.emptySortedSet());

  public Holding {
    bad = Collections.unmodifiableSortedSet(new TreeSet<>(bad));
    kept = Collections.unmodifiableSortedSet(new TreeSet<>(kept));
  }
}
