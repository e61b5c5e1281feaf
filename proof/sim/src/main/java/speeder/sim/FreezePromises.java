package speeder.sim;

import java.time.Instant;
import java.util.List;
import speeder.core.schedule.Calendar.Span;
import speeder.core.schedule.ScheduleFact;

/// What must hold of freezes: by what calendars said last, as far as a server has read it. Knows by
/// itself when a lane is stopped.
final class FreezePromises {
  private List<Span> said = List.of();
  private Instant thawed = Instant.MIN;

  void follow(ScheduleFact fact) {
    switch (fact) {
      case ScheduleFact.CalendarRead read -> said = read.said().spans();
      case ScheduleFact.Thawed thaw -> thawed = thaw.until();
      case ScheduleFact.ThawEnded _ -> thawed = Instant.MIN;
      default -> {}
    }
  }

  /// A lane goes forward.
  void forward(String lane, Instant at) {
    boolean frozen =
        lane.equals(Manifests.LANE)
            && !thawed.isAfter(at)
            && said.stream().anyMatch(it -> !it.from().isAfter(at) && it.to().isAfter(at));
    Broken.unless(!frozen, lane + " goes forward through a freeze");
  }
}
