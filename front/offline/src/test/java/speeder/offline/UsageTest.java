package speeder.offline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsageTest {
  @TempDir Path folder;
  private Speeder speeder;

  @BeforeEach
  void start() {
    speeder = new Speeder(folder);
  }

  @ParameterizedTest
  @ValueSource(strings = {"base", "snapshot", "build", "gate", "judge", "route explain"})
  void an_unknown_option_is_told_with_the_one_that_was_meant(String command) {
    var words = (command + " --jsno").split(" ");
    var refused = speeder.run(words).ends(2).says("Unknown option: --jsno. Did you mean --json?");
    refused.says("See: speeder " + command + " --help");
    assertEquals("", refused.out());
  }

  @Test
  void with_json_a_refusal_is_one_document_too() {
    var document = speeder.json("gate", "--evidnce", "x").ends(2).document();
    assertEquals("bad-usage", document.get("code").asString());
    assertEquals(
        "Unknown option: --evidnce. Did you mean --evidence?", document.get("sentence").asString());
    assertEquals("See: speeder gate --help", document.get("remedy").asString());
  }

  @Test
  void a_missing_option_and_one_that_comes_twice_are_told() {
    speeder.run("judge").ends(2).says("--observations");
    speeder.run("judge", "--observations", "a", "--observations", "b").ends(2).says("only once");
    speeder.run("judge", "--observations").ends(2).says("--observations");
  }

  @Test
  void an_unknown_command_is_told_with_the_one_that_was_meant() {
    speeder.run("snapsot").ends(2).says("Unknown command: snapsot. Did you mean snapshot?");
    speeder.run("route", "explian").ends(2).says("Did you mean explain?");
    speeder.run("route").ends(2).says("route explain");
    speeder.run().ends(2).says("Usage: speeder");
  }

  @Test
  void help_goes_to_standard_output() {
    var help = speeder.run("route", "explain", "--help").ends(0).out();
    assertTrue(help.contains("-H, --header=HEADER"), help);
  }
}
