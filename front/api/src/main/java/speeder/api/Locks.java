package speeder.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Who holds which lock, who waits, and what is seen of lanes that others deploy.
///
/// @param waiting in the order of the queue
public record Locks(long offset, List<Lock> held, List<Lock> waiting, List<Outside> outside) {
  /// A lane that others deploy.
  ///
  /// @param moving YES, NO, or UNKNOWN where it cannot be seen
  /// @param since when this was first seen so
  public record Outside(
      String lane,
      String moving,
      String sentence,
      Optional<String> release,
      Optional<String> by,
      Optional<Instant> since) {}
}
