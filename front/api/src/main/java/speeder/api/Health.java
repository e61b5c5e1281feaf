package speeder.api;

/// @param offset of the last fact; `folded` how far the tables for pages are
/// @param server that answers, and whether it leads or follows
public record Health(String status, long offset, long folded, Status.Server server) {}
