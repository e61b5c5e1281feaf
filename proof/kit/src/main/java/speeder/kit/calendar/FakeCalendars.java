package speeder.kit.calendar;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import speeder.core.schedule.Calendar;
import speeder.core.schedule.Calendar.Span;
import speeder.engine.port.CalendarFiles;
import speeder.engine.port.PortFailure;

/// Calendars that say what a test says; nothing until then.
public final class FakeCalendars implements CalendarFiles {
  private final Map<String, List<Span>> spans = new HashMap<>();
  private final Set<String> lost = new HashSet<>();

  public synchronized void says(String where, List<Span> all) {
    spans.put(where, List.copyOf(all));
    lost.remove(where);
  }

  public synchronized void loses(String where) {
    lost.add(where);
  }

  /// What it says, whether it can be read or not.
  public synchronized List<Span> said(String where) {
    return spans.getOrDefault(where, List.of());
  }

  public synchronized boolean isLost(String where) {
    return lost.contains(where);
  }

  @Override
  public synchronized Calendar read(String where, Instant now) throws PortFailure {
    if (lost.contains(where)) {
      throw PortFailure.failed("no-calendar", "There is no " + where + ".", "Bring it back.");
    }
    var until = now.plus(Calendar.AHEAD);
    var known = new ArrayList<>(said(where));
    known.removeIf(it -> !it.to().isAfter(now) || !it.from().isBefore(until));
    if (known.size() > Calendar.SPANS_MAX) {
      throw PortFailure.refused("calendar-too-long", "It says too much.", "Say less.");
    }
    return new Calendar(known, until);
  }
}
