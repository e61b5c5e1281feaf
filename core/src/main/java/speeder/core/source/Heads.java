package speeder.core.source;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import speeder.core.source.SourceFact.HeadsMoved;

/// The sources' slice: where each branch was last seen.
///
/// @param moved offset of the fact that last moved one
public record Heads(SortedMap<String, ObjectId> bySource, long moved) {
  public static final Heads UNSEEN = new Heads(Collections.emptySortedMap(), 0);

  public Heads {
    bySource = Collections.unmodifiableSortedMap(new TreeMap<>(bySource));
  }

  public Heads apply(SourceFact fact, long offset) {
    return switch (fact) {
      case HeadsMoved(var heads) -> {
        var changed = new TreeMap<>(bySource);
        changed.putAll(heads);
        yield new Heads(changed, offset);
      }
    };
  }

  /// One may have moved: there is reason to look.
  public Heads stirred(long offset) {
    return new Heads(bySource, offset);
  }

  /// Those of the heads seen that are not where they were.
  public SortedMap<String, ObjectId> news(SortedMap<String, ObjectId> seen) {
    var news = new TreeMap<String, ObjectId>();
    seen.forEach((source, commit) -> {
      if (!commit.equals(bySource.get(source))) news.put(source, commit);
    });
    return news;
  }
}
