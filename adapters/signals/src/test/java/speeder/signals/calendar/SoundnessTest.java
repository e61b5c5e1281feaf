package speeder.signals.calendar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import speeder.core.schedule.Calendar.Span;
import speeder.core.value.Refusal;
import speeder.engine.port.PortFailure;

/// Calendars that are damaged, and those that look so and are not.
class SoundnessTest {
  private static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");
  private static final String BEGIN = "DTSTART:20260302T070000Z\n";
  private static final String END = "DTEND:20260302T090000Z\n";
  private static final String END_IT = "END:VEVENT\n";
  private static final Span RUNNING =
      new Span(NOW.minusSeconds(3_600), NOW.plusSeconds(3_600), "a freeze");

  private static String event(String lines) {
    return "BEGIN:VEVENT\nUID:1@example.org\n" + lines + "END:VEVENT\n";
  }

  private static String calendar(String parts) {
    return "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//example//EN\n" + parts + "END:VCALENDAR\n";
  }

  private static List<Span> read(String text) throws PortFailure {
    return CalendarText.read("/etc/one.ics", text, NOW).spans();
  }

  private static void isBad(String why, String text) {
    var bad = assertThrows(PortFailure.class, () -> read(text), () -> "read: " + text).why();
    var sentence = "Calendar /etc/one.ics cannot be understood: %s.".formatted(why);
    assertEquals(
        new Refusal("calendar-bad", sentence, "Mend it; until then what it said last counts."),
        bad);
  }

  private static void isBadEvent(String why, String lines) {
    isBad(why, calendar(event(lines)));
  }

  @Test
  void a_time_that_cannot_be_read_is_named_with_its_line() {
    var noTime = "it is not a time as calendars write it";
    isBadEvent("line 7, DTEND: " + noTime, BEGIN + "DTEND:garbage\n");
    isBadEvent("line 7, DTEND: " + noTime, BEGIN + "DTEND:2026-11-26 04:00\n");
    isBadEvent("line 7, DTEND: " + noTime, BEGIN + "DTEND:\n");
    isBadEvent("line 6, DTSTART: " + noTime, "DTSTART:20261302T070000Z\n" + END);
    isBadEvent("line 6, DTSTART: " + noTime, "DTSTART:20260302T250000Z\n" + END);
    isBadEvent("line 8, EXDATE: " + noTime, BEGIN + END + "EXDATE:20260302T070000Z,soon\n");
    isBadEvent("line 8, RDATE: " + noTime, BEGIN + END + "RDATE:tomorrow\n");
    isBadEvent("line 8, RECURRENCE-ID: " + noTime, BEGIN + END + "RECURRENCE-ID:first\n");
    var noLength = "line 7, DURATION: it is not a length as calendars write it";
    isBadEvent(noLength, BEGIN + "DURATION:2h\n");
    isBadEvent(noLength, BEGIN + "DURATION:-PT1H\n");
    isBadEvent(noLength, BEGIN + "DURATION:PT\n");
  }

  @Test
  void a_rule_that_cannot_be_read_is_named_with_its_line() {
    isBadEvent("line 8, RRULE: it cannot be read", BEGIN + END + "RRULE:FREQ=WEEKLYY\n");
    isBadEvent("line 8, RRULE: it cannot be read", BEGIN + END + "RRULE:FREQ=WEEKLY;BYDAY=XX\n");
    isBadEvent("line 8, RRULE: its UNTIL is no time", BEGIN + END + "RRULE:FREQ=DAILY;UNTIL=1\n");
    isBadEvent("line 8, RRULE: its rule has no FREQ", BEGIN + END + "RRULE:INTERVAL=2\n");
    isBadEvent(
        "line 8, RRULE: its rule counts by nothing", BEGIN + END + "RRULE:FREQ=DAILY;INTERVAL=0\n");
    var part = "line 8, RRULE: a part of its rule is not supported";
    isBadEvent("line 8, RRULE: its rule has no FREQ", BEGIN + END + "RRULE:\n");
    isBadEvent(part, BEGIN + END + "RRULE:FREQ=YEARLY;RSCALE=CHINESE\n");
  }

  @Test
  void what_is_not_supported_is_named() {
    isBadEvent(
        "line 8, RDATE: a PERIOD is not supported",
        BEGIN + END + "RDATE;VALUE=PERIOD:20260302T070000Z/PT2H\n");
    isBadEvent(
        "line 8, RECURRENCE-ID: a RANGE is not supported",
        BEGIN + END + "RECURRENCE-ID;RANGE=THISANDFUTURE:20260302T070000Z\n");
  }

  @Test
  void times_that_fit_not_together_are_named() {
    isBadEvent("event \"a freeze\" has no DTSTART", END);
    isBadEvent("event \"a freeze\" ends before it begins", BEGIN + "DTEND:20260302T060000Z\n");
    isBadEvent(
        "line 8, END:VEVENT: one of DTSTART and DTEND is a day, and one a time",
        BEGIN + "DTEND;VALUE=DATE:20260303\n");
    isBadEvent("line 8, DTEND: the event says it twice", BEGIN + END + END);
    isBadEvent("line 7, DTEND: it has no value", BEGIN + "DTEND=20260302T090000Z\n");
  }

  @Test
  void an_event_that_swallows_the_next_one_is_named() {
    var open = event(BEGIN + END).replace("END:VEVENT\n", "");
    isBad(
        "line 8, BEGIN:VEVENT: what begins in line 4 does not end", calendar(open + event(BEGIN)));
    isBad("line 8, END:VCALENDAR: it ends what does not go on", calendar(open));
    isBad("line 4, BEGIN:VEVENT: it does not end", calendar(event(BEGIN)).substring(0, 80));
    isBad("line 9, END:VEVENT: it ends what does not go on", calendar(event(BEGIN + END + END_IT)));
    isBad("line 1, BEGIN:VEVENT: it stands outside of a calendar", event(BEGIN + END));
    isBad("line 1: it stands outside of a calendar", "<html>\n" + calendar(""));
    isBad("line 4, BEGIN:VCALENDAR: the one before it does not end", calendar(calendar("")));
    isBad("there is nothing in it", "\n");
  }

  @Test
  void a_zone_that_cannot_be_read_is_named() {
    var zone =
        """
        BEGIN:VTIMEZONE
        TZID:Here
        BEGIN:STANDARD
        DTSTART:16010101T030000
        TZOFFSETFROM:+0200
        TZOFFSETTO:one hour
        END:STANDARD
        END:VTIMEZONE
        """;
    isBad("line 9, TZOFFSETTO: it cannot be read", calendar(zone + event(BEGIN + END)));
  }

  @Test
  void what_says_nothing_of_times_is_no_fault() throws PortFailure {
    var odd =
        """
        X-MICROSOFT-CDO-BUSYSTATUS:OOF
        X-GOOGLE-CONFERENCE;;:none
        PRIORITY:highest
        GEO:here
        a line of a description that was broken
        BEGIN:VALARM
        ACTION:DISPLAY
        TRIGGER:soon
        DURATION:a while
        END:VALARM
        """;
    assertEquals(List.of(RUNNING), read("\uFEFF" + calendar(event(BEGIN + END + odd))));
  }

  @Test
  void what_outlook_writes_is_read() throws PortFailure {
    var outlook =
        """
        METHOD:PUBLISH
        X-WR-CALNAME:Freezes
        BEGIN:VTIMEZONE
        TZID:W. Europe Standard Time
        BEGIN:STANDARD
        DTSTART:16010101T030000
        TZOFFSETFROM:+0200
        TZOFFSETTO:+0100
        RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10
        END:STANDARD
        BEGIN:DAYLIGHT
        DTSTART:16010101T020000
        TZOFFSETFROM:+0100
        TZOFFSETTO:+0200
        RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3
        END:DAYLIGHT
        END:VTIMEZONE
        BEGIN:VEVENT
        UID:040000008200E00074C5B7101A82E008
        RRULE:FREQ=WEEKLY;UNTIL=20260316T070000Z;INTERVAL=1;BYDAY=MO;WKST=MO
        EXDATE;TZID=W. Europe Standard Time:20260309T080000
        SUMMARY:a freeze
        DTSTART;TZID=W. Europe Standard Time:20260302T080000
        DTEND;TZID="W. Europe Standard Time":20260302T100000
        CLASS:PUBLIC
        PRIORITY:5
        DTSTAMP:20260301T000000Z
        TRANSP:OPAQUE
        STATUS:CONFIRMED
        SEQUENCE:0
        X-MICROSOFT-CDO-APPT-SEQUENCE:0
        X-MICROSOFT-CDO-ALLDAYEVENT:FALSE
        END:VEVENT
        """;
    var second =
        new Span(
            Instant.parse("2026-03-16T07:00:00Z"),
            Instant.parse("2026-03-16T09:00:00Z"),
            "a freeze");
    assertEquals(List.of(RUNNING, second), read(calendar(outlook).replace("\n", "\r\n")));
  }

  @Test
  void what_google_and_thunderbird_write_is_read() throws PortFailure {
    var google =
        """
        CALSCALE:GREGORIAN
        X-WR-TIMEZONE:UTC
        BEGIN:VEVENT
        DTSTART;VALUE=DATE:20260302
        DTEND;VALUE=DATE:20260303
        DTSTAMP:20260301T120000Z
        UID:abc@google.com
        CREATED:20260301T120000Z
        DESCRIPTION:A long line that goes\s
          on: here\\, and then ends
        LAST-MODIFIED:20260301T120000Z
        SEQUENCE:0
        STATUS:CONFIRMED
        SUMMARY:Day
        TRANSP:OPAQUE
        END:VEVENT
        BEGIN:VEVENT
        CREATED:20260301T120000Z
        UID:8f2c
        SUMMARY:Moved
        RRULE:FREQ=DAILY;COUNT=2
        DTSTART;TZID=Europe/Berlin:20260304T090000
        DTEND;TZID=Europe/Berlin:20260304T100000
        X-MOZ-GENERATION:2
        END:VEVENT
        BEGIN:VEVENT
        UID:8f2c
        SUMMARY:Moved
        RECURRENCE-ID;TZID=Europe/Berlin:20260305T090000
        DTSTART;TZID=Europe/Berlin:20260305T110000
        DTEND;TZID=Europe/Berlin:20260305T120000
        END:VEVENT
        """;
    var spans = read(calendar(google));
    assertEquals(List.of("Day", "Moved", "Moved"), spans.stream().map(Span::what).toList());
    assertTrue(
        spans.stream().anyMatch(it -> it.from().equals(Instant.parse("2026-03-05T10:00:00Z"))));
  }
}
