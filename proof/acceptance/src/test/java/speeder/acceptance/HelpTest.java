package speeder.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import speeder.tidy.Checkout;

/// Whoever asks how something is used is told on standard output, and that is no failure.
class HelpTest {
  @ParameterizedTest
  @CsvSource({
    "help, restore",
    "--help, audit",
    "help deploy, --wait",
    "server --help, --remove-all",
    "help server, --remove-all",
    "help route explain, --header"
  })
  void help_is_printed(String asked, String says) throws Exception {
    var command = new ArrayList<>(List.of("./speeder"));
    command.addAll(List.of(asked.split(" ", -1)));
    var process = new ProcessBuilder(command).directory(Checkout.ROOT.toFile()).start();
    var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), asked);
    assertTrue(out.contains("speeder") && out.contains(says), out);
  }
}
