package speeder.core.source;

/// A commit says that it is of no use without a change.
///
/// @param commit that says so
/// @param on the change, as [Footers] names it
public record Tie(ObjectId commit, String on) {}
