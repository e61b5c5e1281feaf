package speeder.core.schedule;

import java.time.Instant;
import speeder.core.value.Refusal;

/// What stops motion for a time.
public sealed interface ScheduleFact {
  /// A person's stop of a lane's forward motion, or automation's own after it went back.
  record Held(String lane, String reason, String by) implements ScheduleFact {}

  record Lifted(String lane, String by) implements ScheduleFact {}

  /// A deed did not work; it is owed again at `until`.
  record PutOff(String kind, String place, int attempt, Instant until, Refusal why)
      implements ScheduleFact {}

  /// The time has come: the deed is owed anew, under this fact's offset.
  record Due(String kind, String place) implements ScheduleFact {}

  /// The deed worked in the end.
  record Settled(String kind, String place) implements ScheduleFact {}
}
