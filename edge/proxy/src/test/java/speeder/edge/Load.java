package speeder.edge;

import java.io.IOException;
import java.net.ConnectException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// Clients that ask without pause. One whose connection breaks connects anew.
final class Load implements AutoCloseable {
  static final int CLIENTS = 4;

  private final int port;
  private final List<Thread> threads = new ArrayList<>();
  private final AtomicInteger answered = new AtomicInteger();
  private final AtomicInteger wrong = new AtomicInteger();
  private final AtomicInteger broken = new AtomicInteger();
  private final AtomicInteger lostPosts = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();
  private final AtomicLong slowestNanos = new AtomicLong();
  private volatile boolean going = true;

  Load(int port) {
    this.port = port;
    for (int at = 0; at < CLIENTS; at++) {
      boolean posts = at % 4 == 0;
      threads.add(Thread.ofPlatform().start(() -> go(posts)));
    }
  }

  private void go(boolean posts) {
    while (going) {
      try (var client = new Client(port)) {
        boolean open = true;
        while (going && open) open = ask(client, posts);
      } catch (ConnectException none) {
        refused.incrementAndGet();
      } catch (IOException lost) {
        broken.incrementAndGet();
      }
    }
  }

  private boolean ask(Client client, boolean posts) throws IOException {
    long before = System.nanoTime();
    try {
      var answer = posts ? client.post("/", "x") : client.get("/");
      answered.incrementAndGet();
      if (answer.status() != 200) wrong.incrementAndGet();
      slowestNanos.accumulateAndGet(System.nanoTime() - before, Math::max);
      return !answer.all("Connection").contains("close");
    } catch (IOException lost) {
      if (posts) lostPosts.incrementAndGet();
      throw lost;
    }
  }

  void awaitSome() throws Exception {
    int before = answered.get();
    Await.until("some more answers", () -> answered.get() > before + 50 * CLIENTS);
  }

  void end() throws InterruptedException {
    going = false;
    for (var thread : threads) thread.join();
  }

  /// Connections that nobody took.
  int refused() {
    return refused.get();
  }

  /// Connections that broke.
  int broken() {
    return broken.get();
  }

  int answered() {
    return answered.get();
  }

  String summary() {
    return "%d answered, %d of them not 200, %d refused, %d broken (%d posts), slowest %d ms"
        .formatted(
            answered.get(),
            wrong.get(),
            refused.get(),
            broken.get(),
            lostPosts.get(),
            slowestNanos.get() / 1_000_000);
  }

  @Override
  public void close() throws IOException {
    going = false;
  }
}
