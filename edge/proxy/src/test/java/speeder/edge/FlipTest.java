package speeder.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Flips under load.
class FlipTest {
  private static final int CLIENTS = 16;
  private static final int FLIPS = 150;

  /// Each flip: a new release stands, the table names it alone, the old one drains to zero in
  /// flight and dies. No request may fail, and none may come to the old one afterwards.
  @Test
  void no_request_is_lost_while_releases_come_and_go() throws Exception {
    var answered = new AtomicInteger();
    var failures = new CopyOnWriteArrayList<String>();
    var old = new Backend("r-0");
    try (var edge = new EdgeHere(Farm.main(1, old.weighing(1)))) {
      var going = new AtomicInteger(1);
      var clients = new ArrayList<Thread>();
      for (int at = 0; at < CLIENTS; at++) {
        boolean posts = at % 4 == 0;
        clients.add(Thread.ofVirtual().start(() -> load(edge, posts, going, answered, failures)));
      }
      for (int flip = 1; flip <= FLIPS; flip++) {
        var next = new Backend("r-" + flip);
        assertTrue(edge.server.table().replace(Farm.main(flip + 1, next.weighing(1))));
        var leaving = old;
        Await.until("it drains", () -> edge.server.flights().at(leaving.address()) == 0);
        int until = leaving.asked.size();
        int before = answered.get();
        Await.until("some more answers", () -> answered.get() > before + CLIENTS);
        assertEquals(until, leaving.asked.size(), "requests came after the drain");
        leaving.close();
        old = next;
      }
      going.set(0);
      for (var client : clients) client.join();
      assertEquals(List.of(), failures);
      var rows = edge.server.tallies().counts().rows();
      assertEquals(0, rows.stream().mapToLong(row -> row.errors() + row.mismatches()).sum());
      assertEquals(answered.get(), rows.stream().mapToLong(row -> row.requests()).sum());
    } finally {
      old.close();
    }
  }

  private static void load(
      EdgeHere edge,
      boolean posts,
      AtomicInteger going,
      AtomicInteger answered,
      List<String> failures) {
    try (var client = edge.client()) {
      while (going.get() > 0) {
        var answer = posts ? client.post("/", "edit") : client.get("/");
        if (answer.status() != 200) failures.add(answer.start() + " " + answer.text());
        if (!answer.all("Speeder-Belief").equals(answer.all("Speeder-Release"))) {
          failures.add("believed " + answer.headers());
        }
        answered.incrementAndGet();
      }
    } catch (Exception broken) {
      failures.add(broken.toString());
    }
  }
}
