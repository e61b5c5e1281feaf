package speeder.server.read;

import java.util.Collection;
import java.util.List;
import speeder.core.farm.FarmFact;
import speeder.core.farm.Lane;
import speeder.core.schedule.Calendar;
import speeder.core.schedule.ScheduleFact;
import speeder.core.world.ApprovalFact;
import speeder.core.world.Ask;
import speeder.core.world.Fact;

/// Addresses of calendars in a fact, of which the host alone is told.
final class Addresses {
  private Addresses() {}

  static String hidden(Fact fact, String body) {
    var told = body;
    for (var each : calendars(fact)) told = told.replace(each, Calendar.told(each));
    return told;
  }

  private static Collection<String> calendars(Fact fact) {
    return switch (fact) {
      case Fact.OfSchedule(ScheduleFact.CalendarRead it) -> List.of(it.calendar());
      case Fact.OfSchedule(ScheduleFact.CalendarUnread it) -> List.of(it.calendar());
      case Fact.OfSchedule(ScheduleFact.FreezeBegan it) -> List.of(it.reason().calendar());
      case Fact.OfFarm(FarmFact.ManifestAdopted it) -> calendars(it.lanes());
      case Fact.OfApproval(ApprovalFact.Proposed it) ->
          it.ask() instanceof Ask.Adopt adopt ? calendars(adopt.lanes()) : List.of();
      case Fact _ -> List.of();
    };
  }

  private static Collection<String> calendars(Collection<Lane> lanes) {
    return lanes.stream().flatMap(it -> it.freezes().stream()).toList();
  }
}
