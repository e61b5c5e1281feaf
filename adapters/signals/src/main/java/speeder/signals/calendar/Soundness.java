package speeder.signals.calendar;

import biweekly.io.ParseWarning;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import speeder.engine.port.PortFailure;

/// Refuses a calendar that is damaged where a freeze could be lost by it. What says nothing of
/// times may be as it likes.
final class Soundness {
  private static final String CALENDAR = "VCALENDAR";
  private static final String EVENT = "VEVENT";
  private static final String OUTSIDE = "it stands outside of a calendar";

  /// Parts whose times count: events, and the zones that they are told in.
  private static final Set<String> COUNTED = Set.of(EVENT, "VTIMEZONE", "STANDARD", "DAYLIGHT");

  /// A part's name that can be told.
  private static final Pattern PART = Pattern.compile("[A-Z0-9-]{1,30}");

  /// What an event says once.
  private static final Set<String> ONCE = Set.of("DTSTART", "DTEND", "DURATION", "RECURRENCE-ID");

  private final String where;
  private final Deque<Line> open = new ArrayDeque<>();
  private final Map<String, String> once = new HashMap<>();

  /// By the number of a line: the part that it stands in.
  private final NavigableMap<Integer, String> parts = new TreeMap<>();

  Soundness(String where) {
    this.where = where;
  }

  void check(List<Line> lines) throws PortFailure {
    for (var line : lines) {
      switch (line.name()) {
        case "BEGIN" -> begin(line);
        case "END" -> end(line);
        default -> inside(line);
      }
      parts.put(line.number(), part());
    }
    if (!open.isEmpty()) throw bad(open.element(), "it does not end");
    if (lines.isEmpty()) throw CalendarText.bad(where, "there is nothing in it");
  }

  /// What the library could not read, and went on without.
  void check(Collection<ParseWarning> warnings) throws PortFailure {
    for (var it : warnings) {
      int line = Optional.ofNullable(it.getLineNumber()).orElse(0);
      var name = Optional.ofNullable(it.getPropertyName()).orElse("").toUpperCase(Locale.ROOT);
      var part = Optional.ofNullable(parts.floorEntry(line)).map(Map.Entry::getValue).orElse("");
      if (!COUNTED.contains(part) || !TimeForm.NAMES.contains(name)) continue;
      throw CalendarText.bad(where, "line %d, %s: it cannot be read".formatted(line, name));
    }
  }

  private void begin(Line line) throws PortFailure {
    var part = named(line);
    boolean whole = part.equals(CALENDAR);
    if (whole != open.isEmpty())
      throw bad(line, whole ? "the one before it does not end" : OUTSIDE);
    if (part.equals(EVENT) && !part().equals(CALENDAR)) {
      throw bad(line, "what begins in line %d does not end".formatted(open.element().number()));
    }
    if (part.equals(EVENT)) once.clear();
    open.push(line);
  }

  private void end(Line line) throws PortFailure {
    if (!named(line).equals(part())) throw bad(line, "it ends what does not go on");
    open.pop();
    if (!named(line).equals(EVENT)) return;
    var to = Optional.ofNullable(once.get("DTEND")).map(TimeForm::isDay);
    var from = Optional.ofNullable(once.get("DTSTART")).map(TimeForm::isDay);
    if (to.isPresent() && from.isPresent() && !to.equals(from)) {
      throw bad(line, "one of DTSTART and DTEND is a day, and one a time");
    }
  }

  private void inside(Line line) throws PortFailure {
    if (open.isEmpty()) throw bad(line, OUTSIDE);
    if (!COUNTED.contains(part())) return;
    var fault = TimeForm.fault(line).or(() -> cut(line));
    if (fault.isPresent()) throw bad(line, fault.get());
    if (!part().equals(EVENT) || !ONCE.contains(line.name())) return;
    var before = once.put(line.name(), line.value().orElse(""));
    if (before != null) throw bad(line, "the event says it twice");
  }

  /// A line without a colon that began to say a time.
  private static Optional<String> cut(Line line) {
    boolean begins = TimeForm.NAMES.stream().anyMatch(line.name()::startsWith);
    return line.value().isEmpty() && begins ? Optional.of("it has no value") : Optional.empty();
  }

  private String part() {
    return open.isEmpty() ? "" : named(open.element());
  }

  private static String named(Line line) {
    return line.value().orElse("").toUpperCase(Locale.ROOT);
  }

  private PortFailure bad(Line line, String why) {
    var name = known(line).map(it -> ", " + it).orElse("");
    return CalendarText.bad(where, "line %d%s: %s".formatted(line.number(), name, why));
  }

  /// Only names that everybody knows are told: the others are a calendar's own.
  private static Optional<String> known(Line line) {
    if (line.name().equals("BEGIN") || line.name().equals("END")) {
      boolean plain = PART.matcher(named(line)).matches();
      return Optional.of(plain ? line.name() + ":" + named(line) : line.name());
    }
    return TimeForm.NAMES.stream()
        .filter(line.name()::startsWith)
        .max(Comparator.comparingInt(String::length));
  }
}
