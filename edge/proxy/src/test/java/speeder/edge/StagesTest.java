package speeder.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import speeder.edge.table.EdgeTable;

/// Debug, canary and main over real connections.
class StagesTest {
  private Backend debug;
  private Backend canary;
  private Backend main;

  @BeforeEach
  void serve() throws Exception {
    debug = new Backend("r-debug");
    canary = new Backend("r-canary");
    main = new Backend("r-main");
  }

  @AfterEach
  void end() throws Exception {
    debug.close();
    canary.close();
    main.close();
  }

  @Test
  void a_client_keeps_the_stage_it_was_given() throws Exception {
    var seen = new HashSet<String>();
    try (var edge = new EdgeHere(table(1, 50));
        var client = edge.client()) {
      for (int at = 0; at < 30; at++) {
        var first = client.get("/");
        var cookie = cookie(first).orElseThrow();
        assertTrue(cookie.contains("; HttpOnly; SameSite=Lax"), cookie);
        seen.add(first.text());
        for (int again = 0; again < 5; again++) {
          var next = client.get("/", "Cookie: a=b; " + cookie.split(";", 2)[0] + "; c=d");
          assertEquals(first.text(), next.text());
          assertEquals(Optional.empty(), cookie(next), "the cookie is set once");
        }
      }
    }
    assertEquals(2, seen.size(), "thirty clients at 50 % are of both kinds: " + seen);
  }

  @Test
  void a_wider_share_keeps_those_who_were_in() throws Exception {
    try (var edge = new EdgeHere(table(1, 50));
        var client = edge.client()) {
      var inside = new HashSet<String>();
      for (int at = 0; at < 40; at++) {
        var answer = client.get("/");
        if (answer.text().equals("r-canary")) {
          inside.add(cookie(answer).orElseThrow().split(";", 2)[0]);
        }
      }
      edge.server.table().replace(table(2, 75));

      for (var cookie : inside)
        assertEquals("r-canary", client.get("/", "Cookie: " + cookie).text());
    }
  }

  @Test
  void a_cookie_that_the_edge_did_not_make_is_replaced() throws Exception {
    try (var edge = new EdgeHere(table(1, 50));
        var client = edge.client()) {
      assertTrue(cookie(client.get("/", "Cookie: speeder_client=me")).isPresent());
    }
  }

  @Test
  void nobody_is_named_on_an_answer_that_shared_caches_keep() throws Exception {
    canary.answering("200 OK", "Cache-Control: s-maxage=60\r\n", "x");
    main.answering("200 OK", "Cache-Control: public, max-age=60\r\n", "x");
    try (var edge = new EdgeHere(table(1, 50));
        var client = edge.client()) {
      for (int at = 0; at < 20; at++) assertEquals(Optional.empty(), cookie(client.get("/")));
    }
  }

  @Test
  void nobody_is_named_where_there_is_nothing_to_choose() throws Exception {
    try (var edge = new EdgeHere(table(1, 0));
        var client = edge.client()) {
      assertEquals(Optional.empty(), cookie(client.get("/")));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|private, no-store",
        "public, max-age=300|private, no-store",
        "s-maxage=1200, must-revalidate, max-age=0|private, no-store",
        "private, s-maxage=60|private, no-store",
        "no-store|private, no-store",
        "private, must-revalidate, max-age=0|private, must-revalidate, max-age=0"
      })
  void a_debug_answer_is_kept_by_no_shared_cache(String came, String goes) throws Exception {
    var header = came.isEmpty() ? "" : "Cache-Control: " + came + "\r\n";
    debug.answering(
        "200 OK", header + "Vary: Accept-Encoding\r\nCDN-Cache-Control: max-age=9\r\n", "debug");
    try (var edge = new EdgeHere(table(1, 50));
        var client = edge.client()) {
      var answer = client.get("/", Farm.DEBUG + ": backend=next; log");

      assertEquals("debug", answer.text());
      assertEquals(List.of("pretrain/debug"), answer.all("Speeder-Stage"));
      assertEquals(List.of(goes), answer.all("Cache-Control"));
      assertEquals(List.of(), answer.all("CDN-Cache-Control"));
      assertTrue(String.join(",", answer.all("Vary")).contains(Farm.DEBUG), answer.toString());
      assertTrue(String.join(",", answer.all("Vary")).contains("Accept-Encoding"));
    }
    assertEquals(List.of("backend=next; log"), debug.asked.getFirst().all(Farm.DEBUG));
  }

  @Test
  void an_empty_debug_stage_is_said_and_nobody_stands_in() throws Exception {
    var empty = Farm.table(1, List.of(), 0, List.of(), List.of(main.weighing(1)));
    try (var edge = new EdgeHere(empty);
        var client = edge.client()) {
      var answer = client.get("/", Farm.DEBUG + ": next");

      assertEquals(503, answer.status());
      assertEquals(List.of("route-debug-empty"), answer.all("Speeder-Edge-Error"));
    }
    assertEquals(List.of(), main.asked);
  }

  private EdgeTable table(long offset, int share) {
    return Farm.table(
        offset,
        List.of(debug.weighing(1)),
        share,
        List.of(canary.weighing(1)),
        List.of(main.weighing(1)));
  }

  private static Optional<String> cookie(Wire.Message answer) {
    return answer.all("Set-Cookie").stream()
        .filter(it -> it.startsWith("speeder_client="))
        .findFirst();
  }
}
