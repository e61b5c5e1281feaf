package speeder.core.gate;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import speeder.core.snapshot.Snapshot;

/// What the gate is asked: is this snapshot proven by these suites?
///
/// @param suites each once, by name
/// @param patches what names the patches laid over the sources; none for the public contents
/// @param notBefore older evidence does not count; none lets any age count
public record Question(
    Snapshot snapshot, List<Suite> suites, Optional<String> patches, Optional<Instant> notBefore) {
  public Question {
    suites = suites.stream().distinct().sorted(Comparator.comparing(Suite::name)).toList();
  }

  public static Question of(Snapshot snapshot, List<Suite> suites) {
    return new Question(snapshot, suites, Optional.empty(), Optional.empty());
  }
}
