package speeder.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import speeder.core.route.RouteTable;

/// What happens when a backend does not answer.
class RetryTest {
  private Backend backend;

  @BeforeEach
  void serve() throws Exception {
    backend = new Backend("r-1");
  }

  @AfterEach
  void end() throws Exception {
    backend.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD"})
  void a_kept_connection_that_closed_meanwhile_costs_no_repeatable_request(String method)
      throws Exception {
    closesAfterEveryAnswerUnsaid();
    try (var edge = new EdgeHere(Farm.main(1, backend.weighing(1)));
        var client = edge.client()) {
      for (int at = 0; at < 200; at++) {
        assertEquals(200, client.ask(method, "/" + at, "").status(), "request " + at);
      }
      assertEquals(0, edge.only().errors());
      assertEquals(200, edge.only().requests());
    }
  }

  @Test
  void a_kept_connection_that_closed_meanwhile_never_meets_a_post() throws Exception {
    closesAfterEveryAnswerUnsaid();
    try (var edge = new EdgeHere(Farm.main(1, backend.weighing(1)));
        var client = edge.client()) {
      for (int at = 0; at < 200; at++) {
        assertEquals(200, client.get("/get").status());
        assertEquals(200, client.post("/post" + at, "x").status(), "request " + at);
      }
    }
    assertEquals(200, asked("POST"), "each POST is sent once");
  }

  @Test
  void a_get_is_asked_once_more_when_no_byte_came() throws Exception {
    var left = new AtomicInteger(1);
    backend.answering(
        (_, out) -> left.getAndDecrement() <= 0 && backend.answer(out, "200 OK", "", "ok"));
    try (var edge = new EdgeHere(Farm.main(1, backend.weighing(1)));
        var client = edge.client()) {
      assertEquals("ok", client.get("/").text());
    }
    assertEquals(2, backend.asked.size());
  }

  @Test
  void a_get_is_asked_only_once_more() throws Exception {
    backend.answering((_, _) -> false);
    try (var edge = new EdgeHere(Farm.main(1, backend.weighing(1)));
        var client = edge.client()) {
      var answer = client.get("/");

      assertEquals(502, answer.status());
      assertEquals(List.of("backend-broke-off"), answer.all("Speeder-Edge-Error"));
      assertEquals(List.of("r-1"), answer.all("Speeder-Belief"));
      assertEquals(List.of(), answer.all("Speeder-Release"));
      assertEquals(1, edge.only().requests());
      assertEquals(1, edge.only().errors());
    }
    assertEquals(2, backend.asked.size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "OPTIONS"})
  void all_else_is_sent_once_whatever_happens(String method) throws Exception {
    backend.answering((_, _) -> false);
    try (var edge = new EdgeHere(Farm.main(1, backend.weighing(1)));
        var client = edge.client()) {
      assertEquals(502, client.ask(method, "/", "x").status());
      assertEquals(1, edge.only().errors());
    }
    assertEquals(1, backend.asked.size());
  }

  @Test
  void a_get_with_a_body_is_sent_once() throws Exception {
    backend.answering((_, _) -> false);
    try (var edge = new EdgeHere(Farm.main(1, backend.weighing(1)));
        var client = edge.client()) {
      assertEquals(502, client.ask("GET", "/", "x").status());
    }
    assertEquals(1, backend.asked.size());
  }

  @Test
  void once_a_byte_came_nothing_is_repeated() throws Exception {
    backend.answering((_, out) -> {
      out.write(Wire.bytes("HTTP/1.1 200 OK\r\nContent-Le"));
      return false;
    });
    try (var edge = new EdgeHere(Farm.main(1, backend.weighing(1)));
        var client = edge.client()) {
      assertEquals(502, client.get("/").status());
    }
    assertEquals(1, backend.asked.size());
  }

  @Test
  void where_nobody_listens_the_stages_other_backend_is_asked() throws Exception {
    var dead = new RouteTable.Backend("r-dead", "127.0.0.1:" + unusedPort(), 50);
    try (var edge = new EdgeHere(Farm.main(1, dead, backend.weighing(50)));
        var client = edge.client()) {
      for (int at = 0; at < 50; at++) assertEquals(200, client.get("/").status());
      var rows = edge.server.tallies().counts().rows();

      assertEquals(2, rows.size(), rows.toString());
      var ofDead = rows.getLast();
      assertEquals("r-dead", ofDead.release());
      assertEquals(ofDead.requests(), ofDead.errors());
      assertTrue(ofDead.errors() > 0, "half of the clients were sent there first");
      assertEquals(0, rows.getFirst().errors());
    }
    assertEquals(50, backend.asked.size());
  }

  @Test
  void where_nobody_listens_a_post_is_refused() throws Exception {
    var dead = new RouteTable.Backend("r-dead", "127.0.0.1:" + unusedPort(), 1);
    try (var edge = new EdgeHere(Farm.main(1, dead));
        var client = edge.client()) {
      var answer = client.post("/", "x");

      assertEquals(502, answer.status());
      assertEquals(List.of("backend-unreachable"), answer.all("Speeder-Edge-Error"));
      assertEquals(502, client.get("/").status());
    }
  }

  @Test
  void a_client_that_leaves_is_nobodys_error() throws Exception {
    try (var edge = new EdgeHere(Farm.main(1, backend.weighing(1)))) {
      try (var client = edge.client()) {
        client.send(
            "POST / HTTP/1.1\r\nHost: %s\r\nContent-Length: 100\r\n\r\nsome".formatted(Farm.HOST));
        Await.until("it is under way", () -> edge.server.flights().at("r-1") == 1);
      }
      Await.until("it is over", () -> edge.server.flights().at("r-1") == 0);
      assertEquals(List.of(), edge.server.tallies().counts().rows());
    }
  }

  /// As Apache does when its KeepAliveTimeout passes: the answer promises a kept connection, and
  /// the connection closes.
  private void closesAfterEveryAnswerUnsaid() {
    backend.answering((_, out) -> {
      backend.answer(out, "200 OK", "", "");
      return false;
    });
  }

  private long asked(String method) {
    return backend.asked.stream().filter(it -> it.start().startsWith(method)).count();
  }

  private static int unusedPort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
