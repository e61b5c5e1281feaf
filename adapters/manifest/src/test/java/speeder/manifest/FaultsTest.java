package speeder.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Every file of `faults` is named by what is wrong with it, and the `.txt` beside it says what a
/// person is told.
class FaultsTest {
  private static final Path FAULTS = Path.of("src/test/resources/faults");

  @TestFactory
  Stream<DynamicTest> each_fault_is_told_with_its_place() throws IOException {
    try (var files = Files.list(FAULTS)) {
      return files
          .filter(file -> file.toString().endsWith(".yaml"))
          .sorted()
          .map(file -> dynamicTest(file.getFileName().toString(), () -> assertTold(file)))
          .toList()
          .stream();
    }
  }

  private static void assertTold(Path file) throws IOException {
    var expected = Path.of(file.toString().replace(".yaml", ".txt"));
    assertEquals(Files.exists(expected) ? Files.readString(expected) : "", told(file));
  }

  private static String told(Path file) {
    return switch (ManifestReader.read(file)) {
      case Parsed.Good _ -> "";
      case Parsed.Bad(var problems) ->
          problems.stream().map(problem -> problem + "\n").collect(Collectors.joining());
    };
  }

  @Test
  void a_manifest_that_is_not_there_is_a_problem_of_its_own() {
    var bad = assertInstanceOf(Parsed.Bad.class, ManifestReader.read(FAULTS.resolve("none.yaml")));

    assertEquals(
        List.of("none.yaml:1:1: expected a file that is there and can be read; found none."),
        bad.problems().stream().map(Problem::toString).toList());
  }
}
