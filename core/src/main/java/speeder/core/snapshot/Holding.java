package speeder.core.snapshot;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import speeder.core.source.SourceCommit;

/// Which marked commits a snapshot holds, in their history or as they are.
///
/// @param bad those that it holds without their fix
public record Holding(SortedSet<SourceCommit> bad) {
  public static final Holding NOTHING = new Holding(Collections.emptySortedSet());

  public Holding {
    bad = Collections.unmodifiableSortedSet(new TreeSet<>(bad));
  }
}
