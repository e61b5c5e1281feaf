package speeder.core.schedule;

import speeder.core.value.Kind;

/// What moves on a lane, as far as stops tell it apart.
public enum Motion {
  FORWARD,
  /// A configuration commit on its own path.
  CONFIGURATION,
  /// A security patch on its own path.
  SECURITY,
  BACK_BY_PERSON,
  BACK_BY_VERDICT;

  /// The motion forward of a kind of change.
  public static Motion of(Kind kind) {
    return switch (kind) {
      case CODE -> FORWARD;
      case CONFIGURATION -> CONFIGURATION;
      case SECURITY -> SECURITY;
    };
  }

  public boolean isBack() {
    return this == BACK_BY_PERSON || this == BACK_BY_VERDICT;
  }
}
