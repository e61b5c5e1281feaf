package speeder.signals.http;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import speeder.core.supervision.Expectation;
import speeder.core.supervision.Probed;
import speeder.engine.port.PortFailure;

/// Asks expectations of a slot at its own address, with the Host header of each one's URL, a few at
/// once. Redirects are answers, and are not followed.
public final class Prober {
  public static final int AT_ONCE = 4;
  public static final Duration LIMIT = Duration.ofSeconds(10);

  private final Duration limit;

  /// @param limit how long one answer may take
  public Prober(Duration limit) {
    this.limit = limit;
  }

  public Prober() {
    this(LIMIT);
  }

  /// Where no answer comes, that is the answer; only being stopped is a failure.
  ///
  /// @param address `host:port`
  public List<Probed> probe(String address, String release, List<Expectation> expectations)
      throws PortFailure {
    var permits = new Semaphore(AT_ONCE);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var asked = new ArrayList<Future<Probed>>();
      for (var expectation : expectations) {
        asked.add(threads.submit(() -> ask(address, release, expectation, permits)));
      }
      try {
        var probed = new ArrayList<Probed>();
        for (var one : asked) probed.add(one.get());
        return List.copyOf(probed);
      } finally {
        asked.forEach(one -> one.cancel(true));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw PortFailure.unknown("stopped", "The probes were stopped half-way.", "Ask again.");
    } catch (ExecutionException e) {
      throw new IllegalStateException("a probe broke", e.getCause());
    }
  }

  private Probed ask(String address, String release, Expectation expectation, Semaphore permits)
      throws InterruptedException {
    permits.acquire();
    long began = System.nanoTime();
    try {
      var response = Exchange.of(address, expectation, limit);
      return expectation.probed(response, release, since(began));
    } catch (IOException e) {
      return expectation.unanswered(why(e), since(began));
    } finally {
      permits.release();
    }
  }

  private static String why(IOException e) {
    var message = e.getMessage();
    return message == null ? "the connection failed" : message;
  }

  private static long since(long began) {
    return (System.nanoTime() - began) / 1_000_000;
  }
}
