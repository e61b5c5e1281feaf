package speeder.core.gate;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import speeder.core.snapshot.Pick;
import speeder.core.snapshot.Snapshot;

/// A set of tests that runs as one, and what its job is made of.
///
/// @param installs the sources that its job installs; empty for all of the snapshot
/// @param factors what else must be the same, by name: `harness`, `runtime`, `base`
public record Suite(
    String name, Optional<SortedSet<String>> installs, SortedMap<String, String> factors) {
  public Suite {
    installs = installs.map(sources -> Collections.unmodifiableSortedSet(new TreeSet<>(sources)));
    factors = Collections.unmodifiableSortedMap(new TreeMap<>(factors));
  }

  /// A suite of which no more is known than its name: its run must have everything.
  public static Suite ofAll(String name) {
    return new Suite(name, Optional.empty(), Collections.emptySortedMap());
  }

  /// The sources that a run of it on a snapshot must have.
  SortedSet<String> on(Snapshot snapshot) {
    return installs.orElseGet(() -> {
      var all = new TreeSet<String>();
      for (Pick pick : snapshot.picks()) all.add(pick.source());
      return all;
    });
  }
}
