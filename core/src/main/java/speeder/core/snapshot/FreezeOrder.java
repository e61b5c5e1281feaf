package speeder.core.snapshot;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import speeder.core.source.BadCommit;
import speeder.core.source.Head;
import speeder.core.source.Relation;
import speeder.core.source.Source;
import speeder.core.source.SourceCommit;

/// What is to be frozen, and what is known before the first look.
///
/// @param before by source: what the last snapshot held; what it did not hold is new
/// @param lastGood by source: the commit it falls back to
/// @param pinned by source: the commit a person keeps it at; its head is not read
/// @param held sources that a person keeps where they are, at their last good commit
/// @param bad commits that no snapshot may hold without their fix
public record FreezeOrder(
    List<Source> sources,
    List<Relation> relations,
    SortedMap<String, Pick> before,
    SortedMap<String, Pick> lastGood,
    SortedMap<String, Pick> pinned,
    SortedSet<String> held,
    List<BadCommit> bad) {
  public FreezeOrder {
    sources = sources.stream().sorted().toList();
    relations = List.copyOf(relations);
    before = Collections.unmodifiableSortedMap(new TreeMap<>(before));
    lastGood = Collections.unmodifiableSortedMap(new TreeMap<>(lastGood));
    pinned = Collections.unmodifiableSortedMap(new TreeMap<>(pinned));
    held = Collections.unmodifiableSortedSet(new TreeSet<>(held));
    bad = List.copyOf(bad);
  }

  /// The heads of all sources, with what the last snapshot held to fall back to.
  public static FreezeOrder of(
      List<Source> sources, List<Relation> relations, Optional<Snapshot> last) {
    var held = new TreeMap<String, Pick>();
    last.ifPresent(snapshot -> snapshot.picks().forEach(pick -> held.put(pick.source(), pick)));
    return new FreezeOrder(
        sources,
        relations,
        held,
        held,
        Collections.emptySortedMap(),
        Collections.emptySortedSet(),
        List.of());
  }

  /// The same under what people said.
  ///
  /// @param pins by source
  public FreezeOrder under(SortedMap<String, Pick> pins, List<BadCommit> bads) {
    return new FreezeOrder(sources, relations, before, lastGood, pins, held, bads);
  }

  public FreezeOrder holding(SortedSet<String> kept) {
    return new FreezeOrder(sources, relations, before, lastGood, pinned, kept, bad);
  }

  List<Source> toRead() {
    return sources.stream().filter(source -> isRead(source.name())).toList();
  }

  private boolean isRead(String source) {
    return !pinned.containsKey(source) && !held.contains(source);
  }

  /// Those of the commits whose source has a bad one, in whose history it may be.
  SortedSet<SourceCommit> doubtful(SortedSet<SourceCommit> commits) {
    var doubtful = new TreeSet<>(commits);
    doubtful.removeIf(it -> bad(it.source()).isEmpty());
    return doubtful;
  }

  /// What is bad in a source.
  public List<BadCommit> bad(String source) {
    return bad.stream().filter(it -> it.at().source().equals(source)).toList();
  }

  /// The same with sound commits alone to fall back to.
  ///
  /// @param sound the newest sound commit in the history of each that was doubtful
  FreezeOrder fallingBackTo(SortedMap<SourceCommit, Optional<Head>> sound) {
    var good = new TreeMap<String, Pick>();
    lastGood.forEach((source, pick) -> {
      var asked = sound.get(new SourceCommit(source, pick.commit()));
      var found = asked == null ? Optional.of(pick) : asked.map(head -> at(pick, head));
      found.ifPresent(it -> good.put(source, it));
    });
    return new FreezeOrder(sources, relations, before, good, pinned, held, bad);
  }

  private static Pick at(Pick pick, Head head) {
    return new Pick(pick.source(), pick.at(), head.commit(), head.tree(), pick.why());
  }

  /// The pick a source is held back at, unless it is pinned, unknown or there already.
  ///
  /// @param from where it is now
  Optional<Pick> fallback(Source source, Optional<Pick> from) {
    if (pinned.containsKey(source.name())) return Optional.empty();
    return Optional.ofNullable(lastGood.get(source.name()))
        .filter(good -> from.filter(it -> it.commit().equals(good.commit())).isEmpty())
        .map(good -> pick(source, good, Pick.Why.HELD_BACK));
  }

  static Pick pick(Source source, Pick known, Pick.Why why) {
    return new Pick(source.name(), source.at(), known.commit(), known.tree(), why, known.because());
  }
}
