package speeder.core.schedule;

import java.time.Instant;
import java.util.Optional;
import speeder.core.farm.Triggers;
import speeder.core.value.Actor;
import speeder.core.value.Refusal;

/// What stops motion for a time.
public sealed interface ScheduleFact {
  /// A stop of forward motion: a person's, or automation's own after it went back. It takes the
  /// place of an earlier one of the same hand.
  ///
  /// @param frozen whether it stops going back, too
  record Held(Reach reach, String reason, String by, boolean frozen, Optional<Instant> until)
      implements ScheduleFact {
    /// Automation's own, until a person lifts it.
    public static Held byAutomation(String lane, String reason) {
      var by = Actor.SPEEDER.principal();
      return new Held(Reach.lane(lane), reason, by, false, Optional.empty());
    }
  }

  /// Whatever people and automation hold there goes on.
  record Lifted(Reach reach, String by) implements ScheduleFact {}

  /// A person's hold is over, since its time is.
  record Expired(Reach reach) implements ScheduleFact {}

  /// The hold file is there: everything is held.
  record FileHeld(HoldFile file) implements ScheduleFact {}

  /// The hold file is gone.
  record FileGone() implements ScheduleFact {}

  /// A person says how often a lane sets out, in spite of the manifest.
  record CadenceChosen(String lane, Triggers when, String by) implements ScheduleFact {}

  /// It sets out as the manifest says again.
  record CadenceReset(String lane, String by) implements ScheduleFact {}

  /// A time of the clock was left out.
  record RunMissed(String lane, Instant due, String why) implements ScheduleFact {}

  /// A calendar of freezes says something else than before.
  ///
  /// @param calendar file or address
  record CalendarRead(String calendar, Calendar said) implements ScheduleFact {}

  /// It cannot be read; what it said last counts.
  record CalendarUnread(String calendar, Refusal why) implements ScheduleFact {}

  /// Its calendars stop a lane from here on, or for another reason.
  record FreezeBegan(String lane, Calendars.Reason reason) implements ScheduleFact {}

  /// They no longer do.
  record FreezeEnded(String lane) implements ScheduleFact {}

  /// People let a lane move in spite of its calendars.
  record Thawed(String lane, Instant until, String reason, String by) implements ScheduleFact {}

  /// A person has it keep to them again, before the time was over.
  record ThawEnded(String lane, String by) implements ScheduleFact {}

  /// A deed did not work; it is owed again at `until`.
  record PutOff(String kind, String place, int attempt, Instant until, Refusal why)
      implements ScheduleFact {}

  /// The time has come: the deed is owed anew, under this fact's offset.
  record Due(String kind, String place) implements ScheduleFact {}

  /// The deed worked in the end.
  record Settled(String kind, String place) implements ScheduleFact {}
}
