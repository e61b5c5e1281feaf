package speeder.core.world;

/// What can be said to what another asks for.
public sealed interface ApprovalAsk extends Ask {
  /// @param proposal offset of the fact that proposed it
  record Approve(long proposal) implements ApprovalAsk {}

  /// Not so; or, by whoever asked, no longer.
  record Decline(long proposal, String reason) implements ApprovalAsk {}
}
