package speeder.core.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CronTest {
  private static final Duration WALK = Duration.ofDays(40);
  private static final String BERLIN = "Europe/Berlin";

  /// The next times as the clock of the zone shows them, without the year.
  private static List<String> times(String at, String zone, String after, int count) {
    var cron = Cron.parse(at, zone);
    var times = new ArrayList<String>();
    var time = LocalDateTime.parse(after).atZone(ZoneId.of(zone)).toInstant();
    while (times.size() < count) {
      time = cron.next(time).orElseThrow();
      times.add(time.atZone(ZoneId.of(zone)).toOffsetDateTime().toString().substring(5));
    }
    return times;
  }

  @Test
  void working_days_at_half_past_seven() {
    assertEquals(
        List.of("03-06T07:30Z", "03-09T07:30Z", "03-10T07:30Z"),
        times("30 7 * * 1-5", "UTC", "2026-03-05T07:30", 3));
    assertEquals(
        List.of("03-06T07:30Z", "03-09T07:30Z"),
        times("30 7 * * MON-fri", "UTC", "2026-03-05T08:00", 2));
  }

  @Test
  void a_time_that_is_now_comes_after_it() {
    var now = Instant.parse("2026-03-05T07:30:00Z");
    var cron = Cron.parse("30 7 * * *", "UTC");
    assertEquals(now, cron.next(now.minusNanos(1)).orElseThrow());
    assertEquals(now.plusSeconds(86_400), cron.next(now).orElseThrow());
  }

  @Test
  void either_of_day_of_month_and_day_of_week_is_enough_where_both_are_restricted() {
    assertEquals(
        List.of("03-06T00:00Z", "03-13T00:00Z", "03-20T00:00Z"),
        times("0 0 13 * 5", "UTC", "2026-03-01T00:00", 3));
    assertEquals(
        List.of("04-05T00:00Z", "04-12T00:00Z", "04-13T00:00Z"),
        times("0 0 13 4 0", "UTC", "2026-04-01T00:00", 3));
  }

  @Test
  void a_day_field_that_begins_with_a_star_restricts_nothing_by_itself() {
    assertEquals(
        List.of("03-13T00:00Z", "09-13T00:00Z"),
        times("0 0 13 * */5", "UTC", "2026-03-01T00:00", 2),
        "both must hold: a 13th that is a Sunday or a Friday");
  }

  @Test
  void lists_ranges_and_steps_add_up() {
    assertEquals(
        List.of("03-01T00:05Z", "03-01T00:10Z", "03-01T00:20Z", "03-01T00:30Z", "03-01T12:05Z"),
        times("5,10-30/10 */12 * * *", "UTC", "2026-03-01T00:00", 5));
  }

  @Test
  void sunday_is_seven_too() {
    assertEquals(
        times("0 0 * * 0", "UTC", "2026-03-01T00:00", 3),
        times("0 0 * * 7", "UTC", "2026-03-01T00:00", 3));
  }

  @Test
  void nicknames_stand_for_their_lines() {
    assertEquals(List.of("03-02T00:00Z"), times("@daily", "UTC", "2026-03-01T12:00", 1));
    assertEquals(List.of("03-01T13:00Z"), times("@Hourly", "UTC", "2026-03-01T12:00", 1));
    assertEquals(List.of("01-01T00:00Z"), times("@yearly", "UTC", "2026-03-01T12:00", 1));
  }

  // Where the clock leaps, and where it goes back.

  @Test
  void a_time_that_the_clock_leaps_over_comes_when_it_has_leapt() {
    assertEquals(
        List.of("03-28T02:30+01:00", "03-29T03:00+02:00", "03-30T02:30+02:00"),
        times("30 2 * * *", BERLIN, "2026-03-28T00:00", 3));
  }

  @Test
  void all_that_is_leapt_over_comes_once() {
    assertEquals(
        List.of("03-29T03:00+02:00", "03-29T03:15+02:00"),
        times("15,45 2,3 * * *", BERLIN, "2026-03-29T01:00", 2));
  }

  @Test
  void a_time_that_comes_twice_is_kept_the_first_time() {
    assertEquals(
        List.of("10-25T02:30+02:00", "10-26T02:30+01:00"),
        times("30 2 * * *", BERLIN, "2026-10-25T00:00", 2));
  }

  @Test
  void with_a_star_it_comes_as_the_clock_shows_it() {
    assertEquals(
        List.of("03-29T01:30+01:00", "03-29T03:00+02:00"),
        times("*/30 * * * *", BERLIN, "2026-03-29T01:00", 2));
    assertEquals(
        List.of("10-25T02:00+02:00", "10-25T02:30+02:00", "10-25T02:00+01:00", "10-25T02:30+01:00"),
        times("*/30 * * * *", BERLIN, "2026-10-25T01:30", 4));
  }

  @Test
  void a_clock_that_goes_back_over_midnight_loses_no_time() {
    // Santiago, 2026-04-05T00:00-03:00, is 2026-04-04T23:00-04:00 again.
    assertEquals(
        List.of("04-04T23:30-03:00", "04-05T23:30-04:00"),
        times("30 23 * * *", "America/Santiago", "2026-04-04T12:00", 2));
    assertEquals(
        List.of("04-04T23:00-03:00", "04-04T23:00-04:00", "04-05T00:00-04:00"),
        times("0 * * * *", "America/Santiago", "2026-04-04T22:00", 3));
  }

  // What cannot be read.

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "60 * * * * | the minute is `60`; it goes from 0 to 59",
        "* 24 * * * | the hour is `24`; it goes from 0 to 23",
        "* * 0 * * | the day of month is `0`; it goes from 1 to 31",
        "* * * 13 * | the month is `13`; it goes from 1 to 12",
        "* * * * 8 | the day of week is `8`; it goes from 0 to 7",
        "* * * * fri-mon | the day of week is `fri-mon`; a range goes up",
        "5/15 * * * * | the minute is `5/15`; a step stands after `*` or a range alone",
        "*/0 * * * * | the minute is `0`; a step is a number from 1 on",
        "1,, * * * * | the minute is ``; it goes from 0 to 59",
        "jan * * * * | the minute is `jan`; it goes from 0 to 59",
      })
  void a_wrong_field_is_named(String at, String why) {
    var wrong = assertThrows(IllegalArgumentException.class, () -> Cron.parse(at, "UTC"));
    assertEquals(why, wrong.getMessage());
    assertEquals(Optional.empty(), Cron.find(at, "UTC"));
  }

  @Test
  void anything_but_five_fields_or_a_zone_is_refused() {
    for (var wrong : List.of("", "* * * *", "* * * * * *", "@reboot")) {
      assertThrows(IllegalArgumentException.class, () -> Cron.parse(wrong, "UTC"), wrong);
    }
    var zone = assertThrows(IllegalArgumentException.class, () -> Cron.parse("@daily", "Mars"));
    assertTrue(String.valueOf(zone.getMessage()).startsWith("`Mars` is no time zone"));
  }

  @Test
  void a_day_that_no_year_has_never_comes() {
    assertEquals(Optional.empty(), Cron.parse("0 0 30 2 *", "UTC").next(Instant.EPOCH));
    assertEquals(
        "2028-02-29T00:00:00Z",
        Cron.parse("0 0 29 2 *", "UTC")
            .next(Instant.parse("2026-01-01T00:00:00Z"))
            .orElseThrow()
            .toString());
  }

  /// Against a walk over every minute.
  @Test
  void the_next_time_is_the_first_minute_that_fits() {
    var random = new Random(4711);
    for (int round = 0; round < 300; round++) {
      var line =
          "%s %s %s %s %s"
              .formatted(
                  field(random, 0, 59),
                  field(random, 0, 23),
                  field(random, 1, 28),
                  "*",
                  field(random, 0, 6));
      var after = Instant.parse("2026-03-01T00:00:00Z").plusSeconds(random.nextInt(86_400 * 300));
      var next = Cron.parse(line, "UTC").next(after);
      var near = next.filter(it -> it.isBefore(after.plus(WALK)));
      assertEquals(walk(line, after), near, () -> line + " after " + after);
    }
  }

  private static String field(Random random, int min, int max) {
    int from = min + random.nextInt(max - min + 1);
    return switch (random.nextInt(5)) {
      case 0 -> String.valueOf(from);
      case 1 -> from + "-" + max;
      case 2 -> "*/" + (1 + random.nextInt(9));
      case 3 -> min + "," + from + "," + max;
      default -> "*";
    };
  }

  private static Optional<Instant> walk(String line, Instant after) {
    var fields = line.split(" ", -1);
    var minute = Instant.ofEpochSecond(after.getEpochSecond() / 60 * 60 + 60);
    while (minute.isBefore(after.plus(WALK))) {
      var time = minute.atZone(ZoneId.of("UTC"));
      boolean date = fits(fields[2], time.getDayOfMonth(), 1);
      boolean weekday = fits(fields[4], time.getDayOfWeek().getValue() % 7, 0);
      boolean both = fields[2].startsWith("*") || fields[4].startsWith("*");
      if (fits(fields[0], time.getMinute(), 0)
          && fits(fields[1], time.getHour(), 0)
          && (both ? (date && weekday) : (date || weekday))) return Optional.of(minute);
      minute = minute.plusSeconds(60);
    }
    return Optional.empty();
  }

  private static boolean fits(String field, int value, int min) {
    if (field.equals("*")) return true;
    if (field.startsWith("*/")) return (value - min) % Integer.parseInt(field.substring(2)) == 0;
    if (field.contains("-")) {
      var ends = field.split("-", 2);
      return value >= Integer.parseInt(ends[0]) && value <= Integer.parseInt(ends[1]);
    }
    return List.of(field.split(",")).contains(String.valueOf(value));
  }
}
