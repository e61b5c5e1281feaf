package speeder.core.world;

import java.time.Instant;
import java.util.Optional;
import speeder.core.farm.Triggers;
import speeder.core.schedule.Reach;

/// What people can ask of the schedule.
public sealed interface ScheduleAsk extends Ask {
  /// Stop forward motion where it stands; keep a source at its last commit.
  ///
  /// @param frozen stop going back, too
  /// @param until the hold ends by itself then
  record Hold(Reach reach, String reason, boolean frozen, Optional<Instant> until)
      implements ScheduleAsk {
    public static Hold lane(String lane, String reason) {
      return new Hold(Reach.lane(lane), reason, false, Optional.empty());
    }
  }

  /// Say how often a lane sets out by itself.
  ///
  /// @param when without it, as the manifest says
  record Cadence(String lane, Optional<Triggers> when) implements ScheduleAsk {}

  /// Let a lane move in spite of its calendars.
  ///
  /// @param until as it was asked for: time that others take to agree is not added
  record Thaw(String lane, Instant until, String reason) implements ScheduleAsk {}

  /// Have it keep to them again.
  record EndThaw(String lane, String reason) implements ScheduleAsk {}

  record Lift(Reach reach) implements ScheduleAsk {
    public static Lift lane(String lane) {
      return new Lift(Reach.lane(lane));
    }
  }
}
