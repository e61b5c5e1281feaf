package speeder.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A container that is gone with its network sends no word of it: the edge is told, and ends what
/// waits for it.
class CutTest {
  private final CountDownLatch over = new CountDownLatch(1);
  private Backend gone;
  private Backend other;
  private EdgeHere edge;
  private Client client;

  @BeforeEach
  void serve() throws Exception {
    gone = new Backend("r-1");
    other = new Backend("r-2");
    edge = new EdgeHere(Farm.main(1, gone.weighing(1)));
    client = edge.client();
  }

  @AfterEach
  void end() throws Exception {
    over.countDown();
    client.close();
    edge.close();
    gone.close();
    other.close();
  }

  @Test
  void a_body_in_flight_is_broken_off() throws Exception {
    gone.answering((_, out) -> {
      out.write(Wire.bytes("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\nsome"));
      over.await();
      return false;
    });
    client.send("GET / HTTP/1.1\r\nHost: " + Farm.HOST + "\r\n\r\n");
    assertEquals('H', client.in.read(), "the answer begins");
    cut(1);

    assertThrows(IOException.class, () -> Wire.answer(client.in, "GET"));
    assertEquals(1, edge.only().errors());
    assertEquals(0, edge.server.flights().at(gone.address()));
  }

  @Test
  void a_get_without_an_answer_is_asked_of_who_serves_now() throws Exception {
    hangs();
    client.send("GET / HTTP/1.1\r\nHost: " + Farm.HOST + "\r\n\r\n");
    Await.until("it is asked", () -> gone.asked.size() == 1);
    edge.server.table().replace(Farm.main(2, other.weighing(1)));
    cut(1);

    assertEquals("r-2", Wire.answer(client.in, "GET").text());
  }

  @Test
  void a_post_without_an_answer_is_told_so_and_not_sent_twice() throws Exception {
    hangs();
    client.send("POST / HTTP/1.1\r\nHost: " + Farm.HOST + "\r\nContent-Length: 2\r\n\r\nok");
    Await.until("it is asked", () -> gone.asked.size() == 1);
    edge.server.table().replace(Farm.main(2, other.weighing(1)));
    cut(1);
    var answer = Wire.answer(client.in, "POST");

    assertEquals(502, answer.status());
    assertEquals(List.of("backend-broke-off"), answer.all("Speeder-Edge-Error"));
    assertEquals(List.of(), other.asked);
  }

  @Test
  void what_is_under_way_elsewhere_goes_on() throws Exception {
    hangs();
    client.send("GET / HTTP/1.1\r\nHost: " + Farm.HOST + "\r\n\r\n");
    Await.until("it is asked", () -> gone.asked.size() == 1);

    assertEquals(0, edge.server.flights().cut(other.address()));
    assertEquals(1, edge.server.flights().at(gone.address()));
  }

  private void hangs() {
    gone.answering((_, _) -> {
      over.await();
      return false;
    });
  }

  private void cut(int requests) {
    assertEquals(requests, edge.server.flights().cut(gone.address()));
  }
}
