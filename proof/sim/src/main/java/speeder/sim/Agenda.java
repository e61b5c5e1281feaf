package speeder.sim;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.PriorityQueue;

/// Virtual time: what is due, in order, on one thread. Nothing waits.
final class Agenda implements InstantSource {
  static final Instant MORNING = Instant.parse("2026-03-02T08:00:00Z");
  private static final Comparator<Due> ORDER =
      Comparator.comparing(Due::at).thenComparingLong(Due::number);

  private final PriorityQueue<Due> queue = new PriorityQueue<>(ORDER);
  private Instant now = MORNING;
  private long numbers;

  private record Due(Instant at, long number, Runnable what) {}

  void in(Duration wait, Runnable what) {
    at(now.plus(wait), what);
  }

  void at(Instant when, Runnable what) {
    queue.add(new Due(when.isBefore(now) ? now : when, ++numbers, what));
  }

  /// Goes on to what is due next, and does it.
  void next() {
    var due = queue.poll();
    if (due == null) throw new Broken("nothing is due any more");
    now = due.at();
    due.what().run();
  }

  @Override
  public Instant instant() {
    return now;
  }
}
