package speeder.engine.port;

import java.nio.file.Path;
import java.util.List;
import speeder.core.evidence.Evidence;

/// Reads evidence from files of results.
public interface EvidenceFiles {
  /// Rows of all files of one reading.
  int ROWS_MAX = 10_000_000;

  /// Every row of every file, in the order of files and rows.
  ///
  /// @throws PortFailure refused `bad-evidence`, naming file, line, column and what was expected;
  ///   refused `no-evidence-file`; refused `too-much-evidence` above [#ROWS_MAX]
  List<Evidence> read(List<Path> files) throws PortFailure;
}
