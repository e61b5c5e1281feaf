package speeder.core.lock;

/// What a lock is wanted for.
public enum Use {
  /// Work of others: people, their tools.
  OUTSIDE,
  /// A rollout of the lane that moves forward.
  FORWARD,
  /// A rollout of the lane that goes back: it asks nobody.
  BACK;

  /// Whether Speeder itself wants it.
  public boolean isOwn() {
    return this != OUTSIDE;
  }
}
