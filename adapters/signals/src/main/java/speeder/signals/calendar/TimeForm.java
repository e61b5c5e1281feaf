package speeder.signals.calendar;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The forms in which an event says when it is. The library reads less strictly, and goes on
/// without what it cannot read: a freeze would be lost.
final class TimeForm {
  /// What says when an event is, or a zone changes its clock.
  static final Set<String> NAMES =
      Set.of(
          "DTSTART",
          "DTEND",
          "DURATION",
          "RRULE",
          "RDATE",
          "EXRULE",
          "EXDATE",
          "RECURRENCE-ID",
          "TZID",
          "TZOFFSETFROM",
          "TZOFFSETTO");

  private static final int DATE = 8;

  private static final Pattern MOMENT =
      Pattern.compile("\\d{8}(T([01]\\d|2[0-3])[0-5]\\d([0-5]\\d|60)Z?)?");
  private static final Pattern LENGTH =
      Pattern.compile(
          "\\+?P(?=\\d|T\\d)(\\d+W)?(\\d+D)?(T(?=\\d)(\\d+H)?(\\d+M)?(\\d+S)?)?",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern COUNT = Pattern.compile("[1-9]\\d{0,8}");

  /// What a rule may say; the library tells of what is wrong in most of it.
  private static final Set<String> PARTS =
      Set.of(
          "FREQ",
          "UNTIL",
          "COUNT",
          "INTERVAL",
          "BYSECOND",
          "BYMINUTE",
          "BYHOUR",
          "BYDAY",
          "BYMONTHDAY",
          "BYYEARDAY",
          "BYWEEKNO",
          "BYMONTH",
          "BYSETPOS",
          "WKST");

  private static final String NO_TIME = "it is not a time as calendars write it";

  private TimeForm() {}

  /// What is wrong with a line, or not supported, if anything is.
  static Optional<String> fault(Line line) {
    if (!NAMES.contains(line.name())) return Optional.empty();
    if (line.value().isEmpty()) return Optional.of("it has no value");
    if (line.hasParameter("RANGE=")) return Optional.of("a RANGE is not supported");
    if (line.hasParameter("VALUE=PERIOD")) return Optional.of("a PERIOD is not supported");
    var value = line.value().get();
    return switch (line.name()) {
      case "DTSTART", "DTEND", "RECURRENCE-ID" -> said(isMoment(value), NO_TIME);
      case "RDATE", "EXDATE" ->
          said(Arrays.stream(value.split(",", -1)).allMatch(TimeForm::isMoment), NO_TIME);
      case "DURATION" ->
          said(LENGTH.matcher(value).matches(), "it is not a length as calendars write it");
      case "RRULE", "EXRULE" -> rule(value);
      default -> said(!value.isEmpty(), "it has no value");
    };
  }

  static boolean isDay(String value) {
    return value.length() == DATE;
  }

  private static Optional<String> said(boolean right, String fault) {
    return right ? Optional.empty() : Optional.of(fault);
  }

  private static boolean isMoment(String value) {
    if (!MOMENT.matcher(value).matches()) return false;
    try {
      LocalDate.parse(value.substring(0, DATE), DateTimeFormatter.BASIC_ISO_DATE);
      return true;
    } catch (DateTimeException _) {
      return false;
    }
  }

  private static Optional<String> rule(String value) {
    var parts = new HashMap<String, String>();
    for (var part : value.split(";", -1)) {
      if (part.isEmpty()) continue;
      int is = part.indexOf('=');
      var name = part.substring(0, Math.max(0, is)).strip().toUpperCase(Locale.ROOT);
      if (!PARTS.contains(name)) return Optional.of("a part of its rule is not supported");
      parts.put(name, part.substring(is + 1).strip());
    }
    if (!parts.containsKey("FREQ")) return Optional.of("its rule has no FREQ");
    if (!isMoment(parts.getOrDefault("UNTIL", "20260101")))
      return Optional.of("its UNTIL is no time");
    return said(
        isCount(parts, "COUNT") && isCount(parts, "INTERVAL"), "its rule counts by nothing");
  }

  private static boolean isCount(Map<String, String> parts, String name) {
    return COUNT.matcher(parts.getOrDefault(name, "1")).matches();
  }
}
