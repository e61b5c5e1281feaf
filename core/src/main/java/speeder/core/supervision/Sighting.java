package speeder.core.supervision;

import java.time.Instant;

/// The edge's counters as they stood at an instant.
public record Sighting(EdgeCounts counts, Instant at) {}
