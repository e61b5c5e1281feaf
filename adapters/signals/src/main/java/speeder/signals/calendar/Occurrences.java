package speeder.signals.calendar;

import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.property.DateStart;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;
import speeder.core.schedule.Calendar;
import speeder.core.schedule.Calendar.Span;

/// When an event happens, each time.
///
/// The library reads days and times that name no zone by the clock of this process, and counts days
/// on by it: what it gives is read by the same clock, and meant by the calendar's.
final class Occurrences {
  private static final Duration DAY = Duration.ofDays(1);

  private final ICalendar calendar;
  private final VEvent event;
  private final ZoneId zone;

  /// @param zone what days and times that name no zone are meant by
  Occurrences(ICalendar calendar, VEvent event, ZoneId zone) {
    this.calendar = calendar;
    this.event = event;
    this.zone = zone;
  }

  /// Why it cannot be said when it is, if so.
  Optional<String> fault() {
    var start = event.getDateStart();
    if (start == null) return Optional.of("event \"%s\" has no DTSTART".formatted(what()));
    return lasts(start).isNegative()
        ? Optional.of("event \"%s\" ends before it begins".formatted(what()))
        : Optional.empty();
  }

  /// Adds those that are to come or go on, one more than may be at most.
  void add(Instant now, Instant until, List<Span> spans) {
    var start = event.getDateStart();
    var lasts = lasts(start);
    var moved = moved();
    var each = event.getDateIterator(clock(start));
    // A day early: by the clock of this process it may still be another day.
    each.advanceTo(Date.from(now.minus(lasts).minus(DAY)));
    while (each.hasNext() && spans.size() <= Calendar.SPANS_MAX) {
      var date = each.next().toInstant();
      var from = meant(start, date);
      if (!from.isBefore(until)) break;
      var to = meant(start, date.plus(lasts));
      if (to.isAfter(now) && to.isAfter(from) && !moved.contains(date)) {
        spans.add(new Span(from, to, what()));
      }
    }
  }

  private String what() {
    var summary = event.getSummary();
    var what = summary == null ? null : summary.getValue();
    return Calendar.cut(Objects.requireNonNullElse(what, "a freeze"));
  }

  private boolean isFloating(DateStart start) {
    return !start.getValue().hasTime() || calendar.getTimezoneInfo().isFloating(start);
  }

  private TimeZone clock(DateStart start) {
    if (isFloating(start)) return TimeZone.getDefault();
    var named = calendar.getTimezoneInfo().getTimezone(start);
    return named == null ? TimeZone.getTimeZone(ZoneOffset.UTC) : named.getTimeZone();
  }

  private Instant meant(DateStart start, Instant read) {
    if (!isFloating(start)) return read;
    return LocalDateTime.ofInstant(read, ZoneId.systemDefault()).atZone(zone).toInstant();
  }

  private Duration lasts(DateStart start) {
    var begin = start.getValue().toInstant();
    var end = event.getDateEnd();
    if (end != null) return Duration.between(begin, end.getValue().toInstant());
    var length = event.getDuration();
    if (length != null) return Duration.ofMillis(length.getValue().toMillis());
    return start.getValue().hasTime() ? Duration.ZERO : DAY;
  }

  /// Times of this one that another event of the same name was put in the place of.
  private Set<Instant> moved() {
    var moved = new HashSet<Instant>();
    if (event.getRecurrenceId() != null) return moved;
    for (var other : calendar.getEvents()) {
      var instead = other.getRecurrenceId();
      if (instead != null && isSame(other)) moved.add(instead.getValue().toInstant());
    }
    return moved;
  }

  private boolean isSame(VEvent other) {
    return uid(other) != null && Objects.equals(uid(other), uid(event));
  }

  private static @Nullable String uid(VEvent event) {
    return event.getUid() == null ? null : event.getUid().getValue();
  }
}
