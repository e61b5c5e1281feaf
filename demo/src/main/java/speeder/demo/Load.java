package speeder.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/// Readers of both wikis at a steady rate, whatever becomes of their requests; every answer is
/// kept.
public final class Load implements AutoCloseable {
  /// Requests a second and wiki.
  public static final int RATE = 20;

  /// Readers of a wiki: enough that some are in a canary of a tenth.
  private static final int VISITORS = 40;

  private static final Duration LAST = Duration.ofSeconds(35);
  private static final SortedMap<String, String> WIKIS =
      new TreeMap<>(Map.of("test", "Test Wiki", "en", "English Wiki"));

  private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(1);
  private final Queue<Visit> visits = new ConcurrentLinkedQueue<>();
  private final Phaser underWay = new Phaser(1);
  private final List<Visitor> everyone = new ArrayList<>();

  public Load(Wiki wiki) {
    WIKIS.forEach((tenant, name) -> start(visitors(wiki, tenant, name)));
  }

  private static List<Visitor> visitors(Wiki wiki, String tenant, String name) {
    var visitors = new ArrayList<Visitor>();
    for (int number = 0; number < VISITORS; number++) {
      visitors.add(new Visitor(wiki, tenant, name, number));
    }
    return visitors;
  }

  private void start(List<Visitor> visitors) {
    everyone.addAll(visitors);
    var turn = new AtomicInteger();
    var _ =
        clock.scheduleAtFixedRate(
            () -> send(visitors.get(turn.getAndIncrement() % VISITORS)),
            0,
            TimeUnit.SECONDS.toMicros(1) / RATE,
            TimeUnit.MICROSECONDS);
  }

  private void send(Visitor visitor) {
    underWay.register();
    Thread.startVirtualThread(() -> {
      try {
        visits.add(visitor.visit().withoutBody());
      } finally {
        underWay.arriveAndDeregister();
      }
    });
  }

  /// All answers until now.
  public List<Visit> visits() {
    return List.copyOf(visits);
  }

  /// Ends it, waits for what is under way, and gives all answers.
  public List<Visit> end() {
    close();
    return visits();
  }

  @Override
  public void close() {
    if (clock.isShutdown()) return;
    clock.shutdownNow();
    try {
      underWay.awaitAdvanceInterruptibly(underWay.arrive(), LAST.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (TimeoutException late) {
      throw new IllegalStateException("requests do not end", late);
    } finally {
      everyone.forEach(Visitor::leave);
    }
  }
}
