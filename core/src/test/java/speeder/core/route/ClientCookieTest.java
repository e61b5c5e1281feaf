package speeder.core.route;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClientCookieTest {
  private static final String KEY = "0123456789abcdef";

  @Test
  void the_key_is_found_among_other_cookies_and_headers() {
    var cookies = List.of("a=b", "c=d;  speeder_client=" + KEY + "; e=f");
    assertEquals(Optional.of(KEY), ClientCookie.in(cookies));
  }

  @Test
  void what_the_edge_did_not_give_out_is_no_key() {
    assertEquals(Optional.empty(), ClientCookie.in(List.of()));
    assertEquals(Optional.empty(), ClientCookie.in(List.of("speeder_client=me")));
    assertEquals(Optional.empty(), ClientCookie.in(List.of("speeder_client=" + KEY + "0")));
    assertEquals(Optional.empty(), ClientCookie.in(List.of("xspeeder_client=" + KEY)));
  }
}
