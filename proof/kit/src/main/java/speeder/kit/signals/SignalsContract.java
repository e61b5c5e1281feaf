package speeder.kit.signals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import speeder.core.supervision.EdgeCounts;
import speeder.core.supervision.Probed;
import speeder.core.supervision.Response;
import speeder.engine.port.PortFailure;
import speeder.engine.port.Signals;

/// What holds for all signals.
public abstract class SignalsContract {
  protected static final String RELEASE = "r-1";

  /// What [#address()] serves: path to answer.
  protected static SortedMap<String, Response> site() {
    var site = new TreeMap<String, Response>();
    site.put("/ok", answer(200, Map.of("Colour", "deep blue"), "Hello, world.\nSecond line.\n"));
    site.put("/moved", answer(301, Map.of("Location", "https://one.example/ok"), ""));
    site.put("/broken", answer(503, Map.of("Set-Cookie", "session=7"), "private trace"));
    site.put("/empty", answer(204, Map.of(), ""));
    site.put("/other", Response.of(200, Map.of("Speeder-Release", "r-0"), "Hello, world."));
    site.put("/nobody", Response.of(200, Map.of(), "Hello, world."));
    return site;
  }

  private static Response answer(int status, Map<String, String> headers, String body) {
    var all = new TreeMap<>(headers);
    all.put(Response.RELEASE_HEADER, RELEASE);
    return new Response(status, all, body);
  }

  protected abstract Signals signals();

  /// Where [#site()] is served.
  protected abstract String address();

  /// Where nothing listens.
  protected abstract String nowhere();

  /// What the edge counts from now on.
  protected abstract void count(EdgeCounts counts);

  @Test
  void an_answer_as_expected_is_met_and_names_its_release() throws Exception {
    var probed =
        probe(
            Asked.get("/ok")
                .status(200)
                .contains("Hello", "Second")
                .regex("(?s)world.*Second", "^Hello")
                .headers(Map.of("colour", "deep blue"), Map.of("COLOUR", "blue$"))
                .absent("Vary"));

    assertTrue(probed.met(), probed.toString());
    assertEquals(Optional.of(RELEASE), probed.release());
    assertEquals("GET https://one.example/ok", probed.name());
  }

  @Test
  void without_a_status_anything_below_400_is_met() throws Exception {
    for (var path : List.of("/ok", "/moved", "/empty")) {
      assertTrue(probe(Asked.get(path)).met(), path);
    }
    assertEquals("expected status below 400, but 503", failure(Asked.get("/broken")));
  }

  @Test
  void one_of_several_statuses_is_enough() throws Exception {
    assertTrue(probe(Asked.get("/broken").status(200, 503)).met());
    assertEquals(
        "expected status 200 or 204, but 503", failure(Asked.get("/broken").status(200, 204)));
  }

  @Test
  void redirects_are_not_followed() throws Exception {
    var moved = Map.of("Location", "https://one.example/ok");

    assertTrue(probe(Asked.get("/moved").status(301).headers(moved, Map.of())).met());
  }

  @Test
  void what_is_missing_is_said_and_the_body_is_not() throws Exception {
    var failure = failure(Asked.get("/broken").status(503).contains("Hello").regex("wor[l]d"));

    assertEquals(
        "expected the text Hello, but it is not there;"
            + " expected a match of wor[l]d, but there is none",
        failure);
    assertFalse(failure.contains("private trace"));
  }

  @Test
  void headers_are_compared_and_cookies_not_shown() throws Exception {
    assertEquals(
        "expected header Colour to be red, but deep blue;"
            + " expected header Size to match ^L, but none came;"
            + " expected no header colour, but it came",
        failure(
            Asked.get("/ok")
                .headers(Map.of("Colour", "red"), Map.of("Size", "^L"))
                .absent("colour")));
    assertEquals(
        "expected header Set-Cookie to be none, but another value",
        failure(Asked.get("/broken").status(503).headers(Map.of("Set-Cookie", "none"), Map.of())));
  }

  @Test
  void an_answer_of_another_release_is_not_met() throws Exception {
    var other = probe(Asked.get("/other").contains("Hello"));

    assertEquals(Optional.of("expected release r-1, but r-0"), other.failure());
    assertEquals(Optional.of("r-0"), other.release());
    assertEquals("expected release r-1, but none was named", failure(Asked.get("/nobody")));
  }

  @Test
  void where_nothing_answers_nothing_is_met() throws Exception {
    var expectation = Asked.get("/ok").expectation();

    var probed = signals().probe(nowhere(), RELEASE, List.of(expectation)).getFirst();

    assertFalse(probed.met(), probed.toString());
    assertEquals(Optional.empty(), probed.release());
  }

  @Test
  void answers_come_in_the_order_of_the_questions() throws Exception {
    var paths = List.of("/ok", "/broken", "/moved", "/other", "/empty", "/nobody", "/ok");
    var asked = paths.stream().map(path -> Asked.get(path).expectation()).toList();

    var names = signals().probe(address(), RELEASE, asked).stream().map(Probed::name).toList();

    assertEquals(paths.stream().map(path -> "GET https://one.example" + path).toList(), names);
  }

  @Test
  void no_questions_no_answers() throws Exception {
    assertEquals(List.of(), signals().probe(address(), RELEASE, List.of()));
  }

  @Test
  void the_edge_counts_come_as_they_are() throws Exception {
    var row = new EdgeCounts.Row("pretrain", "main", RELEASE, 10, 1, 0);
    var counts = new EdgeCounts("edge-7", List.of(row));
    count(counts);

    assertEquals(counts, signals().edge());
  }

  protected Probed probe(Asked asked) throws PortFailure {
    return signals().probe(address(), RELEASE, List.of(asked.expectation())).getFirst();
  }

  private String failure(Asked asked) throws PortFailure {
    return probe(asked).failure().orElse("it was met");
  }
}
