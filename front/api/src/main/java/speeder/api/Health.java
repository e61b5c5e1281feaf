package speeder.api;

/// @param status [#OK], or [#EDGE_DOWN] while nobody answers for the edge
/// @param offset of the last fact; `folded` how far the tables for pages are
/// @param server that answers, and whether it leads or follows
public record Health(String status, long offset, long folded, Status.Server server) {
  public static final String OK = "ok";
  public static final String EDGE_DOWN = "edge-down";
}
