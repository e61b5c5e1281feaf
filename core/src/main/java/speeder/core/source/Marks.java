package speeder.core.source;

import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import speeder.core.source.MarkFact.CalledBad;
import speeder.core.source.MarkFact.CalledGood;
import speeder.core.source.MarkFact.Kept;
import speeder.core.source.MarkFact.LetGo;
import speeder.core.source.MarkFact.Pinned;
import speeder.core.source.MarkFact.Unpinned;

/// The marks' slice: what people said of sources and of single commits.
///
/// @param pins by source
/// @param floors by source: commits that going back never loses
/// @param moved offset of the fact that last changed which commits may be frozen
/// @param weighed offset of the newest fact whose commits snapshots are to be looked through for
public record Marks(
    SortedMap<String, Pin> pins,
    SortedMap<SourceCommit, BadCommit> bad,
    SortedMap<String, Floor> floors,
    long moved,
    long weighed) {
  /// Pins, and marks of each kind, that may stand at once.
  public static final int MARKS_MAX = 200;

  public static final Marks NONE =
      new Marks(
          Collections.emptySortedMap(),
          Collections.emptySortedMap(),
          Collections.emptySortedMap(),
          0,
          0);

  public Marks {
    pins = Collections.unmodifiableSortedMap(new TreeMap<>(pins));
    bad = Collections.unmodifiableSortedMap(new TreeMap<>(bad));
    floors = Collections.unmodifiableSortedMap(new TreeMap<>(floors));
  }

  public Marks apply(MarkFact fact, long offset) {
    return switch (fact) {
      case Pinned(var source, var commit, var reason, var by, var until) ->
          pinned(with(pins, source, new Pin(commit, reason, by, offset, until)), offset);
      case Unpinned(var source, var _) -> pinned(without(pins, source), offset);
      case CalledBad(var at, var fix, var reason, var by, var until) ->
          bad(with(bad, at, new BadCommit(at, fix, reason, by, offset, until)), offset, offset);
      case CalledGood(var at, var _) -> bad(without(bad, at), offset, weighed);
      case Kept(var at, var reason, var by) ->
          kept(with(floors, at.source(), new Floor(at.commit(), reason, by, offset)), offset);
      case LetGo(var source, var _) -> kept(without(floors, source), weighed);
    };
  }

  private Marks pinned(SortedMap<String, Pin> changed, long offset) {
    return new Marks(changed, bad, floors, offset, weighed);
  }

  private Marks bad(SortedMap<SourceCommit, BadCommit> changed, long offset, long newest) {
    return new Marks(pins, changed, floors, offset, newest);
  }

  private Marks kept(SortedMap<String, Floor> changed, long newest) {
    return new Marks(pins, bad, changed, moved, newest);
  }

  /// Whether snapshots need not be looked through for anything.
  public boolean nothingToWeigh() {
    return bad.isEmpty() && floors.isEmpty();
  }

  /// The next moment after another at which one of them goes by itself.
  public Optional<Instant> wake(Instant after) {
    return Stream.concat(
            pins.values().stream().flatMap(it -> it.until().stream()),
            bad.values().stream().flatMap(it -> it.until().stream()))
        .filter(until -> until.isAfter(after))
        .min(Instant::compareTo);
  }

  private static <K, V> SortedMap<K, V> with(SortedMap<K, V> map, K key, V value) {
    var changed = new TreeMap<>(map);
    changed.put(key, value);
    return changed;
  }

  private static <K, V> SortedMap<K, V> without(SortedMap<K, V> map, K key) {
    var changed = new TreeMap<>(map);
    changed.remove(key);
    return changed;
  }
}
