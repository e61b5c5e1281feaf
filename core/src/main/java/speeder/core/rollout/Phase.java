package speeder.core.rollout;

/// Where a rollout stands.
public enum Phase {
  /// Nothing has happened yet.
  START,
  /// Slots of all stages are started, ahead of their turn.
  PREPARING,
  /// A table is on its way to the edge.
  EXPOSING,
  /// The stage gets traffic and is watched.
  JUDGING,
  /// Main serves it; its watch window runs, what it replaced retires.
  WATCHING,
  /// Stages reached return to what main serves.
  WITHDRAWING,
  /// What came of a deed is not known; the outside is asked.
  LOOKING,
  /// Stopped where it stands by a person.
  HALTED,
  /// It serves, and its window is over. The end.
  DONE,
  /// It never reached main; what main served still does. The end.
  WITHDRAWN,
  /// It failed at main; a rollout back took its place. The end.
  GONE_BACK,
  /// A more urgent rollout took its place. The end.
  PRE_EMPTED,
  /// Nothing safe is left to do without a person. The end.
  STOPPED;

  public boolean isEnd() {
    return switch (this) {
      case DONE, WITHDRAWN, GONE_BACK, PRE_EMPTED, STOPPED -> true;
      case START, PREPARING, EXPOSING, JUDGING, WATCHING, WITHDRAWING, LOOKING, HALTED -> false;
    };
  }

  /// Whether the lane must wait with its next rollout.
  public boolean isMoving() {
    return !isEnd() && this != WATCHING;
  }
}
