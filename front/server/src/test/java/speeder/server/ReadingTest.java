package speeder.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import speeder.api.ApiFailure;
import speeder.api.Command;
import speeder.api.LaneStatus;
import speeder.api.LaneStatus.State;
import speeder.api.Problem;
import speeder.core.supervision.SupervisionFact.Answer;
import speeder.engine.port.PortFailure;

class ReadingTest {
  @TempDir Path data;
  private TestServer server;

  @BeforeEach
  void start() throws PortFailure, IOException {
    server = new TestServer(data);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private LaneStatus pretrain() throws ApiFailure {
    return server.client.status().lane("pretrain").orElseThrow();
  }

  @Test
  void status_says_what_a_lane_does_at_each_point() throws ApiFailure, PortFailure {
    assertEquals(State.EMPTY, pretrain().state());
    server.desk.change("core", "Feature");
    var judged = pretrain();
    assertEquals(State.ROLLING_OUT, judged.state());
    assertTrue(judged.moving());
    assertTrue(judged.sentence().endsWith("is judged at debug."), judged::sentence);
    server.desk.pass();
    assertEquals(State.WATCHING, pretrain().state());
    assertFalse(pretrain().moving());
    server.desk.judge(Answer.PASS, "fine");
    assertEquals(State.AT_REST, pretrain().state());
    assertEquals(pretrain().serving(), pretrain().anchor());
  }

  @Test
  void each_place_says_since_when_it_serves_what() throws ApiFailure, PortFailure {
    server.desk.change("core", "Feature");
    server.desk.pass();
    var first = pretrain().serving();
    server.desk.change("core", "Next");
    server.desk.judge(Answer.PASS, "fine");
    var stages = pretrain().stages();
    var canary = stages.get(1).places().getFirst();
    var main = stages.get(2).places().getFirst();
    assertEquals(first, main.release());
    assertEquals(pretrain().newestRollout().map(it -> it.release()), canary.release());
    assertTrue(main.since().orElseThrow().isBefore(canary.since().orElseThrow()));
  }

  @Test
  void a_stage_that_was_given_back_says_so() throws ApiFailure, PortFailure {
    server.desk.change("core", "Feature");
    server.desk.pass();
    server.desk.change("core", "Fault");
    server.desk.judge(Answer.FAIL, "5 % errors");
    var debug = pretrain().stages().getFirst().places().getFirst();
    assertEquals(pretrain().serving(), debug.release());
    assertEquals(pretrain().newestRollout().orElseThrow().returned(), debug.since());
    assertEquals("5 % errors", pretrain().newestRollout().orElseThrow().why());
  }

  @Test
  void a_source_that_is_held_back_says_why_and_what_to_do() throws ApiFailure, PortFailure {
    server.desk.change("core", "Feature");
    server.desk.pass();
    server.desk.lose("ext/Graph");
    server.desk.change("core", "Next");
    var held = pretrain().heldBack();
    assertEquals(List.of("ext/Graph"), held.stream().map(it -> it.source()).toList());
    assertFalse(held.getFirst().why().isBlank(), held::toString);
  }

  @Test
  void a_rollout_tells_its_steps_with_counts_and_logs() throws ApiFailure, PortFailure {
    server.desk.change("core", "Feature");
    server.desk.pass();
    var id = pretrain().newestRollout().orElseThrow().id();
    var detail = server.client.rollout(id);
    assertEquals("WATCHING", detail.rollout().phase());
    var verdict =
        detail.steps().stream().flatMap(it -> it.verdict().stream()).findFirst().orElseThrow();
    assertTrue(verdict.counts().orElseThrow().json().contains("1200"), verdict::toString);
    var effect =
        detail.steps().stream()
            .flatMap(it -> it.effect().stream())
            .filter(it -> it.contains("/prepare/"))
            .findFirst();
    var log = server.client.log(effect.orElseThrow());
    assertTrue(log.all());
    assertFalse(log.lines().isEmpty(), "the log of " + effect);
  }

  @Test
  void a_release_tells_what_came_into_it() throws ApiFailure, PortFailure {
    server.desk.change("core", "Feature");
    server.desk.pass();
    server.desk.change("ext/Cite", "Fix the footnotes");
    var newest = server.client.releases("pretrain").releases().getFirst();
    var detail = server.client.release(newest.release());
    assertEquals(4, detail.sources().size());
    assertEquals(1, detail.changes().size());
    var change = detail.changes().getFirst();
    assertEquals("ext/Cite", change.source());
    assertEquals("Fix the footnotes", change.commits().getFirst().subject());
    var absent = assertThrows(ApiFailure.class, () -> server.client.release("r-0"));
    assertEquals("no-such-release", absent.problem().code());
  }

  @Test
  void a_commit_is_found_where_a_release_holds_it_or_a_later_one() throws ApiFailure, PortFailure {
    var skipped = server.desk.push("ext/Cite", "Never a head that was frozen").hex();
    server.desk.change("ext/Cite", "Later");
    server.desk.judge(Answer.PASS, "fine");
    var where = server.client.where("ext/Cite", skipped);
    assertEquals(
        "%s is served at pretrain/debug, pretrain/canary.".formatted(skipped.substring(0, 10)),
        where.sentence());
    assertEquals(Optional.empty(), where.frozen());
    server.desk.pass();
    assertTrue(server.client.where("ext/Cite", skipped).sentence().contains("pretrain/main"));
    var next = server.desk.push("ext/Cite", "Not seen yet").hex();
    assertTrue(server.client.where("ext/Cite", next).sentence().endsWith("is not served."));
    assertProblem(404, "no-such-source", () -> server.client.where("ext/Sight", next));
    assertProblem(404, "no-such-commit", () -> server.client.where("ext/Cite", "0123456"));
    var few = assertProblem(400, "bad-input", () -> server.client.where("ext/Cite", "1234"));
    assertEquals("Give at least seven of its digits, 0 to f.", few.remedy());
  }

  @Test
  void a_lane_that_is_not_there_is_said_so_whatever_is_asked_of_it() throws PortFailure {
    server.desk.change("core", "Feature");
    for (var wrong :
        List.<Executable>of(
            () -> server.client.next("nope"),
            () -> server.client.releases("nope"),
            () -> server.client.rollouts("nope"),
            () -> server.client.audit("nope", "", 5),
            () -> server.client.command(Command.onLane("d", Command.DEPLOY, "nope")))) {
      var problem = assertProblem(404, "no-such-lane", wrong);
      assertEquals("There is no lane nope.", problem.sentence());
      assertEquals("Lanes are: pretrain, train.", problem.remedy());
    }
  }

  @Test
  void what_people_say_is_one_line_of_plain_text() {
    var forged = "fine\npretrain     serves all\u001b[2K";
    var hold = Command.onLane("h", Command.HOLD, "pretrain").because(forged);
    var problem = assertProblem(400, "bad-input", () -> server.client.command(hold));
    assertEquals(
        "Field reason has a control character in it, such as the end of a line.",
        problem.sentence());
    var lift = Command.onLane("l", Command.LIFT, "pretrain").onBehalfOf("nina\r");
    assertProblem(400, "bad-input", () -> server.client.command(lift));
  }

  private static Problem assertProblem(int status, String code, Executable asks) {
    var problem = assertThrows(ApiFailure.class, asks).problem();
    assertEquals(code, problem.code());
    assertEquals(status, problem.status());
    return problem;
  }

  @Test
  void first_digits_find_a_commit_that_was_frozen() throws ApiFailure, PortFailure {
    server.desk.change("core", "Feature");
    var commit =
        server.client.release(server.client.releases("pretrain").releases().getFirst().release());
    var core = commit.sources().get(1);
    var where = server.client.where("core", core.commit().substring(0, 8));
    assertEquals(core.commit(), where.commit());
  }

  @Test
  void metrics_count_refusals_by_code() throws Exception {
    server.client.command(hold("1"));
    var refused = assertThrows(ApiFailure.class, () -> server.client.command(deploy("2")));
    assertEquals("lane-held", refused.problem().code());
    var metrics = server.get("/metrics").body();
    assertTrue(metrics.contains("speeder_refusals_total{code=\"lane-held\"} 1\n"), metrics);
    assertTrue(metrics.contains("speeder_lane_held{lane=\"pretrain\"} 1\n"), metrics);
    assertTrue(metrics.contains("speeder_lane_state{lane=\"train\",state=\"external\"} 1\n"));
  }

  @Test
  void a_lane_whose_gate_is_shut_waits_for_a_person() throws Exception {
    server.close();
    server = new TestServer(data, TestDesk.unproven());
    server.desk.change("core", "Feature");
    assertEquals(State.GATE_SHUT, pretrain().state());
    assertFalse(pretrain().moving());
    assertEquals(Optional.of(false), pretrain().newestCandidate().orElseThrow().gateOpen());
  }

  private static speeder.api.Command hold(String id) {
    return speeder.api.Command.onLane(id, "hold", "pretrain").because("looking");
  }

  private static speeder.api.Command deploy(String id) {
    return speeder.api.Command.onLane(id, "deploy", "pretrain");
  }
}
