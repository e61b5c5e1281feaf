package speeder.manifest;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import speeder.core.farm.Farm;
import speeder.core.value.Digest;

/// What came of reading a manifest.
public sealed interface Parsed {
  /// @param document the farm in the form that the journal's documents have
  /// @param digest of those bytes
  /// @param places of the sources, by name
  record Good(Farm farm, Digest digest, byte[] document, SortedMap<String, SourcePlace> places)
      implements Parsed {
    public Good {
      places = Collections.unmodifiableSortedMap(new TreeMap<>(places));
    }
  }

  /// Where the manifest says what of a source: `file:line:column`.
  ///
  /// @param branch the same as `git` where no branch is named
  record SourcePlace(String git, String branch) {}

  /// @param problems at least one, by file, line and column
  record Bad(List<Problem> problems) implements Parsed {
    public Bad {
      problems = List.copyOf(problems);
    }
  }
}
