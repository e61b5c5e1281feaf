package speeder.core.autonomy;

import java.time.Instant;

/// What happened to controls: what must be in place before automation acts.
public sealed interface ControlFact {
  String control();

  /// It is in place, and counts as such until a time.
  ///
  /// @param by the principal who says so
  record Passed(String control, String by, Instant until, String reason) implements ControlFact {}

  /// It is not, or the time of its pass is over.
  record Failed(String control, String by, String why) implements ControlFact {}
}
