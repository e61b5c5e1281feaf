package speeder.core.rollout;

/// What can happen to a rollout.
public enum Step {
  BEGUN,
  /// Found serving, started by another hand.
  ADOPTED,
  SLOT_READY,
  ALL_READY,
  PREPARE_FAILED,
  /// The edge uses the table.
  ROUTED,
  /// The target has no slots: exposing was applying.
  IN_PLACE,
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
  /// Going back did not work.
  BACK_FAILED,
  RETIRED,
  WINDOW_PASSED,
  /// The window is over without a PASS.
  WINDOW_OVER,
  /// A newer rollout of the lane sets out.
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
