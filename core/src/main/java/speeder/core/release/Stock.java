package speeder.core.release;

import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import speeder.core.value.ReleaseId;

/// Which releases do not stand unpacked on this machine any more. What nobody needs is packed away;
/// when a slot wants it again, it is unpacked anew.
///
/// @param leaving those whose folders are to go, with the offset of the fact that said so
/// @param away those whose folders went
public record Stock(SortedMap<ReleaseId, Long> leaving, SortedSet<ReleaseId> away) {
  public static final Stock WHOLE =
      new Stock(Collections.emptySortedMap(), Collections.emptySortedSet());

  public Stock {
    leaving = Collections.unmodifiableSortedMap(new TreeMap<>(leaving));
    away = Collections.unmodifiableSortedSet(new TreeSet<>(away));
  }

  /// Whether its folders are on their way out: nothing of it may start until they are gone.
  public boolean isLeaving(ReleaseId release) {
    return leaving.containsKey(release);
  }

  public boolean stands(ReleaseId release) {
    return !isLeaving(release) && !away.contains(release);
  }

  public Stock unneeded(ReleaseId release, long offset) {
    var more = new TreeMap<>(leaving);
    more.put(release, offset);
    return new Stock(more, away);
  }

  /// @param wanted whether a slot wants it meanwhile, and unpacks it anew
  public Stock packedAway(ReleaseId release, boolean wanted) {
    var fewer = new TreeMap<>(leaving);
    fewer.remove(release);
    var more = new TreeSet<>(away);
    if (!wanted) more.add(release);
    return new Stock(fewer, more);
  }

  /// Known again, long after its folders went.
  public Stock recalled(ReleaseId release) {
    var more = new TreeSet<>(away);
    more.add(release);
    return new Stock(leaving, more);
  }

  public Stock wanted(ReleaseId release) {
    if (!away.contains(release)) return this;
    var fewer = new TreeSet<>(away);
    fewer.remove(release);
    return new Stock(leaving, fewer);
  }

  /// The same, without what the World forgot.
  public Stock knowing(Set<ReleaseId> known) {
    if (known.containsAll(leaving.keySet()) && known.containsAll(away)) return this;
    var left = new TreeMap<>(leaving);
    left.keySet().retainAll(known);
    var gone = new TreeSet<>(away);
    gone.retainAll(known);
    return new Stock(left, gone);
  }
}
