package speeder.core.world;

import java.util.Optional;
import speeder.core.farm.Lane;
import speeder.core.schedule.Calendars.Freeze;
import speeder.core.schedule.Calendars.Reason;
import speeder.core.schedule.ScheduleFact.CalendarRead;
import speeder.core.schedule.ScheduleFact.CalendarUnread;
import speeder.core.schedule.ScheduleFact.FreezeBegan;
import speeder.core.schedule.ScheduleFact.FreezeEnded;

/// When lanes stop and open by their calendars.
final class CalendarRules {
  private CalendarRules() {}

  static void turn(Pen pen) {
    for (var lane : pen.world().farm().lanes()) {
      var before = frozen(pen.world(), lane.name());
      var now = lane.external() ? Optional.<Reason>empty() : reason(pen, lane);
      if (before.equals(now)) continue;
      pen.write(
          now.isPresent() ? new FreezeBegan(lane.name(), now.get()) : new FreezeEnded(lane.name()));
    }
    for (var gone : pen.world().schedule().calendars().frozen().keySet()) {
      if (pen.world().farm().lane(gone).isEmpty()) pen.write(new FreezeEnded(gone));
    }
  }

  private static Optional<Reason> frozen(World world, String lane) {
    return world.schedule().calendars().frozen(lane).map(Freeze::reason);
  }

  private static Optional<Reason> reason(Pen pen, Lane lane) {
    return pen.world().schedule().calendars().reason(lane, pen.now());
  }

  static void seen(Pen pen, Input.CalendarSeen seen) {
    if (!isKept(pen.world(), seen.calendar())) return;
    var calendars = pen.world().schedule().calendars();
    seen.said()
        .filter(it -> calendars.isNews(seen.calendar(), it, pen.now()))
        .ifPresent(it -> pen.write(new CalendarRead(seen.calendar(), it)));
    seen.trouble()
        .filter(it -> calendars.isNews(seen.calendar(), it))
        .ifPresent(it -> pen.write(new CalendarUnread(seen.calendar(), it)));
  }

  private static boolean isKept(World world, String calendar) {
    return world.farm().lanes().stream().anyMatch(it -> it.freezes().contains(calendar));
  }
}
