package speeder.edge;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// Waits for a condition, at most so long.
final class Await {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private Await() {}

  interface Condition {
    boolean holds() throws Exception;
  }

  static void until(String what, Condition condition) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() - deadline > 0) throw new AssertionError("Never came: " + what);
      LockSupport.parkNanos(1_000_000);
    }
  }
}
