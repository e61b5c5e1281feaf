package speeder.signals.calendar;

import biweekly.Biweekly;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import speeder.core.schedule.Calendar;
import speeder.core.schedule.Calendar.Span;
import speeder.engine.port.PortFailure;

/// The text of an RFC 5545 calendar, written out.
final class CalendarText {
  private static final String END = "END:VCALENDAR";
  private static final String ZONE = "X-WR-TIMEZONE";

  /// A line that goes on in the next one.
  private static final Pattern FOLD = Pattern.compile("\\r?\\n[ \\t]");

  /// Zones that times name, and those that the calendar describes itself.
  private static final Pattern USED = Pattern.compile(";TZID=\"?([^\":;]+)");

  private static final Pattern NAMED = Pattern.compile("(?m)^TZID:(.+)$");

  private CalendarText() {}

  static Calendar read(String where, String text, Instant now) throws PortFailure {
    // The library takes what is there of a file that is cut off; a freeze must not be lost so.
    if (!text.strip().endsWith(END)) {
      throw bad(where, "it does not end with " + END, "Write it whole, and move it into place.");
    }
    checkZones(where, text);
    var until = now.plus(Calendar.AHEAD);
    var spans = new ArrayList<Span>();
    for (var calendar : Biweekly.parse(text).all()) add(where, calendar, now, until, spans);
    return new Calendar(spans, until);
  }

  /// The library takes times in a zone that it does not know for those of this process.
  private static void checkZones(String where, String text) throws PortFailure {
    var lines = FOLD.matcher(text).replaceAll("");
    var own = NAMED.matcher(lines).results().map(it -> it.group(1).strip()).toList();
    for (var used : USED.matcher(lines).results().map(it -> it.group(1)).toList()) {
      if (own.contains(used) || ZoneId.getAvailableZoneIds().contains(used)) continue;
      throw bad(where, "a time zone in it is not known", "Name zones as IANA does.");
    }
  }

  private static void add(
      String where, ICalendar calendar, Instant now, Instant until, List<Span> spans)
      throws PortFailure {
    var zone = zone(where, calendar);
    for (var event : calendar.getEvents()) {
      if (!stops(event)) continue;
      if (!new Occurrences(calendar, event, zone).add(now, until, spans)) {
        throw bad(where, "an event has no begin", "Say when it begins (DTSTART).");
      }
      if (spans.size() > Calendar.SPANS_MAX) {
        throw PortFailure.refused(
            "calendar-too-long",
            "Calendar %s says more than %d times in %d days."
                .formatted(where, Calendar.SPANS_MAX, Calendar.AHEAD.toDays()),
            "Say less: a freeze that goes on is one event.");
      }
    }
  }

  private static boolean stops(VEvent event) {
    boolean cancelled = event.getStatus() != null && event.getStatus().isCancelled();
    boolean free = event.getTransparency() != null && event.getTransparency().isTransparent();
    return !cancelled && !free;
  }

  private static ZoneId zone(String where, ICalendar calendar) throws PortFailure {
    var named = calendar.getExperimentalProperty(ZONE);
    if (named == null) return ZoneOffset.UTC;
    try {
      return ZoneId.of(Objects.requireNonNullElse(named.getValue(), ""));
    } catch (DateTimeException unknown) {
      throw bad(where, "its time zone is not known", "Name zones as IANA does.");
    }
  }

  private static PortFailure bad(String where, String why, String remedy) {
    return PortFailure.refused(
        "calendar-bad", "Calendar %s cannot be understood: %s.".formatted(where, why), remedy);
  }
}
