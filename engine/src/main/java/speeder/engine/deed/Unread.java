package speeder.engine.deed;

import java.time.Instant;
import speeder.core.value.Refusal;

/// A source that cannot be read.
///
/// @param since the first look that found it so
public record Unread(Instant since, Refusal why) {}
