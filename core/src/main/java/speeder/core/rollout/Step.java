package speeder.core.rollout;

/// What can happen to a rollout.
public enum Step {
  BEGUN,
  SLOT_READY,
  ALL_READY,
  PREPARE_FAILED,
  /// The edge uses the table.
  ROUTED,
  PASS_MORE,
  PASS_LAST,
  /// FAIL before main is exposed.
  FAIL_EARLY,
  /// FAIL at main, or in the window after it.
  FAIL_LATE,
  UNKNOWN,
  BLIND,
  /// Going back arrived and answers.
  VERIFIED,
  /// Going back did not work, or there is nowhere to go back to: a person is called.
  BACK_FAILED,
  RETIRED,
  WINDOW_PASSED,
  /// The window is over without a PASS.
  WINDOW_OVER,
  /// A newer rollout of the lane reached main.
  SUPERSEDED,
  HALTED,
  RESUMED,
  PRE_EMPTED,
  WITHDRAW_ASKED,
  RETURNED,
  /// A deed's outcome is unknown.
  LOST,
  SEEN,
  UNANSWERED,
  TARGET_OUT,
  TARGET_RETURNED
}
