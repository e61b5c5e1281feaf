package speeder.core.source;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import speeder.core.source.SourceFact.HeadsMoved;

/// The sources' slice: where each branch was last seen.
///
/// @param since offset of the fact that last moved each, or gave reason to look
/// @param moved offset of the fact that last moved one
public record Heads(
    SortedMap<String, ObjectId> bySource, SortedMap<String, Long> since, long moved) {
  public static final Heads UNSEEN =
      new Heads(Collections.emptySortedMap(), Collections.emptySortedMap(), 0);

  public Heads {
    bySource = Collections.unmodifiableSortedMap(new TreeMap<>(bySource));
    since = Collections.unmodifiableSortedMap(new TreeMap<>(since));
  }

  public Heads apply(SourceFact fact, long offset) {
    return switch (fact) {
      case HeadsMoved(var heads) -> {
        var changed = new TreeMap<>(bySource);
        changed.putAll(heads);
        var at = new TreeMap<>(since);
        heads.keySet().forEach(source -> at.put(source, offset));
        yield new Heads(changed, at, offset);
      }
    };
  }

  /// Any may have moved: there is reason to look.
  public Heads stirred(long offset) {
    var at = new TreeMap<>(since);
    at.replaceAll((_, _) -> offset);
    return new Heads(bySource, at, offset);
  }

  /// Offset of the fact that last moved a branch of another source than these.
  public long moved(Collection<String> others) {
    if (others.isEmpty()) return moved;
    long newest = 0;
    for (var each : since.entrySet()) {
      if (!others.contains(each.getKey())) newest = Math.max(newest, each.getValue());
    }
    return newest;
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
