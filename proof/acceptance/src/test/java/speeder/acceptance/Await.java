package speeder.acceptance;

import static org.junit.jupiter.api.Assertions.fail;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/// Waits on a condition with a deadline.
final class Await {
  static final Duration LONG = Duration.ofSeconds(90);
  private static final long EVERY_NANOS = 10_000_000;

  private Await() {}

  static void until(String what, Callable<Boolean> condition) throws Exception {
    until(what, LONG, condition);
  }

  static void until(String what, Duration longest, Callable<Boolean> condition) throws Exception {
    var _ = value(what, longest, () -> condition.call() ? Optional.of(true) : Optional.empty());
  }

  static <T> T value(String what, Duration longest, Callable<Optional<T>> source) throws Exception {
    long end = System.nanoTime() + longest.toNanos();
    while (true) {
      var value = source.call();
      if (value.isPresent()) return value.get();
      if (System.nanoTime() > end) fail("expected within " + longest.toSeconds() + " s: " + what);
      LockSupport.parkNanos(EVERY_NANOS);
    }
  }
}
