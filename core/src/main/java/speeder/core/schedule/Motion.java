package speeder.core.schedule;

/// What moves on a lane, as far as stops tell it apart.
public enum Motion {
  FORWARD,
  /// A configuration commit on its own path.
  CONFIGURATION,
  /// A security patch on its own path.
  SECURITY,
  BACK_BY_PERSON,
  BACK_BY_VERDICT;

  public boolean isBack() {
    return this == BACK_BY_PERSON || this == BACK_BY_VERDICT;
  }
}
