package speeder.sim;

/// What can go wrong at one step: a deed, a look, or an append to the journal.
enum Fault {
  NONE,
  /// It fails, having changed nothing.
  FAILS,
  /// Nobody knows whether it was done; it was not.
  UNKNOWN_NOT_DONE,
  /// Nobody knows whether it was done; it was. Of an append: torn after it was written.
  UNKNOWN_DONE,
  /// The server ends before it; what else it had begun ends with it.
  CRASH_BEFORE,
  /// The server ends after it, before it could be recorded; what else it had begun goes on.
  CRASH_AFTER,
  /// What came of it is told twice.
  DOUBLED,
  /// What came of it is told long after.
  TOLD_LATE,
  /// It is carried out long after.
  DONE_LATE,
  /// Another server takes over just before it.
  LOST_LEASE;

  /// Those that an append can meet: telling is not part of one.
  boolean isOfAppend() {
    return switch (this) {
      case NONE, FAILS, UNKNOWN_NOT_DONE, UNKNOWN_DONE, CRASH_BEFORE, CRASH_AFTER, LOST_LEASE ->
          true;
      case DOUBLED, TOLD_LATE, DONE_LATE -> false;
    };
  }
}
