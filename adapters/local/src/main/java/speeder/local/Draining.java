package speeder.local;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import speeder.engine.port.PortFailure;

/// Waits until an edge has nothing under way to a slot, its container is dead, or time is up.
record Draining(InFlight inFlight) {
  private static final Duration LOOK_EVERY_MIN = Duration.ofMillis(5);
  private static final Duration LOOK_EVERY_MAX = Duration.ofMillis(100);

  void await(String address, Duration limit, Readiness.Alive alive) throws PortFailure {
    long until = System.nanoTime() + limit.toNanos();
    var every = LOOK_EVERY_MIN;
    try {
      while (System.nanoTime() < until && isBusy(address) && alive.isAlive()) {
        Thread.sleep(every);
        if (every.compareTo(LOOK_EVERY_MAX) < 0) every = every.multipliedBy(2);
      }
    } catch (InterruptedException _) {
      throw Failures.stopped();
    } catch (IOException e) {
      throw Failures.files(Path.of("/sys/fs/cgroup"), e);
    }
  }

  private boolean isBusy(String address) {
    var requests = inFlight.at(address);
    return requests.isEmpty() || requests.getAsInt() > 0;
  }
}
