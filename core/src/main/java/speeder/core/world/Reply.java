package speeder.core.world;

import speeder.core.value.Refusal;

/// What the asker of a command hears.
public sealed interface Reply {
  /// It stands in the journal.
  ///
  /// @param offset of the first fact it led to
  record Accepted(long offset) implements Reply {}

  /// It waits for others to want it, too.
  ///
  /// @param proposal offset of the fact that put it up
  record Pending(long proposal) implements Reply {}

  record Refused(Refusal why) implements Reply {}
}
