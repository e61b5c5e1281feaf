package speeder.manifest;

import java.util.List;
import speeder.core.farm.Farm;
import speeder.core.value.Digest;

/// What came of reading a manifest.
public sealed interface Parsed {
  /// @param document the farm in the form that the journal's documents have
  /// @param digest of those bytes
  record Good(Farm farm, Digest digest, byte[] document) implements Parsed {}

  /// @param problems at least one, by file, line and column
  record Bad(List<Problem> problems) implements Parsed {
    public Bad {
      problems = List.copyOf(problems);
    }
  }
}
