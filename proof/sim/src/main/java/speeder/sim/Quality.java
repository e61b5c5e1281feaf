package speeder.sim;

/// How good a commit is; what serves it behaves so.
enum Quality {
  GOOD,
  /// Its containers end before they are ready.
  FAILS_TO_START,
  /// It breaks an expectation in the canary stage.
  BREAKS_AT_CANARY,
  /// It breaks an expectation at main, some looks after it got there.
  BREAKS_IN_WINDOW,
  /// Good, and nothing proves it.
  UNPROVEN
}
