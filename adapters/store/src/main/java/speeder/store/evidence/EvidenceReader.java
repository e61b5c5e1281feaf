package speeder.store.evidence;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import speeder.core.evidence.Evidence;
import speeder.engine.input.InputFile;
import speeder.engine.port.EvidenceFiles;
import speeder.engine.port.PortFailure;

/// Reads files of in-toto test results, one statement a line; empty lines are passed over.
public final class EvidenceReader implements EvidenceFiles {
  private static final String REMEDY =
      "Write one in-toto test result (%s) a line.".formatted(Statement.PREDICATE);

  @Override
  public List<Evidence> read(List<Path> files) throws PortFailure {
    var rows = new ArrayList<Evidence>();
    for (var file : files) {
      new InputFile(file, "evidence", REMEDY)
          .lines((number, line) -> {
            rows.add(Statement.read(file.getFileName() + ":" + number, line));
            checkCount(rows.size());
          });
    }
    return List.copyOf(rows);
  }

  private static void checkCount(int rows) throws PortFailure {
    if (rows > ROWS_MAX) {
      throw PortFailure.refused(
          "too-much-evidence",
          "More than %d rows of evidence.".formatted(ROWS_MAX),
          "Leave out what is old.");
    }
  }
}
