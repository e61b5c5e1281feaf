package speeder.oci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import speeder.engine.port.PortFailure;

class DestinationsTest {
  private static final List<String> TWO = List.of("web", "cli");

  @Test
  void a_layout_has_each_variant_under_its_name() throws Exception {
    assertEquals(
        Map.of("web", "oci:out:web", "cli", "oci:out:cli"), Destinations.of("oci:out", TWO));
  }

  @Test
  void a_repository_gets_them_by_digest() throws Exception {
    var to = "registry.example.org/app";
    assertEquals(Map.of("web", to, "cli", to), Destinations.of(to, TWO));
  }

  @Test
  void a_tag_is_for_one_image() throws Exception {
    for (var to : List.of("oci:out:next", "registry.example.org/app:next")) {
      assertEquals(Map.of("web", to), Destinations.of(to, List.of("web")));
      var why = assertThrows(PortFailure.class, () -> Destinations.of(to, TWO)).why();
      assertEquals("location-tagged", why.code());
    }
  }

  @Test
  void what_is_no_place_is_refused() {
    var why = assertThrows(PortFailure.class, () -> Destinations.of("nowhere", TWO)).why();
    assertEquals("location-unfit", why.code());
  }
}
