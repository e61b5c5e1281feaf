package speeder.wiring;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import speeder.core.source.Source;
import speeder.engine.Seat;
import speeder.engine.port.PortFailure;
import speeder.engine.port.Sources;

/// Keeps a follower's mirrors near their sources, so that it need not fetch them when it begins to
/// lead.
record Warmth(Thread thread) implements AutoCloseable {
  private static final Duration EVERY = Duration.ofSeconds(60);
  private static final System.Logger LOG = System.getLogger("speeder");

  static Warmth begin(Sources sources, List<Source> all, Seat seat) {
    return new Warmth(
        Thread.ofVirtual().name("speeder-warmth").start(() -> keep(sources, all, seat)));
  }

  private static void keep(Sources sources, List<Source> all, Seat seat) {
    try {
      while (true) {
        if (!seat.report().leads()) read(sources, all);
        Thread.sleep(EVERY);
      }
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
    }
  }

  private static void read(Sources sources, List<Source> all) {
    try {
      sources.read(all);
    } catch (PortFailure later) {
      LOG.log(Level.WARNING, "Mirrors are not kept near their sources: {0}", later.why());
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
