package speeder.core.lock;

import java.time.Instant;

/// A lock that nobody holds or waits for any more.
///
/// @param why for people: who took it away, or why it no longer counts; may be empty
public record Ended(Claim claim, How how, String why, Instant at) {
  public enum How {
    RELEASED,
    CANCELLED,
    LAPSED,
    BROKEN,
    OUTDATED
  }
}
