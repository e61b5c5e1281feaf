package speeder.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoundsTest {
  private static final Bounds BOUNDS = new Bounds(new TreeMap<>(Map.of("turn.engine", 2.0)));

  @Test
  void a_ratio_up_to_its_bound_holds_and_one_above_does_not() {
    assertTrue(BOUNDS.holds(new Ratio("turn.engine", 2.0)));
    assertFalse(BOUNDS.holds(new Ratio("turn.engine", 2.01)));
  }

  @Test
  void a_ratio_without_a_bound_does_not_hold() {
    assertFalse(BOUNDS.holds(new Ratio("turn.other", 0.1)));
  }

  @Test
  void what_could_not_be_computed_does_not_hold() {
    assertFalse(BOUNDS.holds(new Ratio("turn.engine", Double.NaN)));
  }

  @Test
  void bounds_are_read_from_lines(@TempDir Path folder) throws Exception {
    var bounds = Bounds.read(file(folder, "# why\nturn.engine = 2.5\n"));
    assertEquals(Optional.of(2.5), bounds.of(new Ratio("turn.engine", 1)));
  }

  @Test
  void a_bound_that_is_no_number_above_zero_is_an_error_that_names_it(@TempDir Path folder)
      throws Exception {
    for (var text : new String[] {"much", "0", "-1", "NaN"}) {
      var file = file(folder, "turn.engine = " + text + "\n");
      var error = assertThrows(IOException.class, () -> Bounds.read(file));
      assertTrue(error.toString().contains("turn.engine is `" + text + "`"), error::toString);
    }
  }

  private static Path file(Path folder, String text) throws IOException {
    return Files.writeString(folder.resolve("bounds.properties"), text);
  }
}
