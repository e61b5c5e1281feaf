package speeder.core.evidence;

import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// A dated, attributable result about exact contents: one run of one suite.
///
/// @param id where it stands, e.g. `results.jsonl:7`
/// @param suite what ran
/// @param installed everything that was installed together
/// @param factors what else the run was made of, by name (`harness`, `runtime`, `base`, `patches`),
///   each by every digest or address it is known by
/// @param url of the run, for people
public record Evidence(
    String id,
    String suite,
    Outcome outcome,
    List<Installed> installed,
    SortedMap<String, SortedSet<String>> factors,
    Optional<Instant> finishedAt,
    Optional<String> url)
    implements Comparable<Evidence> {
  /// The factor that names the patches laid over the sources; a run without it had none.
  public static final String PATCHES = "patches";

  /// Newest first, those without a date last; then by where they stand.
  private static final Comparator<Evidence> ORDER =
      Comparator.comparing((Evidence run) -> run.finishedAt.orElse(Instant.MIN))
          .reversed()
          .thenComparing(Evidence::id);

  public enum Outcome {
    PASSED,
    /// Nothing failed, and something warned. It proves nothing either way.
    WARNED,
    FAILED
  }

  public Evidence {
    installed = List.copyOf(installed);
    var copy = new TreeMap<String, SortedSet<String>>();
    factors.forEach((name, values) -> copy.put(name, sorted(values)));
    factors = Collections.unmodifiableSortedMap(copy);
  }

  private static SortedSet<String> sorted(SortedSet<String> values) {
    return Collections.unmodifiableSortedSet(new TreeSet<>(values));
  }

  /// What a factor was; empty where the run does not say.
  public SortedSet<String> factor(String name) {
    return factors.getOrDefault(name, Collections.emptySortedSet());
  }

  @Override
  public int compareTo(Evidence other) {
    return ORDER.compare(this, other);
  }
}
