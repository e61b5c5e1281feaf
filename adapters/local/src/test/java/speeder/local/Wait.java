package speeder.local;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/// Waits on a condition with a deadline.
final class Wait {
  private static final long LIMIT_NANOS = 20_000_000_000L;
  private static final long EVERY_NANOS = 2_000_000;

  private Wait() {}

  static void until(String what, Callable<Boolean> condition) throws Exception {
    long until = System.nanoTime() + LIMIT_NANOS;
    while (!condition.call()) {
      if (System.nanoTime() > until) fail("expected within 20 s: " + what);
      LockSupport.parkNanos(EVERY_NANOS);
    }
  }
}
