package speeder.signals.calendar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import speeder.core.schedule.Calendar.Span;
import speeder.engine.port.CalendarFiles;
import speeder.engine.port.PortFailure;
import speeder.kit.calendar.CalendarFilesContract;

class LiveCalendarsTest extends CalendarFilesContract {
  private static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");

  @TempDir Path folder;

  @Override
  protected CalendarFiles files() {
    return new LiveCalendars();
  }

  @Override
  protected String missing() {
    return folder.resolve("missing.ics").toString();
  }

  @Override
  protected String with(List<Span> spans) throws IOException {
    var text = new StringBuilder();
    for (var span : spans) {
      text.append(
          event(
              "DTSTART:" + utc(span.from()), "DTEND:" + utc(span.to()), "SUMMARY:" + span.what()));
    }
    return file(text.toString());
  }

  private static String utc(Instant at) {
    return at.toString().replaceAll("[-:]", "");
  }

  private static String event(String... lines) {
    return "BEGIN:VEVENT\r\nUID:one@example.org\r\n%s\r\nEND:VEVENT\r\n"
        .formatted(String.join("\r\n", lines));
  }

  private static String calendar(String events) {
    return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//example//EN\r\n%sEND:VCALENDAR\r\n"
        .formatted(events);
  }

  private String file(String events) throws IOException {
    return Files.writeString(folder.resolve("freezes.ics"), calendar(events)).toString();
  }

  private List<Span> said(String events) throws Exception {
    return files().read(file(events), NOW).spans();
  }

  private static Span span(String from, String to, String what) {
    return new Span(Instant.parse(from), Instant.parse(to), what);
  }

  @Test
  void days_are_those_of_the_calendars_zone_and_end_before_the_last() throws Exception {
    var winter =
        event("DTSTART;VALUE=DATE:20261221", "DTEND;VALUE=DATE:20270104", "SUMMARY:Winter");
    assertEquals(
        List.of(span("2026-12-21T00:00:00Z", "2027-01-04T00:00:00Z", "Winter")), said(winter));
    assertEquals(
        List.of(span("2026-12-20T23:00:00Z", "2027-01-03T23:00:00Z", "Winter")),
        said("X-WR-TIMEZONE:Europe/Berlin\r\n" + winter));
    assertEquals(
        List.of(span("2026-05-01T00:00:00Z", "2026-05-02T00:00:00Z", "a freeze")),
        said(event("DTSTART;VALUE=DATE:20260501")));
  }

  @Test
  void what_comes_again_keeps_to_the_clock_of_its_zone() throws Exception {
    var talk =
        event(
            "DTSTART;TZID=Europe/Berlin:20260320T120000",
            "DURATION:PT1H",
            "RRULE:FREQ=WEEKLY;COUNT=3",
            "EXDATE;TZID=Europe/Berlin:20260327T120000",
            "SUMMARY:Talk");
    assertEquals(
        List.of(
            span("2026-03-20T11:00:00Z", "2026-03-20T12:00:00Z", "Talk"),
            span("2026-04-03T10:00:00Z", "2026-04-03T11:00:00Z", "Talk")),
        said(talk));
  }

  @Test
  void one_time_of_many_may_be_moved() throws Exception {
    var each =
        event("DTSTART:20260303T120000Z", "DURATION:PT1H", "RRULE:FREQ=DAILY;COUNT=2", "SUMMARY:A");
    var moved =
        event(
            "RECURRENCE-ID:20260304T120000Z",
            "DTSTART:20260304T150000Z",
            "DURATION:PT2H",
            "SUMMARY:B");
    assertEquals(
        List.of(
            span("2026-03-03T12:00:00Z", "2026-03-03T13:00:00Z", "A"),
            span("2026-03-04T15:00:00Z", "2026-03-04T17:00:00Z", "B")),
        said(each + moved));
  }

  @Test
  void what_is_cancelled_or_leaves_one_free_stops_nothing() throws Exception {
    var times = new String[] {"DTSTART:20260303T120000Z", "DURATION:PT1H"};
    assertEquals(List.of(), said(event(times[0], times[1], "STATUS:CANCELLED")));
    assertEquals(List.of(), said(event(times[0], times[1], "TRANSP:TRANSPARENT")));
  }

  @Test
  void one_that_is_cut_off_or_names_no_known_zone_is_refused() throws Exception {
    var cut = folder.resolve("cut.ics");
    Files.writeString(cut, calendar(event("DTSTART:20260303T120000Z")).substring(0, 90));
    assertEquals("calendar-bad", refused(cut.toString()));
    assertEquals(
        "calendar-bad",
        refused(file(event("DTSTART;TZID=Mars/Olympus:20260303T120000", "DURATION:PT1H"))));
    assertEquals("calendar-bad", refused(file("X-WR-TIMEZONE:Mars/Olympus\r\n")));
  }

  private String refused(String where) {
    return assertThrows(PortFailure.class, () -> files().read(where, NOW)).why().code();
  }

  @Test
  void an_address_is_read_like_a_file() throws Exception {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    var body =
        calendar(event("DTSTART:20260303T120000Z", "DURATION:PT1H"))
            .getBytes(StandardCharsets.UTF_8);
    server.createContext(
        "/freezes.ics",
        exchange -> {
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    try {
      var url = "http://127.0.0.1:" + server.getAddress().getPort();
      assertEquals(1, files().read(url + "/freezes.ics", NOW).spans().size());
      assertEquals("calendar-unread", refused(url + "/other"));
    } finally {
      server.stop(0);
    }
  }
}
