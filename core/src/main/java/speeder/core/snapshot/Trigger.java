package speeder.core.snapshot;

/// What makes heads be frozen.
public enum Trigger {
  /// Something moved.
  CHANGE,
  /// It was time to.
  CLOCK,
  /// A person asked.
  HAND
}
