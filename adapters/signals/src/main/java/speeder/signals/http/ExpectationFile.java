package speeder.signals.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import speeder.core.supervision.Expectation;
import speeder.engine.port.PortFailure;

/// Reads files of expectations in the format of httpbb (Wikimedia's black-box tests of HTTP
/// servers): YAML, `scheme://host` to a list of tests. `docs/reference/expectations.md` says which
/// keys are read.
public final class ExpectationFile {
  public static final int FILE_BYTES_MAX = 1 << 20;
  public static final int EXPECTATIONS_MAX = 2000;
  private static final int PROBLEMS_SHOWN_MAX = 5;

  private ExpectationFile() {}

  /// All expectations of several files, in order.
  ///
  /// @throws PortFailure where a file cannot be read or has a problem: its place and what was
  ///   expected there
  public static List<Expectation> read(List<String> files) throws PortFailure {
    var all = new ArrayList<Expectation>();
    for (var file : files) {
      var parsed = parse(file, text(Path.of(file)));
      if (!parsed.problems().isEmpty()) throw bad(parsed.problems());
      all.addAll(parsed.expectations());
    }
    return List.copyOf(all);
  }

  /// @param file how people call it
  public static Parsed parse(String file, String yaml) {
    var settings = LoadSettings.builder().setLabel(file).build();
    try {
      var root = new Compose(settings).composeString(yaml);
      var tests = new Tests(file);
      root.ifPresent(tests::read);
      return tests.parsed();
    } catch (MarkedYamlEngineException e) {
      var at = e.getProblemMark();
      var line = at.map(Mark::getLine).orElse(-1) + 1;
      var column = at.map(Mark::getColumn).orElse(-1) + 1;
      return broken(new Problem(file, line, column, "expected YAML: " + e.getProblem()));
    } catch (YamlEngineException e) {
      return broken(new Problem(file, 0, 0, "expected YAML: " + e.getMessage()));
    }
  }

  private static Parsed broken(Problem problem) {
    return new Parsed(List.of(), List.of(problem));
  }

  private static String text(Path file) throws PortFailure {
    try {
      if (Files.size(file) > FILE_BYTES_MAX) throw tooLong(file);
      var bytes = ByteBuffer.wrap(Files.readAllBytes(file));
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw bad(List.of(new Problem(file.toString(), 0, 0, "expected UTF-8")));
    } catch (IOException e) {
      throw PortFailure.refused(
          "no-expectations",
          "The file of expectations %s cannot be read.".formatted(file),
          "Make it readable, or take it out of the manifest.");
    }
  }

  private static PortFailure tooLong(Path file) {
    var sentence = "expected at most %d bytes".formatted(FILE_BYTES_MAX);
    return bad(List.of(new Problem(file.toString(), 0, 0, sentence)));
  }

  private static PortFailure bad(List<Problem> problems) {
    var shown = problems.stream().limit(PROBLEMS_SHOWN_MAX).map(Problem::toString).toList();
    var more = problems.size() - shown.size();
    return PortFailure.refused(
        "bad-expectations",
        String.join("; ", shown) + (more > 0 ? "; and %d more".formatted(more) : "") + ".",
        "Correct the file; docs/reference/expectations.md says what is read.");
  }
}
