package speeder.server.read;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import speeder.engine.port.PortFailure;
import speeder.server.Desk;

/// When entries were written. The World keeps offsets; people want times.
final class Times {
  private static final int KEPT = 10_000;

  private final Desk desk;
  private final Map<Long, Instant> known =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Long, Instant> eldest) {
              return size() > KEPT;
            }
          });

  Times(Desk desk) {
    this.desk = desk;
  }

  Instant at(long offset) throws PortFailure {
    var before = known.get(offset);
    if (before != null) return before;
    var entries = desk.journal(offset, 1);
    if (entries.isEmpty()) return Instant.EPOCH;
    known.put(offset, entries.getFirst().time());
    return entries.getFirst().time();
  }
}
