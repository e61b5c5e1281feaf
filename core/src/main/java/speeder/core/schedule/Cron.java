package speeder.core.schedule;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Times of the clock as crontab(5) has them, in a time zone: minute, hour, day of month, month,
/// day of week, or a nickname such as `@daily`.
///
/// Where both the day of month and the day of week are restricted, either is enough; a field that
/// begins with `*` restricts nothing. A time that the clock leaps over in spring comes when it has
/// leapt; one that it goes through twice in autumn comes the first time. With `*` at the beginning
/// of minute or hour, there is no such time to keep: it comes as the clock shows it, each time.
public final class Cron {
  private static final int FIELDS = 5;

  /// The longest between two times: 29 February on a certain weekday, over a year without one.
  private static final int YEARS_MAX = 40;

  private static final Map<String, String> NICKNAMES =
      Map.of(
          "@yearly", "0 0 1 1 *",
          "@annually", "0 0 1 1 *",
          "@monthly", "0 0 1 * *",
          "@weekly", "0 0 * * 0",
          "@daily", "0 0 * * *",
          "@midnight", "0 0 * * *",
          "@hourly", "0 * * * *");

  private final CronField minutes;
  private final CronField hours;
  private final CronField days;
  private final CronField months;
  private final CronField weekdays;
  private final ZoneId zone;

  private Cron(List<String> fields, ZoneId zone) {
    this.minutes = CronField.minute(fields.get(0));
    this.hours = CronField.hour(fields.get(1));
    this.days = CronField.dayOfMonth(fields.get(2));
    this.months = CronField.month(fields.get(3));
    this.weekdays = CronField.dayOfWeek(fields.get(4));
    this.zone = zone;
  }

  /// @throws IllegalArgumentException saying in a few words what is wrong
  public static Cron parse(String at, String zone) {
    var line = NICKNAMES.getOrDefault(at.strip().toLowerCase(Locale.ROOT), at.strip());
    var fields = List.of(line.split("\\s+"));
    if (fields.size() != FIELDS) {
      throw new IllegalArgumentException(
          "`%s` has not five fields: minute, hour, day of month, month, day of week".formatted(at));
    }
    return new Cron(fields, zone(zone));
  }

  /// The same, where it can be read: what an older Speeder took may not be known to this one.
  public static Optional<Cron> find(String at, String zone) {
    try {
      return Optional.of(parse(at, zone));
    } catch (IllegalArgumentException unknown) {
      return Optional.empty();
    }
  }

  private static ZoneId zone(String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException unknown) {
      throw new IllegalArgumentException(
          "`%s` is no time zone; one is called Europe/Berlin or UTC".formatted(name), unknown);
    }
  }

  /// The first time after a moment; nothing where it never comes.
  public Optional<Instant> next(Instant after) {
    var day = after.atZone(zone).toLocalDate().minusDays(1);
    var end = day.plusYears(YEARS_MAX);
    while (day.isBefore(end)) {
      if (months.has(day.getMonthValue())) {
        var first = isOn(day) ? firstOn(day, after) : Optional.<Instant>empty();
        if (first.isPresent()) return first;
        day = day.plusDays(1);
      } else {
        day = day.plusMonths(1).withDayOfMonth(1);
      }
    }
    return Optional.empty();
  }

  private boolean isOn(LocalDate day) {
    boolean date = days.has(day.getDayOfMonth());
    boolean weekday = weekdays.has(day.getDayOfWeek().getValue() % 7);
    return (days.star() || weekdays.star()) ? (date && weekday) : (date || weekday);
  }

  private Optional<Instant> firstOn(LocalDate day, Instant after) {
    boolean plain = isPlain(day);
    Optional<Instant> best = Optional.empty();
    for (int hour = 0; hour < 24; hour++) {
      if (!hours.has(hour)) continue;
      if (plain && !isAfter(day.atTime(hour, 59), after)) continue;
      for (int minute = 0; minute < 60; minute++) {
        if (minutes.has(minute)) best = earlier(best, day.atTime(hour, minute), after);
        if (plain && best.isPresent()) return best;
      }
    }
    return best;
  }

  private boolean isAfter(LocalDateTime time, Instant after) {
    return time.atZone(zone).toInstant().isAfter(after);
  }

  /// Whether the clock neither leaps nor goes back on that day.
  private boolean isPlain(LocalDate day) {
    var rules = zone.getRules();
    if (rules.isFixedOffset()) return true;
    var before = day.minusDays(1).atTime(LocalTime.NOON).atZone(zone).toInstant();
    var after = day.plusDays(1).atTime(LocalTime.NOON).atZone(zone).toInstant();
    var shift = rules.nextTransition(before);
    return shift == null || shift.getInstant().isAfter(after);
  }

  private Optional<Instant> earlier(Optional<Instant> best, LocalDateTime time, Instant after) {
    var found = best;
    for (var moment : moments(time)) {
      boolean better = found.isEmpty() || moment.isBefore(found.get());
      if (moment.isAfter(after) && better) found = Optional.of(moment);
    }
    return found;
  }

  private List<Instant> moments(LocalDateTime time) {
    boolean asTheClockShows = minutes.star() || hours.star();
    var offsets = zone.getRules().getValidOffsets(time);
    if (offsets.isEmpty()) {
      return asTheClockShows
          ? List.of()
          : List.of(zone.getRules().getTransition(time).getInstant());
    }
    return offsets.stream().limit(asTheClockShows ? 2 : 1).map(it -> time.toInstant(it)).toList();
  }
}
