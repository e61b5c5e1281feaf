package speeder.edge;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import speeder.edge.table.EdgeTable;

/// The table that requests are decided by.
///
/// A request decides within [#decide]. [#replace] returns only once no request decides by an
/// earlier table: from then on what the new table left out gets nothing new, and what requests in
/// flight are counted is all there are.
final class TableInForce {
  /// One table's time in force. Known by identity: the same table may come again.
  private static final class Generation {
    private final Optional<EdgeTable> table;
    private final AtomicInteger deciding = new AtomicInteger();

    Generation(Optional<EdgeTable> table) {
      this.table = table;
    }
  }

  private static final long LOOK_AGAIN_NANOS = 20_000;

  private final AtomicReference<Generation> now;

  TableInForce(Optional<EdgeTable> first) {
    now = new AtomicReference<>(new Generation(first));
  }

  Optional<EdgeTable> get() {
    return now.get().table;
  }

  <T> T decide(Function<Optional<EdgeTable>, T> decision) {
    var generation = enter();
    try {
      return decision.apply(generation.table);
    } finally {
      generation.deciding.decrementAndGet();
    }
  }

  private Generation enter() {
    while (true) {
      var generation = now.get();
      generation.deciding.incrementAndGet();
      if (now.get() == generation) return generation;
      generation.deciding.decrementAndGet();
    }
  }

  /// Puts a table in force. Says whether every request now uses it; no answer after
  /// [Limits#DECIDING] is no.
  boolean replace(EdgeTable table) {
    var old = now.getAndSet(new Generation(Optional.of(table)));
    long deadline = System.nanoTime() + Limits.DECIDING.toNanos();
    while (old.deciding.get() > 0) {
      if (System.nanoTime() - deadline > 0) return false;
      LockSupport.parkNanos(LOOK_AGAIN_NANOS);
    }
    return true;
  }
}
