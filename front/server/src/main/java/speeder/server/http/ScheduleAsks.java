package speeder.server.http;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import speeder.core.farm.Triggers;
import speeder.core.world.ScheduleAsk;

/// Wishes about the schedule.
final class ScheduleAsks {
  private static final String UTC = "UTC";

  private ScheduleAsks() {}

  static ScheduleAsk hold(Wish wish, Instant now) {
    return new ScheduleAsk.Hold(wish.reach(), wish.reason(), wish.said("frozen"), wish.until(now));
  }

  /// `with.every`: `change`, `by-hand`, `manifest`, or times as crontab(5) has them.
  static ScheduleAsk cadence(Wish wish) {
    var lane = wish.lane();
    return switch (wish.needed("every")) {
      case "manifest" -> new ScheduleAsk.Cadence(lane, Optional.empty());
      case "by-hand" -> new ScheduleAsk.Cadence(lane, Optional.of(Triggers.BY_HAND));
      case "change" -> new ScheduleAsk.Cadence(lane, Optional.of(onChange(wish)));
      case String cron -> new ScheduleAsk.Cadence(lane, Optional.of(byClock(cron, wish)));
    };
  }

  /// `with.end` (`true`) ends the one in force.
  static ScheduleAsk thaw(Wish wish, Instant now) {
    if (wish.said("end")) return new ScheduleAsk.EndThaw(wish.lane(), wish.reason());
    var until =
        wish.until(now)
            .orElseThrow(() ->
                Refused.badInput(
                    "To thaw, with.for or with.until is wanted.", "Say when it ends."));
    return new ScheduleAsk.Thaw(wish.lane(), until, wish.reason());
  }

  private static Triggers onChange(Wish wish) {
    var settle = wish.time("settle").orElse(Duration.ZERO);
    var longest = wish.time("longest").orElse(Triggers.Change.settling(settle).longest());
    if (longest.compareTo(settle) < 0) {
      throw Refused.badInput(
          "Field with.longest is below with.settle.", "Wait at least as long as it settles.");
    }
    var change = new Triggers.Change(settle, longest);
    return new Triggers(Optional.of(change), List.of());
  }

  private static Triggers byClock(String cron, Wish wish) {
    var zone = wish.more("zone").orElse(UTC);
    return new Triggers(Optional.empty(), List.of(new Triggers.Cron(cron, zone)));
  }
}
