package speeder.core.source;

import java.time.Instant;
import java.util.Optional;

/// A commit that no snapshot may hold without its fix.
///
/// @param fixedBy whoever holds this, too, is sound
/// @param since offset of its fact
public record BadCommit(
    SourceCommit at,
    Optional<ObjectId> fixedBy,
    String reason,
    String by,
    long since,
    Optional<Instant> until) {
  /// Who and why, for people.
  public String because() {
    return "%s is marked bad by %s: %s".formatted(at.brief(), by, reason);
  }
}
