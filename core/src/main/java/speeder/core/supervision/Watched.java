package speeder.core.supervision;

/// Whom a watch is about, in the words of the edge's counters.
public record Watched(String lane, String stage, String release) {}
