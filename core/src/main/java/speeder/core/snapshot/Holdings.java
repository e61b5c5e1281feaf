package speeder.core.snapshot;

import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import speeder.core.snapshot.SnapshotFact.Heeded;
import speeder.core.snapshot.SnapshotFact.LookedThrough;
import speeder.core.snapshot.SnapshotFact.Stuck;
import speeder.core.value.Digest;

/// The slice of what is known of snapshots' histories.
///
/// @param byDocument by the digest of a snapshot's document: which marked commits it holds
/// @param heeded by lane: offset of the newest mark for which it was taken back
/// @param stuck by lane: offset of the newest mark for which a person was called
public record Holdings(
    SortedMap<Digest, Known> byDocument,
    SortedMap<String, Long> heeded,
    SortedMap<String, Long> stuck) {
  public static final Holdings UNKNOWN =
      new Holdings(
          Collections.emptySortedMap(), Collections.emptySortedMap(), Collections.emptySortedMap());

  /// @param upTo offset of the newest mark that it was looked through for
  public record Known(long upTo, Holding holding) {}

  public Holdings {
    byDocument = Collections.unmodifiableSortedMap(new TreeMap<>(byDocument));
    heeded = Collections.unmodifiableSortedMap(new TreeMap<>(heeded));
    stuck = Collections.unmodifiableSortedMap(new TreeMap<>(stuck));
  }

  /// @param needed documents of snapshots that are still of interest
  public Holdings apply(SnapshotFact.OfHolding fact, Set<Digest> needed) {
    return switch (fact) {
      case LookedThrough looked -> looked(looked, needed);
      case Heeded(var lane, var upTo) -> new Holdings(byDocument, with(heeded, lane, upTo), stuck);
      case Stuck(var lane, var upTo) -> new Holdings(byDocument, heeded, with(stuck, lane, upTo));
    };
  }

  private static SortedMap<String, Long> with(SortedMap<String, Long> map, String lane, long upTo) {
    var changed = new TreeMap<>(map);
    changed.put(lane, upTo);
    return changed;
  }

  private Holdings looked(LookedThrough fact, Set<Digest> needed) {
    var changed = new TreeMap<>(byDocument);
    fact.found()
        .forEach((document, holding) -> changed.put(document, new Known(fact.upTo(), holding)));
    changed.keySet().retainAll(needed);
    return new Holdings(changed, heeded, stuck);
  }

  /// What is known of a snapshot; nothing where it was never looked through.
  public Holding of(Digest document) {
    return Optional.ofNullable(byDocument.get(document))
        .map(Known::holding)
        .orElse(Holding.NOTHING);
  }

  /// Whether a snapshot was looked through for all marks up to one.
  public boolean isKnown(Digest document, long mark) {
    var known = byDocument.get(document);
    return known != null && known.upTo() >= mark;
  }

  public long heeded(String lane) {
    return heeded.getOrDefault(lane, 0L);
  }

  public long stuck(String lane) {
    return stuck.getOrDefault(lane, 0L);
  }
}
