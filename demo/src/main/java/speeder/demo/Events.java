package speeder.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import speeder.api.ApiFailure;
import speeder.api.Event;
import speeder.api.SpeederClient;

/// The farm's facts as they come, from the first on; goes on when the server comes back at the same
/// address.
public final class Events implements AutoCloseable {
  private final SpeederClient client;
  private final List<Event> heard = new ArrayList<>();
  private final Thread follower;
  private boolean closed;

  public Events(SpeederClient client) {
    this.client = client;
    this.follower = Thread.ofVirtual().start(this::follow);
  }

  private void follow() {
    while (!isClosed()) {
      try {
        client.events(last() + 1, this::hear);
      } catch (ApiFailure away) {
        hearNothing();
      }
    }
  }

  private synchronized boolean hear(Event event) {
    heard.add(event);
    notifyAll();
    return !closed;
  }

  private synchronized void hearNothing() {
    notifyAll();
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  /// Offset of the last fact heard; 0 before the first.
  public synchronized long last() {
    return heard.isEmpty() ? 0 : heard.getLast().offset();
  }

  public synchronized List<Event> all() {
    return List.copyOf(heard);
  }

  /// Waits for a fact.
  ///
  /// @param what is waited for, for people
  /// @param after offset of the last fact that does not count
  public synchronized Event await(String what, long after, Duration limit, Predicate<Event> wanted)
      throws DemoFailure {
    long until = System.nanoTime() + limit.toNanos();
    int seen = 0;
    try {
      while (true) {
        for (; seen < heard.size(); seen++) {
          var event = heard.get(seen);
          if (event.offset() > after && wanted.test(event)) return event;
        }
        long left = (until - System.nanoTime()) / 1_000_000;
        if (left <= 0) break;
        wait(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw DemoFailure.interrupted();
    }
    throw DemoFailure.proof(what, "it did not come within %d s".formatted(limit.toSeconds()));
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    follower.interrupt();
  }
}
