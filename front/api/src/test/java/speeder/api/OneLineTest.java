package speeder.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class OneLineTest {
  record Said(String text, List<String> more) {}

  @Test
  void plain_text_of_any_language_stays_as_it_is() {
    for (var text : List.of("", "a look", "Größe – 日本 עברית 👩‍🚒")) {
      assertTrue(OneLine.is(text), text);
      assertEquals(text, OneLine.of(text));
    }
  }

  @Test
  void what_ends_a_line_moves_the_cursor_or_turns_the_reading_is_seen() {
    for (var odd : List.of("\n", "\r", "\u001b[2J", "\u0085", "\u2028", "\u202e", "\ud800")) {
      assertFalse(OneLine.is("a" + odd), odd);
      assertTrue(OneLine.is(OneLine.of("a" + odd)), odd);
    }
    assertEquals("a␊b␛[31m c␡\ufffd", OneLine.of("a\nb\u001b[31m\tc\u007f\u009b"));
    assertEquals("a\nb␛", OneLine.each("a\nb\u001b"));
  }

  @Test
  void what_a_server_says_reaches_a_terminal_in_lines() throws BadJson {
    var said = new Said("one\ntwo", List.of("\u001b[1mbold"));
    assertEquals(said, Json.read(Json.text(said), Said.class));
    assertEquals(
        new Said("one␊two", List.of("␛[1mbold")), Json.readAsLines(Json.text(said), Said.class));
  }
}
