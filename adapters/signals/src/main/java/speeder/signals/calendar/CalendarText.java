package speeder.signals.calendar;

import biweekly.Biweekly;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.io.ParseWarning;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import speeder.core.schedule.Calendar;
import speeder.core.schedule.Calendar.Span;
import speeder.engine.port.PortFailure;

/// The text of an RFC 5545 calendar, written out.
final class CalendarText {
  private static final String ZONE = "X-WR-TIMEZONE";

  /// Some programs put it before all else; the library takes it for a part of the first name.
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  /// A zone that times name.
  private static final Pattern USED =
      Pattern.compile(";TZID=\"?([^\":;]+)", Pattern.CASE_INSENSITIVE);

  private CalendarText() {}

  static Calendar read(String where, String text, Instant now) throws PortFailure {
    var plain = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    var lines = Line.of(plain);
    var soundness = new Soundness(where);
    soundness.check(lines);
    checkZones(where, lines);
    var warnings = new ArrayList<List<ParseWarning>>();
    var calendars = Biweekly.parse(plain).warnings(warnings).all();
    for (var each : warnings) soundness.check(each);
    var until = now.plus(Calendar.AHEAD);
    var spans = new ArrayList<Span>();
    for (var calendar : calendars) add(where, calendar, now, until, spans);
    return new Calendar(spans, until);
  }

  /// The library takes times in a zone that it does not know for those of this process.
  private static void checkZones(String where, List<Line> lines) throws PortFailure {
    var own =
        lines.stream().filter(it -> it.name().equals("TZID")).map(it -> it.value().orElse(""));
    var known = own.collect(Collectors.toSet());
    for (var line : lines) {
      var used = USED.matcher(line.parameters());
      if (!used.find() || known.contains(used.group(1))) continue;
      if (ZoneId.getAvailableZoneIds().contains(used.group(1))) continue;
      throw bad(
          where,
          "line %d: its time zone is not known".formatted(line.number()),
          "Name zones as IANA does.");
    }
  }

  private static void add(
      String where, ICalendar calendar, Instant now, Instant until, List<Span> spans)
      throws PortFailure {
    var zone = zone(where, calendar);
    for (var event : calendar.getEvents()) {
      if (!stops(event)) continue;
      var occurrences = new Occurrences(calendar, event, zone);
      var fault = occurrences.fault();
      if (fault.isPresent()) throw bad(where, fault.get());
      occurrences.add(now, until, spans);
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

  /// @param why what is wrong, and in which line
  static PortFailure bad(String where, String why) {
    return bad(where, why, "Mend it; until then what it said last counts.");
  }

  private static PortFailure bad(String where, String why, String remedy) {
    return PortFailure.refused(
        "calendar-bad", "Calendar %s cannot be understood: %s.".formatted(where, why), remedy);
  }
}
