package speeder.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class JsonTest {
  record Whole(
      String text,
      long whole,
      int small,
      double share,
      boolean isSo,
      Instant at,
      Optional<String> maybe,
      List<Part> parts,
      SortedMap<String, Instant> times,
      Json.Raw raw) {}

  record Part(String name, Optional<Long> size, Optional<Boolean> open) {}

  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00.5Z");

  @Test
  void a_value_comes_back_as_it_was_written() throws BadJson {
    var times = new TreeMap<String, Instant>();
    times.put("main", NOON);
    var parts =
        List.of(
            new Part("a\"<é\u2028", Optional.of(3L), Optional.of(true)),
            new Part("b", Optional.empty(), Optional.empty()));
    var raw = new Json.Raw("{\"x\":[1,2.5,null]}");
    var whole =
        new Whole("text", 1L << 53, 7, 0.25, true, NOON, Optional.empty(), parts, times, raw);
    assertEquals(whole, Json.read(Json.text(whole), Whole.class));
  }

  @Test
  void names_are_in_snake_case_and_what_is_not_there_is_left_out() {
    var command = Command.onLane("1", Command.HOLD, "pretrain").onBehalfOf("nina");
    assertEquals(
        "{\"id\":\"1\",\"ask\":\"hold\",\"lane\":\"pretrain\",\"on_behalf_of\":\"nina\",\"with\":{}}",
        Json.text(command));
  }

  @Test
  void a_field_that_is_not_known_is_named_with_its_place() {
    var json = "{\"id\": \"1\",\n \"lnae\": \"pretrain\"}";
    var bad = assertThrows(BadJson.class, () -> Json.readStrictly(json, Command.class));
    assertTrue(bad.toString().contains("line 2, column 2: field lnae"), bad::toString);
    assertTrue(bad.toString().contains("lane, target"), bad::toString);
  }

  @Test
  void a_newer_server_may_say_more() throws BadJson {
    var json = "{\"id\":\"1\",\"accepted\":3,\"news\":{\"deep\":[1]}}";
    assertEquals(
        new Command.Accepted("1", 3, Optional.empty()), Json.read(json, Command.Accepted.class));
  }

  @Test
  void what_is_missing_or_wrong_is_named() {
    assertSays("{\"id\":\"1\"}", "field ask");
    assertSays("{\"id\":1,\"ask\":\"hold\"}", "line 1, column 7: expected text");
    assertSays("{\"id\":\"1\",\"id\":\"2\"}", "uplicate");
    assertSays("[]", "an object");
    assertSays("", "an object");
    assertSays("{\"id\":\"1\",\"ask\":\"hold\"} x", "line 1");
  }

  private static void assertSays(String json, String expected) {
    var bad = assertThrows(BadJson.class, () -> Json.readStrictly(json, Command.class));
    assertTrue(bad.toString().contains(expected), bad::toString);
  }
}
