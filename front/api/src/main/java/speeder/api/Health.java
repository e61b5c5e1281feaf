package speeder.api;

/// @param offset of the last fact; `folded` how far the tables for pages are
public record Health(String status, long offset, long folded) {}
