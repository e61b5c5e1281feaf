package speeder.server.read;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import speeder.api.Status;
import speeder.api.Thaw;
import speeder.core.farm.Lane;
import speeder.core.world.World;

/// What there is to tell of a lane's calendars beside its stops.
final class CalendarReading {
  private CalendarReading() {}

  static List<Status.Reason> unread(World world, Lane lane) {
    return world.schedule().calendars().troubles(lane).stream().map(Lanes::reason).toList();
  }

  static Optional<Thaw> thaw(World world, Lane lane, Instant now) {
    return world
        .schedule()
        .calendars()
        .thaw(lane.name(), now)
        .map(it -> new Thaw(it.by(), it.reason(), it.until()));
  }
}
