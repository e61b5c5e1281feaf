package speeder.edge;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What goes through the edge, and how.
class PassageTest {
  private Backend backend;
  private EdgeHere edge;
  private Client client;

  @BeforeEach
  void serve() throws Exception {
    backend = new Backend("r-1");
    edge = new EdgeHere(Farm.main(1, backend.weighing(1)));
    client = edge.client();
  }

  @AfterEach
  void end() throws Exception {
    client.close();
    edge.close();
    backend.close();
  }

  @Test
  void an_answer_says_who_served_and_who_was_believed_to() throws Exception {
    var answer = client.get("/");

    assertEquals(200, answer.status());
    assertEquals("r-1", answer.text());
    assertEquals(List.of("r-1"), answer.all("Speeder-Release"));
    assertEquals(List.of("r-1"), answer.all("Speeder-Belief"));
    assertEquals(List.of("pretrain/main"), answer.all("Speeder-Stage"));
    assertEquals(List.of("1.1 speeder"), answer.all("Via"));
  }

  @Test
  void the_edge_never_says_what_only_the_container_can() throws Exception {
    backend.answering((_, out) -> {
      out.write(Wire.bytes("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"));
      return true;
    });

    assertEquals(List.of(), client.get("/").all("Speeder-Release"));
    assertEquals(0, edge.only().mismatches(), "a missing header is no statement");
  }

  @Test
  void another_release_than_believed_is_counted() throws Exception {
    backend.answering((_, out) -> {
      out.write(Wire.bytes("HTTP/1.1 200 OK\r\nSpeeder-Release: r-0\r\nContent-Length: 0\r\n\r\n"));
      return true;
    });
    client.get("/");

    assertEquals("r-1", edge.only().release());
    assertEquals(1, edge.only().mismatches());
  }

  @Test
  void answers_of_500_and_above_are_errors() throws Exception {
    client.get("/");
    backend.answering("503 Service Unavailable", "", "busy");
    client.get("/");
    backend.answering("404 Not Found", "", "no");
    client.get("/");

    assertEquals(3, edge.only().requests());
    assertEquals(1, edge.only().errors());
  }

  @Test
  void a_backend_cannot_speak_for_the_edge() throws Exception {
    backend.answering("200 OK", "Speeder-Belief: r-x\r\nSpeeder-Edge-Error: x\r\n", "ok");
    var answer = client.get("/");

    assertEquals(List.of("r-1"), answer.all("Speeder-Belief"));
    assertEquals(List.of(), answer.all("Speeder-Edge-Error"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/wiki/A%2FB",
        "//double//slash",
        "/w/api.php?titles=A|B&x={y}",
        "/wiki/x?%zz&%",
        "/a/../b/./c;d=e",
        "/wiki/A?",
        "/x?a=b&a=b&=&&c",
        "/caf%C3%A9?q=%F0%9F%9A%83",
        "/a\\b\"c^`"
      })
  void the_target_reaches_the_backend_as_it_came(String target) throws Exception {
    assertEquals(200, client.get(target).status(), target);
    assertEquals("GET " + target + " HTTP/1.1", backend.asked.getFirst().start());
  }

  @Test
  void an_absolute_target_is_asked_by_its_path() throws Exception {
    client.get("http://" + Farm.HOST + "/a?b");

    assertEquals("GET /a?b HTTP/1.1", backend.asked.getFirst().start());
  }

  @Test
  void a_body_with_a_length_goes_through_whole() throws Exception {
    var answer = client.post("/w/index.php", "text=hello");

    assertEquals(200, answer.status());
    assertEquals("text=hello", backend.asked.getFirst().text());
    assertEquals(List.of("10"), backend.asked.getFirst().all("Content-Length"));
    assertEquals(List.of(), backend.asked.getFirst().all("Content-Type"));
  }

  @Test
  void a_post_without_a_body_keeps_its_length_of_zero() throws Exception {
    client.ask("POST", "/", "", "Content-Length: 0");

    assertEquals(List.of("0"), backend.asked.getFirst().all("Content-Length"));
  }

  @Test
  void a_chunked_body_goes_through_whole() throws Exception {
    client.send(
        "POST /up HTTP/1.1\r\nHost: %s\r\nTransfer-Encoding: chunked\r\n\r\n".formatted(Farm.HOST));
    client.send("4\r\nspee\r\n");
    client.send("3\r\nder\r\n0\r\n\r\n");

    assertEquals(200, Wire.answer(client.in, "POST").status());
    assertEquals("speeder", backend.asked.getFirst().text());
  }

  @Test
  void large_bodies_stream_both_ways() throws Exception {
    var bytes = new byte[20 << 20];
    new Random(7).nextBytes(bytes);
    backend.answering((request, out) -> {
      out.write(Wire.bytes("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"));
      out.write(Wire.bytes(Integer.toHexString(request.body().length) + "\r\n"));
      out.write(request.body());
      out.write(Wire.bytes("\r\n0\r\n\r\n"));
      return true;
    });
    var sending =
        Thread.ofVirtual()
            .start(() -> {
              try {
                client.send(
                    "PUT /big HTTP/1.1\r\nHost: %s\r\nContent-Length: %d\r\n\r\n"
                        .formatted(Farm.HOST, bytes.length));
                client.out.write(bytes);
              } catch (IOException broken) {
                throw new java.io.UncheckedIOException(broken);
              }
            });

    assertArrayEquals(bytes, Wire.answer(client.in, "PUT").body());
    sending.join();
  }

  @Test
  void a_client_that_waits_for_a_go_ahead_gets_it() throws Exception {
    client.send(
        "POST / HTTP/1.1\r\nHost: %s\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n"
            .formatted(Farm.HOST));

    assertEquals("HTTP/1.1 100 Continue", Wire.ascii(Wire.exactly(client.in, 21)));
    client.in.skipNBytes(4);
    client.send("body");
    assertEquals(200, Wire.answer(client.in, "POST").status());
    assertEquals("body", backend.asked.getFirst().text());
    assertEquals(List.of(), backend.asked.getFirst().all("Expect"));
  }

  @Test
  void a_backend_that_refuses_a_body_early_is_heard() throws Exception {
    backend.close();
    try (var early = new EarlyRefusal();
        var here = new EdgeHere(Farm.main(1, early.backend()));
        var asking = here.client()) {
      asking.send(
          "POST / HTTP/1.1\r\nHost: %s\r\nContent-Length: 1000000\r\n\r\nsome"
              .formatted(Farm.HOST));

      assertEquals(413, Wire.answer(asking.in, "POST").status());
    }
  }

  @Test
  void an_http_1_0_client_is_served_and_hung_up_on() throws Exception {
    backend.answering((_, out) -> {
      out.write(
          Wire.bytes("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n"));
      return true;
    });
    client.send("GET / HTTP/1.0\r\nHost: test.wiki.example\r\n\r\n");
    var answer = Wire.answer(client.in, "GET");

    assertEquals("ok", answer.text());
    assertEquals(List.of(), answer.all("Transfer-Encoding"));
    assertEquals(-1, client.in.read());
  }

  @Test
  void head_has_headers_and_no_body() throws Exception {
    backend.answering((_, out) -> {
      out.write(Wire.bytes("HTTP/1.1 200 OK\r\nContent-Length: 12345\r\n\r\n"));
      return true;
    });
    var answer = client.ask("HEAD", "/", "");

    assertEquals(List.of("12345"), answer.all("Content-Length"));
    backend.answering("200 OK", "", "next");
    assertEquals("next", client.get("/").text(), "the connection goes on");
  }

  @ParameterizedTest
  @ValueSource(strings = {"304 Not Modified", "204 No Content"})
  void answers_without_a_body_end_at_their_headers(String status) throws Exception {
    backend.answering((_, out) -> {
      out.write(Wire.bytes("HTTP/1.1 " + status + "\r\nETag: \"x\"\r\n\r\n"));
      return true;
    });
    var answer = client.get("/", "If-None-Match: \"x\"");

    assertEquals(Integer.parseInt(status.substring(0, 3)), answer.status());
    assertEquals(List.of("\"x\""), answer.all("ETag"));
    backend.answering("200 OK", "", "next");
    assertEquals("next", client.get("/").text(), "the connection goes on");
  }

  @Test
  void an_interim_answer_ends_at_the_edge() throws Exception {
    backend.answering((_, out) -> {
      out.write(Wire.bytes("HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n"));
      return backend.answer(out, "200 OK", "", "ok");
    });

    assertEquals("ok", client.get("/").text());
  }

  @Test
  void an_answer_that_breaks_off_breaks_off_for_the_client_too() throws Exception {
    backend.answering((_, out) -> {
      out.write(Wire.bytes("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nsome"));
      return false;
    });

    assertThrows(EOFException.class, () -> client.get("/"));
    assertEquals(1, edge.only().requests());
    assertEquals(1, edge.only().errors());
  }

  @Test
  void events_reach_the_client_one_by_one() throws Exception {
    var second = new CountDownLatch(1);
    backend.answering((_, out) -> {
      out.write(Wire.bytes("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n"));
      second.await();
      out.write(Wire.bytes("data: 1\n\n"));
      return false;
    });
    client.send("GET / HTTP/1.1\r\nHost: test.wiki.example\r\n\r\n");

    assertEquals("HTTP/1.1 200 OK", Wire.ascii(Wire.exactly(client.in, 15)));
    second.countDown();
    assertEquals("data: 1\n\n", Wire.restOfAnswer(client.in, "HTTP/1.1 200 OK").text());
  }

  @Test
  void an_unknown_host_is_told_so_by_the_edge_itself() throws Exception {
    var answer = client.get("/", "Host: en.wiki.example");

    assertEquals(404, answer.status());
    assertEquals(List.of("route-unknown-host"), answer.all("Speeder-Edge-Error"));
    assertEquals(List.of(), answer.all("Speeder-Release"));
    assertTrue(answer.text().contains("en.wiki.example"), answer.text());
    assertEquals(List.of("no-store"), answer.all("Cache-Control"));
  }

  @Test
  void a_switch_of_protocols_is_refused() throws Exception {
    var answer = client.get("/", "Connection: Upgrade", "Upgrade: websocket");

    assertEquals(501, answer.status());
    assertEquals(List.of("no-websocket"), answer.all("Speeder-Edge-Error"));
    assertEquals(405, client.ask("TRACE", "/", "").status());
    assertEquals(List.of(), backend.asked);
  }

  @Test
  void an_upgrade_to_http_2_is_passed_over() throws Exception {
    var answer =
        client.get("/", "Connection: Upgrade, HTTP2-Settings", "Upgrade: h2c", "HTTP2-Settings: x");

    assertEquals(200, answer.status());
    assertEquals(List.of(), backend.asked.getFirst().all("HTTP2-Settings"));
    assertEquals(List.of(), backend.asked.getFirst().all("Upgrade"));
  }

  @Test
  void headers_beyond_the_limit_are_refused() throws Exception {
    var answer = client.get("/", "Cookie: " + "x".repeat(Limits.HEADER_BYTES));

    assertEquals(431, answer.status());
    assertEquals(List.of(), backend.asked);
  }

  @Test
  void who_the_client_is_is_said_by_the_edge() throws Exception {
    client.get(
        "/",
        "Host: TEST.wiki.example:80",
        "X-Forwarded-For: 6.6.6.6",
        "X-Forwarded-Proto: https",
        "X-Forwarded-Host: evil.example",
        "Forwarded: for=6.6.6.6",
        "X-Real-IP: 6.6.6.6",
        "Via: 1.0 someone");
    var asked = backend.asked.getFirst();

    assertEquals(List.of("TEST.wiki.example:80"), asked.all("Host"));
    assertEquals(List.of("127.0.0.1"), asked.all("X-Forwarded-For"));
    assertEquals(List.of("http"), asked.all("X-Forwarded-Proto"));
    assertEquals(List.of("TEST.wiki.example:80"), asked.all("X-Forwarded-Host"));
    assertEquals(
        List.of("for=127.0.0.1;host=\"TEST.wiki.example:80\";proto=http"), asked.all("Forwarded"));
    assertEquals(List.of(), asked.all("X-Real-IP"));
    assertEquals(List.of("1.0 someone, 1.1 speeder"), asked.all("Via"));
  }

  @Test
  void a_trusted_proxy_in_front_is_believed() throws Exception {
    try (var trusting = new EdgeHere(Farm.main(1, backend.weighing(1)), "127.0.0.1");
        var proxy = trusting.client()) {
      proxy.get("/", "X-Forwarded-For: 192.0.2.7", "X-Forwarded-Proto: https");
    }
    var asked = backend.asked.getFirst();

    assertEquals(List.of("192.0.2.7, 127.0.0.1"), asked.all("X-Forwarded-For"));
    assertEquals(List.of("https"), asked.all("X-Forwarded-Proto"));
  }

  @Test
  void what_concerns_one_connection_ends_with_it() throws Exception {
    backend.answering(
        "200 OK", "Connection: X-Inner\r\nX-Inner: 1\r\nKeep-Alive: timeout=5\r\n", "ok");
    var answer =
        client.get(
            "/",
            "Connection: X-Hop, Host, keep-alive",
            "X-Hop: 1",
            "TE: trailers",
            "Keep-Alive: 300",
            "Proxy-Authorization: Basic x",
            "Accept-Encoding: gzip",
            "User-Agent: test");
    var asked = backend.asked.getFirst();

    for (var hop : List.of("X-Hop", "TE", "Keep-Alive", "Proxy-Authorization", "Connection")) {
      assertEquals(List.of(), asked.all(hop), hop);
    }
    assertEquals(List.of("gzip"), asked.all("Accept-Encoding"));
    assertEquals(List.of("test"), asked.all("User-Agent"));
    assertEquals(List.of(Farm.HOST), asked.all("Host"));
    assertEquals(List.of(), answer.all("X-Inner"));
    assertEquals(List.of(), answer.all("Keep-Alive"));
  }

  @Test
  void repeated_headers_and_bytes_above_ascii_stay() throws Exception {
    backend.answering(
        "200 OK", "Set-Cookie: a=1\r\nSet-Cookie: b=2\r\nX-Name: caf\u00e9\r\n", "ok");
    var answer = client.get("/", "X-Name: caf\u00c3\u00a9");

    assertEquals(List.of("a=1", "b=2"), answer.all("Set-Cookie"));
    assertEquals(List.of("caf\u00e9"), answer.all("X-Name"));
    assertEquals(List.of("caf\u00c3\u00a9"), backend.asked.getFirst().all("X-Name"));
  }

  @Test
  void redirects_compressed_bodies_and_challenges_are_left_alone() throws Exception {
    backend.answering("302 Found", "Location: /else\r\n", "");
    assertEquals(Optional.of("/else"), client.get("/").header("Location"));
    backend.answering("200 OK", "Content-Encoding: gzip\r\n", "not really");
    assertEquals("not really", client.get("/").text());
    backend.answering("401 Unauthorized", "WWW-Authenticate: Basic realm=\"x\"\r\n", "who");
    assertEquals("who", client.get("/").text());
  }

  @Test
  void flights_are_counted_while_they_last() throws Exception {
    var go = new CountDownLatch(1);
    backend.answering((_, out) -> {
      go.await();
      return backend.answer(out, "200 OK", "", "ok");
    });
    client.send("GET / HTTP/1.1\r\nHost: test.wiki.example\r\n\r\n");

    Await.until("the request is under way", () -> edge.server.flights().at("r-1") == 1);
    assertEquals(1, edge.server.flights().at(backend.address()));
    go.countDown();
    assertEquals("ok", Wire.answer(client.in, "GET").text());
    Await.until("nothing is under way", () -> edge.server.flights().at("r-1") == 0);
    assertFalse(backend.asked.isEmpty());
  }
}
