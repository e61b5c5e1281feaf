package speeder.core.source;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// What happened to sources.
public sealed interface SourceFact {
  /// Branches point elsewhere than before: source to commit.
  record HeadsMoved(SortedMap<String, ObjectId> heads) implements SourceFact {
    public HeadsMoved {
      heads = Collections.unmodifiableSortedMap(new TreeMap<>(heads));
    }
  }
}
