package speeder.offline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private static final String CLEAR = "\r\u001b[K";

  private static String said(boolean terminal) {
    var err = new ByteArrayOutputStream();
    var stream = new PrintStream(err, true, StandardCharsets.UTF_8);
    try (var progress = new Progress(stream, terminal, 2)) {
      progress.step("reads");
      progress.step("builds");
      progress.accept("a layer");
    }
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void on_a_terminal_a_bar_is_written_over_and_taken_away() {
    var empty = "[" + ".".repeat(20) + "] reads";
    var half = "[" + "#".repeat(10) + ".".repeat(10) + "] ";
    assertEquals(
        CLEAR + empty + CLEAR + half + "builds" + CLEAR + half + "a layer" + CLEAR, said(true));
  }

  @Test
  void elsewhere_it_is_lines() {
    assertEquals("[1/2] reads\n[2/2] builds\n[2/2] a layer\n", said(false));
  }
}
