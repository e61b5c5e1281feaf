package speeder.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import speeder.api.ApiFailure;
import speeder.api.Audit;
import speeder.api.Command;
import speeder.api.Convergence;
import speeder.api.Convergence.Station;
import speeder.core.supervision.SupervisionFact.Answer;
import speeder.engine.port.PortFailure;

/// What is told when one looks back.
class TrailTest {
  private TestServer server;

  @BeforeEach
  void start(@TempDir Path data) throws PortFailure, IOException {
    server = new TestServer(data);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void ask(String id, String what, String reason) throws ApiFailure {
    var command = Command.onLane(id, what, "pretrain").because(reason).onBehalfOf("nina");
    server.client.command(command);
  }

  private List<Audit.Entry> audit(String lane, String by) throws ApiFailure {
    return server.client.audit(lane, by, 10).entries();
  }

  // Who asked for what.

  @Test
  void an_ask_is_told_with_who_why_and_how_it_stood_before_and_after() throws ApiFailure {
    ask("one", Command.HOLD, "a look");

    var entry = audit("pretrain", "").getFirst();
    assertEquals("operator", entry.by());
    assertEquals("nina", entry.onBehalfOf());
    assertEquals("one", entry.command());
    assertEquals("hold", entry.action());
    assertEquals("a look", entry.reason());
    assertEquals(Audit.OBEYED, entry.answer());
    assertEquals(Optional.of("serves nothing"), entry.before());
    assertEquals(Optional.of("serves nothing; held by operator: a look"), entry.after());
  }

  @Test
  void what_was_refused_is_told_with_its_code() throws ApiFailure {
    assertThrows(ApiFailure.class, () -> ask("one", Command.LIFT, ""));

    var entry = audit("pretrain", "").getFirst();
    assertEquals(Audit.REFUSED, entry.answer());
    assertEquals("not-held", entry.refused().orElseThrow().code());
    assertEquals(Optional.empty(), entry.after());
  }

  @Test
  void it_is_asked_by_lane_and_by_person_and_page_by_page() throws ApiFailure {
    ask("one", Command.HOLD, "a look");
    ask("two", Command.LIFT, "");
    server.client.command(
        Command.onTarget("three", Command.TAKE_OUT, "eqiad").because("power").onBehalfOf("odo"));

    assertEquals(List.of("lift", "hold"), actions(audit("pretrain", "")));
    assertEquals(List.of("target"), actions(audit("", "odo")));
    assertEquals(List.of("target", "lift", "hold"), actions(audit("", "operator")));
    assertEquals(List.of(), actions(audit("train", "")));
    var page = server.client.audit("", "operator", 2);
    assertTrue(page.next().isPresent());
  }

  private static List<String> actions(List<Audit.Entry> entries) {
    return entries.stream().map(Audit.Entry::action).toList();
  }

  // From commit to served.

  private Convergence.Lane convergence() throws ApiFailure {
    return server.client.convergence().lanes().getFirst();
  }

  @Test
  void what_a_lane_served_first_of_all_was_not_waited_for() throws ApiFailure, PortFailure {
    assertEquals(List.of(), convergence().stations());
    server.desk.change("core", "First");
    server.desk.pass();
    assertEquals(0, convergence().commits());
    assertEquals(0, convergence().waiting());
  }

  @Test
  void a_commit_is_measured_from_station_to_station_until_main_serves_it()
      throws ApiFailure, PortFailure {
    server.desk.change("core", "First");
    server.desk.pass();
    server.desk.change("core", "Second");
    assertEquals(1, convergence().waiting());
    assertEquals("core", convergence().oldest().orElseThrow().source());
    server.desk.pass();

    assertEquals(1, convergence().commits());
    assertEquals(0, convergence().waiting());
    var stations = convergence().stations();
    assertEquals(
        List.of("whole", "seen", "frozen", "sealed", "begun", "prepared", "served"),
        stations.stream().map(Station::station).toList());
    long sum = stations.stream().skip(1).mapToLong(Station::p50).sum();
    assertEquals(stations.getFirst().p50(), sum);
    assertTrue(stations.getLast().p50() >= 600_000, "ten minutes are baked: " + stations);
    assertEquals(convergence().whole(), lane().convergence());
  }

  private speeder.api.LaneStatus lane() throws ApiFailure {
    return server.client.status().lane("pretrain").orElseThrow();
  }

  @Test
  void every_commit_below_the_head_counts_and_none_twice() throws ApiFailure, PortFailure {
    server.desk.change("core", "First");
    server.desk.pass();
    server.desk.push("core", "Second");
    server.desk.change("core", "Third");
    server.desk.pass();
    assertEquals(2, convergence().commits());

    server.client.command(Command.onLane("back", Command.ROLLBACK, "pretrain"));
    server.desk.work();
    server.desk.judge(Answer.PASS, "it answers");
    server.client.command(Command.onLane("lift", Command.LIFT, "pretrain"));
    server.desk.change("core", "Fourth");
    server.desk.pass();
    assertEquals(3, convergence().commits());
  }

  @Test
  void half_and_95_of_100_are_of_the_last_commits() throws Exception {
    server.desk.change("core", "First");
    server.desk.pass();
    for (int each = 0; each < 3; each++) {
      server.desk.change("core", "More");
      server.desk.pass();
    }
    var whole = convergence().whole().orElseThrow();
    assertTrue(whole.p50() <= whole.p95(), whole::toString);
    assertTrue(
        server
            .get("/metrics")
            .body()
            .contains(
                "speeder_convergence_ms{lane=\"pretrain\",station=\"whole\",quantile=\"0.95\"} "
                    + whole.p95()));
  }
}
