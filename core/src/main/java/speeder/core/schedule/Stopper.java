package speeder.core.schedule;

/// What can stop motion, and which motion it stops: the one table.
public enum Stopper {
  /// A person's stop.
  HOLD,
  /// A person's stop that says so: of going back, too.
  FROZEN_HOLD,
  /// A calendar's stop.
  FREEZE,
  /// Another's exclusive right.
  LOCK,
  /// The one who asks may not.
  MISSING_ROLE,
  /// What must be in place before automation acts is not.
  CONTROL_NOT_PASSED;

  /// Whether it stops a motion. Security work goes on through freezes; going back takes locks away
  /// by fencing; a verdict needs no role.
  public boolean stops(Motion motion) {
    return switch (this) {
      case HOLD, LOCK, CONTROL_NOT_PASSED -> !motion.isBack();
      case FROZEN_HOLD -> true;
      case FREEZE -> motion == Motion.FORWARD || motion == Motion.CONFIGURATION;
      case MISSING_ROLE -> motion != Motion.BACK_BY_VERDICT;
    };
  }
}
