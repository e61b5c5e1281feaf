package speeder.core.schedule;

/// A hold as a file on disk says it, which needs no server to be set.
///
/// @param frozen whether it stops going back, too
public record HoldFile(String reason, boolean frozen) {}
