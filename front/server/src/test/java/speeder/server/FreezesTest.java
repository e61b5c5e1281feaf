package speeder.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import speeder.api.ApiFailure;
import speeder.api.Command;
import speeder.api.LaneStatus;
import speeder.api.Status;
import speeder.core.schedule.Calendar;
import speeder.core.schedule.Calendar.Span;
import speeder.core.value.Refusal;
import speeder.core.world.Input;
import speeder.engine.port.PortFailure;

/// What is told of calendars of freezes over the wire.
class FreezesTest {
  private static final String ADDRESS =
      "https://calendar.example.org/private-0815/basic.ics?key=4711";
  private static final Refusal BAD =
      new Refusal(
          "calendar-bad",
          "Calendar calendar.example.org cannot be understood: line 7, DTEND: it is no time.",
          "Mend it; until then what it said last counts.");

  private TestServer server;
  private int commands;

  @TempDir Path data;

  @BeforeEach
  void start() throws PortFailure, IOException {
    server = new TestServer(data, TestDesk.keeping(ADDRESS));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private LaneStatus lane() throws ApiFailure {
    return server.client.status().lane("pretrain").orElseThrow();
  }

  private Command thaw() {
    return Command.onLane("command-" + ++commands, Command.THAW, "pretrain");
  }

  private void says(Span... spans) throws PortFailure {
    var until = server.desk.clock().instant().plus(Calendar.AHEAD);
    server.desk.turn(Input.CalendarSeen.saying(ADDRESS, new Calendar(List.of(spans), until)));
  }

  private Span freeze() {
    var now = server.desk.clock().instant();
    return new Span(now, now.plus(Duration.ofHours(9)), "a talk");
  }

  @Test
  void one_that_breaks_after_a_good_reading_is_told_with_its_remedy() throws Exception {
    says();
    assertEquals(List.of(), lane().unread());
    server.desk.turn(Input.CalendarSeen.unread(ADDRESS, BAD));
    var told = List.of(new Status.Reason(BAD.code(), BAD.sentence(), BAD.remedy()));
    assertEquals(told, lane().unread());
    assertEquals(List.of(), lane().stops(), "what it said last counts");
    assertEquals(told, server.client.next("pretrain").lanes().getFirst().unread());
    var metrics = server.get("/metrics").body();
    assertTrue(metrics.contains("speeder_calendars_unread{lane=\"pretrain\"} 1\n"), metrics);
  }

  @Test
  void why_one_that_was_never_read_cannot_be_read_is_said_once() throws Exception {
    server.desk.turn(Input.CalendarSeen.unread(ADDRESS, BAD));
    assertEquals(BAD.sentence(), lane().stops().getFirst().reason() + ".");
  }

  @Test
  void a_thaw_is_told_while_it_is_in_force_and_can_be_ended() throws Exception {
    says(freeze());
    assertEquals(Optional.empty(), lane().thaw());
    server.client.command(thaw().because("it mends the site").with(Command.FOR, "5m"));
    var thaw = lane().thaw().orElseThrow();
    assertEquals("it mends the site", thaw.reason());
    assertEquals(List.of(), lane().stops());
    assertEquals(Optional.of(thaw), server.client.next("pretrain").lanes().getFirst().thaw());
    server.client.command(thaw().with("end", "true"));
    assertEquals(Optional.empty(), lane().thaw());
    assertEquals("freeze", lane().stops().getFirst().what());
    var none =
        assertThrows(ApiFailure.class, () -> server.client.command(thaw().with("end", "true")));
    assertEquals("lane-not-thawed", none.problem().code());
  }

  @Test
  void of_an_address_the_host_alone_is_told() throws Exception {
    says(freeze());
    server.desk.turn(Input.CalendarSeen.unread(ADDRESS, BAD));
    assertEquals("calendar.example.org", lane().stops().getFirst().by());
    for (var path : List.of("/api/status", "/api/next", "/api/journal?from=1", "/metrics")) {
      var said = server.get(path).body();
      assertFalse(said.contains("private-0815") || said.contains("4711"), said);
    }
  }
}
