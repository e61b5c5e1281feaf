package speeder.store.evidence;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import speeder.core.evidence.Evidence;
import speeder.engine.port.EvidenceFiles;
import speeder.engine.port.PortFailure;

/// Reads files of in-toto test results, one statement a line; empty lines are passed over.
public final class EvidenceReader implements EvidenceFiles {
  @Override
  public List<Evidence> read(List<Path> files) throws PortFailure {
    var rows = new ArrayList<Evidence>();
    for (var file : files) readFile(file, rows);
    return List.copyOf(rows);
  }

  private static void readFile(Path file, List<Evidence> rows) throws PortFailure {
    try (var lines = Files.newBufferedReader(file)) {
      readLines(file, lines, rows);
    } catch (NoSuchFileException e) {
      throw PortFailure.refused(
          "no-evidence-file", "There is no file %s.".formatted(file), "Name a file of results.");
    } catch (IOException e) {
      throw PortFailure.failed(
          "evidence-not-read",
          "%s could not be read (%s).".formatted(file, e.getClass().getSimpleName()),
          "Look at the rights on it.");
    }
  }

  private static void readLines(Path file, BufferedReader lines, List<Evidence> rows)
      throws IOException, PortFailure {
    int number = 1;
    try {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isBlank()) rows.add(Statement.read(file.getFileName() + ":" + number, line));
        checkCount(rows.size());
        number++;
      }
    } catch (Malformed e) {
      throw bad(file, number, e.column(), String.valueOf(e.getMessage()));
    } catch (CharacterCodingException e) {
      throw bad(file, number, 1, "expected UTF-8");
    }
  }

  private static void checkCount(int rows) throws PortFailure {
    if (rows > ROWS_MAX) {
      throw PortFailure.refused(
          "too-much-evidence",
          "More than %d rows of evidence.".formatted(ROWS_MAX),
          "Leave out what is old.");
    }
  }

  private static PortFailure bad(Path file, int line, int column, String what) {
    return PortFailure.refused(
        "bad-evidence",
        "%s:%d:%d: %s.".formatted(file, line, column, what),
        "Write one in-toto test result (%s) a line.".formatted(Statement.PREDICATE));
  }
}
