package speeder.core.source;

/// A commit of a source below which no lane may go, forward or back.
///
/// @param since offset of its fact
public record Floor(ObjectId commit, String reason, String by, long since) {
  /// Who and why, for people.
  public String because() {
    return "kept by %s: %s".formatted(by, reason);
  }
}
