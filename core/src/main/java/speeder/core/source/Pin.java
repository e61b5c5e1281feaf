package speeder.core.source;

import java.time.Instant;
import java.util.Optional;

/// A source that a person keeps where it is.
///
/// @param commit where; nothing means where the lane's last snapshot has it
/// @param since offset of its fact
/// @param until when it goes by itself; nothing means when someone takes it away
public record Pin(
    Optional<ObjectId> commit, String reason, String by, long since, Optional<Instant> until) {
  /// Who and why, for people.
  public String because() {
    return "Pinned by %s: %s".formatted(by, reason);
  }
}
