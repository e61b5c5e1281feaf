package speeder.acceptance;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import speeder.demo.Browser;

/// A light, steady load: clients that keep their connections and cookies, together 20 requests a
/// second. It counts all that people would notice.
final class Load implements AutoCloseable {
  private static final int CLIENTS = 10;
  private static final int EVERY_MILLIS = 500;

  private final String path;
  private final List<Browser> browsers = new ArrayList<>();
  private final List<Seen> seen = new ArrayList<>();
  private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(CLIENTS);

  /// One request.
  ///
  /// @param asked, answered of System.nanoTime
  /// @param trouble empty where an answer came
  record Seen(
      long asked,
      long answered,
      int client,
      int status,
      String stage,
      String release,
      String trouble) {
    boolean isGood() {
      return trouble.isEmpty() && status == 200;
    }

    @Override
    public String toString() {
      return "client %d: %d from %s by %s %s".formatted(client, status, stage, release, trouble);
    }
  }

  private Load(URI edge, String host, String path) {
    this.path = path;
    for (int i = 0; i < CLIENTS; i++) browsers.add(new Browser(edge, host));
  }

  static Load on(URI edge, String host, String path) {
    var load = new Load(edge, host, path);
    for (int i = 0; i < CLIENTS; i++) {
      int client = i;
      long delay = (long) i * EVERY_MILLIS / CLIENTS;
      var _ =
          load.clock.scheduleAtFixedRate(
              () -> load.ask(client), delay, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }
    return load;
  }

  private static final AtomicLong NUMBER = new AtomicLong();

  private void ask(int client) {
    long asked = System.nanoTime();
    try {
      var answer = browsers.get(client).get(path + "?" + NUMBER.incrementAndGet());
      add(asked, client, answer.status(), answer.stage(), answer.release(), "");
    } catch (IOException | RuntimeException broken) {
      add(asked, client, 0, "", "", broken.toString());
    }
  }

  private void add(
      long asked, int client, int status, String stage, String release, String trouble) {
    var one = new Seen(asked, System.nanoTime(), client, status, stage, release, trouble);
    synchronized (seen) {
      seen.add(one);
    }
  }

  List<Seen> seen() {
    synchronized (seen) {
      return List.copyOf(seen);
    }
  }

  List<Seen> bad() {
    return seen().stream().filter(it -> !it.isGood()).toList();
  }

  /// Waits until so many more were answered.
  void goesOn(int more) throws Exception {
    int from = seen().size();
    Await.until(more + " more answers of the edge", () -> seen().size() >= from + more);
  }

  @Override
  public void close() throws Exception {
    clock.shutdown();
    if (!clock.awaitTermination(30, TimeUnit.SECONDS)) {
      throw new IllegalStateException("requests hang: " + seen().size());
    }
    for (var browser : browsers) browser.close();
  }
}
