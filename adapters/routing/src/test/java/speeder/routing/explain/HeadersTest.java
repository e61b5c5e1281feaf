package speeder.routing.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What curl makes of `-H`.
class HeadersTest {
  private static final Optional<String> URL = Optional.of("url.example");

  @Test
  void a_name_and_a_value_are_sent_each_time_they_come() {
    var headers = headers("X-Debug:backend=next", "x-debug:  log ", "Other: x");
    assertEquals(List.of("backend=next", "log"), headers.values("X-DEBUG"));
  }

  @Test
  void a_semicolon_sends_a_header_without_a_value() {
    assertEquals(List.of(""), headers("X-Debug;").values("X-Debug"));
  }

  @Test
  void a_value_may_hold_colons_and_semicolons() {
    assertEquals(List.of("a=http://b; c;"), headers("X-Debug: a=http://b; c;").values("X-Debug"));
  }

  @Test
  void a_host_wins_over_the_urls_and_without_a_value_takes_it_away() {
    assertEquals("url.example", headers().host(URL));
    assertEquals("other.example", headers("hOST: other.example").host(URL));
    assertEquals("", headers("Host:").host(URL));
    assertEquals("", headers("Host: ").host(URL));
    assertEquals("", headers("Host;").host(URL));
  }

  @Test
  void what_is_no_header_is_refused_with_what_was_expected() {
    for (var line : List.of("", "nothing", ": value", ";", "a;b")) {
      var said = assertThrows(IllegalArgumentException.class, () -> headers(line)).getMessage();
      assertTrue(said.endsWith("found `" + line + "`"), said);
    }
  }

  private static Headers headers(String... lines) {
    return Headers.parse(List.of(lines));
  }
}
