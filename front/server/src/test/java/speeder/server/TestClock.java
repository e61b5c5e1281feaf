package speeder.server;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// A clock that goes when it is told to.
public final class TestClock implements InstantSource {
  private Instant now;

  public TestClock(Instant start) {
    this.now = start;
  }

  @Override
  public synchronized Instant instant() {
    return now;
  }

  public synchronized void pass(Duration time) {
    now = now.plus(time);
  }

  public synchronized void reach(Instant time) {
    if (now.isBefore(time)) now = time;
  }
}
