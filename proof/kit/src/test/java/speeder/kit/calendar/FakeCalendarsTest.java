package speeder.kit.calendar;

import java.util.List;
import speeder.core.schedule.Calendar.Span;
import speeder.engine.port.CalendarFiles;

class FakeCalendarsTest extends CalendarFilesContract {
  private final FakeCalendars calendars = new FakeCalendars();

  @Override
  protected CalendarFiles files() {
    return calendars;
  }

  @Override
  protected String with(List<Span> spans) {
    calendars.says("/freezes.ics", spans);
    return "/freezes.ics";
  }

  @Override
  protected String missing() {
    calendars.loses("/missing.ics");
    return "/missing.ics";
  }
}
