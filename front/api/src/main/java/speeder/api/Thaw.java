package speeder.api;

import java.time.Instant;

/// What lets a lane move in spite of its calendars.
public record Thaw(String by, String reason, Instant until) {}
