package speeder.core.snapshot;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import speeder.core.source.ObjectId;
import speeder.core.source.Relation;
import speeder.core.source.Source;

/// What is to be frozen, and what is known before the first look.
///
/// @param lastGood by source: the commit it falls back to
/// @param pinned by source: the commit a person keeps it at; its head is not read
/// @param bad commits that no snapshot may hold
public record FreezeOrder(
    List<Source> sources,
    List<Relation> relations,
    SortedMap<String, Pick> lastGood,
    SortedMap<String, Pick> pinned,
    SortedSet<ObjectId> bad) {
  public FreezeOrder {
    sources = sources.stream().sorted().toList();
    relations = List.copyOf(relations);
    lastGood = Collections.unmodifiableSortedMap(new TreeMap<>(lastGood));
    pinned = Collections.unmodifiableSortedMap(new TreeMap<>(pinned));
    bad = Collections.unmodifiableSortedSet(new TreeSet<>(bad));
  }

  /// The heads of all sources, with what the last snapshot held to fall back to.
  public static FreezeOrder of(
      List<Source> sources, List<Relation> relations, Optional<Snapshot> last) {
    var lastGood = new TreeMap<String, Pick>();
    last.ifPresent(snapshot -> snapshot.picks().forEach(pick -> lastGood.put(pick.source(), pick)));
    return new FreezeOrder(
        sources, relations, lastGood, Collections.emptySortedMap(), Collections.emptySortedSet());
  }

  List<Source> toRead() {
    return sources.stream().filter(source -> !pinned.containsKey(source.name())).toList();
  }

  /// The pick a source is held back at, unless it is pinned, unknown or there already.
  Optional<Pick> fallback(Source source, Optional<ObjectId> from) {
    if (pinned.containsKey(source.name())) return Optional.empty();
    return Optional.ofNullable(lastGood.get(source.name()))
        .filter(good -> !bad.contains(good.commit()))
        .filter(good -> from.filter(good.commit()::equals).isEmpty())
        .map(good -> pick(source, good, Pick.Why.HELD_BACK));
  }

  static Pick pick(Source source, Pick known, Pick.Why why) {
    return new Pick(source.name(), source.at(), known.commit(), known.tree(), why);
  }
}
