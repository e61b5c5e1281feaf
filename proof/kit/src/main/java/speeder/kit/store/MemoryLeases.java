package speeder.kit.store;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import speeder.engine.port.Leases;

/// Leases in memory, by a clock of its own.
public final class MemoryLeases implements Leases {
  private final InstantSource clock;
  private final Map<Long, Instant> until = new HashMap<>();
  private final Set<Long> over = new HashSet<>();

  public MemoryLeases(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public synchronized boolean renew(long lock, Duration lease) {
    if (over.contains(lock)) return false;
    until.put(lock, clock.instant().plus(lease));
    return true;
  }

  @Override
  public synchronized SortedSet<Long> over(SortedMap<Long, Duration> leases) {
    if (leases.isEmpty()) return new TreeSet<>();
    var now = clock.instant();
    until.keySet().removeIf(it -> isForgotten(it, leases));
    over.removeIf(it -> isForgotten(it, leases));
    leases.forEach((lock, lease) -> until.putIfAbsent(lock, now.plus(lease)));
    until.forEach((lock, end) -> {
      if (!end.isAfter(now)) over.add(lock);
    });
    var ours = new TreeSet<>(over);
    ours.retainAll(leases.keySet());
    return ours;
  }

  private static boolean isForgotten(long lock, SortedMap<Long, Duration> leases) {
    return lock < leases.lastKey() && !leases.containsKey(lock);
  }
}
