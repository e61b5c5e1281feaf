package speeder.kit.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import speeder.engine.port.Observations;
import speeder.engine.port.PortFailure;

/// Observations in memory.
public final class MemoryObservations implements Observations {
  private final List<Seen> rows = new ArrayList<>();

  @Override
  public synchronized void append(List<Seen> added) throws PortFailure {
    Observations.checkSizes(added);
    rows.addAll(added);
  }

  @Override
  public synchronized List<Seen> read(String watch, Instant from, Instant until)
      throws PortFailure {
    var found =
        rows.stream()
            .filter(row -> row.watch().equals(watch))
            .filter(row -> !row.time().isBefore(from) && row.time().isBefore(until))
            .sorted(Comparator.comparing(Seen::time))
            .toList();
    Observations.checkCount(watch, found.size());
    return found;
  }

  @Override
  public synchronized long prune(Instant before) {
    long count = rows.size();
    rows.removeIf(row -> row.time().isBefore(before));
    return count - rows.size();
  }
}
