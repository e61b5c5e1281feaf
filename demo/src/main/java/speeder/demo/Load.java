package speeder.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
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
  private static final Map<String, String> WIKIS =
      Map.of("test", "Test Wiki", "en", "English Wiki");

  private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(1);
  private final Queue<Visit> visits = new ConcurrentLinkedQueue<>();
  private final Phaser underWay = new Phaser(1);
  private final List<Visitor> everyone = new ArrayList<>();

  private final AtomicInteger sent = new AtomicInteger();
  private final Wiki wiki;

  public Load(Wiki wiki) {
    this.wiki = wiki;
  }

  /// From here on a wiki has readers.
  public void begin(String tenant) {
    var name = Objects.requireNonNull(WIKIS.get(tenant), tenant);
    start(visitors(wiki, tenant, name));
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
    sent.incrementAndGet();
    underWay.register();
    Thread.startVirtualThread(() -> {
      try {
        visits.add(visitor.visit().withoutBody());
      } finally {
        underWay.arriveAndDeregister();
      }
    });
  }

  /// Ends it, waits for what is under way, and gives all answers.
  ///
  /// @throws DemoFailure where a request was sent of which nobody knows what became
  public List<Visit> end() throws DemoFailure {
    close();
    if (visits.size() == sent.get()) return List.copyOf(visits);
    throw DemoFailure.proof(
        "every request of the load is counted",
        "%d were sent and %d are known".formatted(sent.get(), visits.size()));
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
