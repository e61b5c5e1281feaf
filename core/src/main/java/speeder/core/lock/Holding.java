package speeder.core.lock;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// How long locks were held of late: per lane and kind of work, the last [#KEPT].
public record Holding(SortedMap<String, List<Duration>> times) {
  /// Enough for a median that one odd day does not move.
  public static final int KEPT = 15;

  public static final Holding NONE = new Holding(Collections.emptySortedMap());

  public Holding {
    times = Collections.unmodifiableSortedMap(new TreeMap<>(times));
  }

  /// The median of the lane's and kind's last ones; nothing where none was held yet.
  public Optional<Duration> usual(Claim claim) {
    var sorted = times.getOrDefault(key(claim), List.of()).stream().sorted().toList();
    return sorted.isEmpty() ? Optional.empty() : Optional.of(sorted.get(sorted.size() / 2));
  }

  Holding with(Claim claim, Duration held) {
    var list = new ArrayList<>(times.getOrDefault(key(claim), List.of()));
    list.add(held);
    if (list.size() > KEPT) list.removeFirst();
    var changed = new TreeMap<>(times);
    changed.put(key(claim), List.copyOf(list));
    return new Holding(changed);
  }

  private static String key(Claim claim) {
    return claim.lane() + "/" + claim.work();
  }
}
