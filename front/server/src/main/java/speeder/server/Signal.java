package speeder.server;

import java.time.Duration;

/// A number that rises, and a place to wait for it.
public final class Signal {
  private long reached;

  public synchronized void reached(long offset) {
    reached = Math.max(reached, offset);
    notifyAll();
  }

  /// Waits until it is beyond an offset, or for `longest`.
  ///
  /// @return whether it is beyond
  public synchronized boolean await(long offset, Duration longest) throws InterruptedException {
    long deadline = System.nanoTime() + longest.toNanos();
    while (reached <= offset) {
      long left = deadline - System.nanoTime();
      if (left <= 0) return false;
      wait(left / 1_000_000 + 1);
    }
    return true;
  }
}
