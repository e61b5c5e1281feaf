package speeder.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentsTest {
  @Test
  void a_server_listens_where_it_is_told() {
    var given = parsed("--manifest", "m", "--data", "/d", "--listen", "localhost:0");
    assertEquals("localhost", given.host());
    assertEquals(0, given.port());
    assertFalse(given.removeAll());
    assertEquals(Path.of("/d"), given.machine());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"7300", "127.0.0.1:", "127.0.0.1:x", "127.0.0.1:-1", "127.0.0.1:65536", ":1"})
  void a_port_that_is_none_is_bad_usage(String listen) {
    var said = refused("--manifest", "m", "--data", "d", "--listen", listen);
    assertTrue(said.contains("expected host:port with a port from 0 to 65535"), said);
    assertTrue(said.endsWith("found " + listen), said);
  }

  @Test
  void a_server_needs_its_manifest_and_its_folder() {
    assertEquals("--manifest is missing", refused("--data", "d"));
    assertEquals("--data is missing", refused("--manifest", "m"));
    assertEquals("--data needs a value", refused("--manifest", "m", "--data"));
    assertEquals("Unknown: --port", refused("--port", "1"));
  }

  @Test
  void taking_everything_away_needs_only_the_folder_that_is_meant() {
    assertEquals(Path.of("/d"), parsed("--data", "/d", "--remove-all").machine());
    assertEquals(Path.of("/m"), parsed("--machine", "/m", "--remove-all").machine());
    assertEquals("--data is missing", refused("--remove-all"));
  }

  private static Arguments parsed(String... words) {
    return Arguments.parse(List.of(words), Map.of());
  }

  private static String refused(String... words) {
    var wrong = assertThrows(IllegalArgumentException.class, () -> parsed(words));
    return String.valueOf(wrong.getMessage());
  }
}
