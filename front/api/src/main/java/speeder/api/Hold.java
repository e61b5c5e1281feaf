package speeder.api;

import java.time.Instant;
import java.util.Optional;

/// A hold that stands.
///
/// @param reach `all`, or `lane/NAME`, `target/NAME`, `source/NAME`
/// @param frozen whether it stops going back, too
/// @param liftable whether a command lifts it; the hold file is removed instead
public record Hold(
    String reach,
    String reason,
    String by,
    boolean frozen,
    boolean liftable,
    Instant since,
    Optional<Instant> until) {}
