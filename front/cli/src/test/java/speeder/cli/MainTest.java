package speeder.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import speeder.api.Command;
import speeder.api.Hold;
import speeder.api.LaneStatus.State;
import speeder.api.Next;
import speeder.api.Outcome;
import speeder.api.Problem;
import speeder.api.Snapshot;
import speeder.api.Status;
import speeder.api.Where;
import speeder.core.supervision.SupervisionFact.Answer;
import speeder.engine.port.PortFailure;
import speeder.server.TestDesk;
import speeder.server.TestServer;

class MainTest {
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

  private Ran speeder(String... arguments) {
    return speeder(new TreeMap<>(), List.of(arguments));
  }

  private Ran json(String... arguments) {
    var all = new ArrayList<>(List.of(arguments));
    all.add("--json");
    return speeder(new TreeMap<>(), all);
  }

  private Ran speeder(Map<String, String> environment, List<String> arguments) {
    environment.putIfAbsent("SPEEDER_DATA", data.toString());
    return Ran.speeder(server.desk, data, environment, arguments);
  }

  @Test
  void a_deploy_is_waited_for_and_its_outcome_said() throws Exception {
    server.desk.alone();
    var first = json("deploy", "pretrain", "--wait", "--timeout", "20");
    assertEquals(0, first.code(), first::toString);
    var outcome = first.document(Outcome.class);
    assertTrue(outcome.done());
    assertEquals(outcome.release(), outcome.serving());
    assertTrue(first.err().contains("Passed at main: its window runs"), first::err);
    server.desk.push("core", "Feature");
    assertEquals("pretrain serves", speeder("deploy", "pretrain", "--wait").out().substring(0, 15));
    var back = speeder("rollback", "pretrain", "--wait", "--reason", "it is slow");
    assertEquals(0, back.code(), back::toString);
    assertEquals("pretrain serves " + outcome.serving().orElseThrow() + ".\n", back.out());
    var held = speeder("deploy", "pretrain");
    assertEquals(1, held.code());
    assertTrue(held.err().contains("Lift the hold first: speeder lift pretrain"), held::err);
    assertEquals(0, speeder("lift", "pretrain").code());
  }

  @Test
  void a_deploy_that_comes_to_nothing_ends_with_no() throws Exception {
    server.close();
    server = new TestServer(data, TestDesk.unproven().alone());
    var shut = json("deploy", "pretrain", "--wait", "--timeout", "20");
    assertEquals(1, shut.code(), shut::toString);
    assertFalse(shut.document(Outcome.class).done());
    assertEquals(0, speeder("waive", "pretrain", "--reason", "known").code());
    server.desk.work();
    server.desk.pass();
    assertEquals(State.WATCHING, json("status").document(Status.class).lanes().getFirst().state());
  }

  @Test
  void what_is_held_is_told_and_lifted_reach_by_reach() throws Exception {
    server.desk.change("core", "Feature");
    for (var reach : List.of("pretrain", "--target=eqiad", "--source=core", "--all")) {
      assertEquals(0, speeder("hold", reach, "--reason", "a look").code(), reach);
    }
    var status = json("status").document(Status.class);
    assertEquals(
        List.of("all", "lane/pretrain", "target/eqiad", "source/core"),
        status.holds().stream().map(Hold::reach).toList());
    assertEquals(3, status.lanes().getFirst().stops().size());
    var text = speeder("status").out();
    assertTrue(text.contains("hold at everything by operator"), text);
    assertTrue(text.contains("hold at lane pretrain by operator"), text);
    assertTrue(text.contains("held at its last commit by operator: core: a look"), text);
    assertEquals(
        "Lift the hold first: speeder lift --all",
        json("deploy", "pretrain").document(Problem.class).remedy());
    for (var reach : List.of("pretrain", "--target=eqiad", "--source=core", "--all")) {
      assertEquals(0, speeder("lift", reach).code(), reach);
    }
    assertEquals(List.of(), json("status").document(Status.class).holds());
  }

  @Test
  void a_hold_may_end_by_itself_and_may_stop_going_back_too() throws Exception {
    assertEquals(
        0, speeder("hold", "pretrain", "--reason", "a look", "--frozen", "--for", "2h").code());
    var hold = json("status").document(Status.class).holds().getFirst();
    assertTrue(hold.frozen());
    var lasts = Duration.between(hold.since(), hold.until().orElseThrow());
    assertEquals(2, lasts.plusSeconds(30).toHours(), lasts::toString);
    assertEquals("lane-held-frozen", json("rollback", "pretrain").document(Problem.class).code());
    var past = json("hold", "--all", "--reason", "x", "--until", "2020-01-01T00:00:00Z");
    assertEquals("already-over", past.document(Problem.class).code());
  }

  @Test
  void what_comes_next_and_what_stands_in_its_way_is_told() throws Exception {
    server.desk.change("core", "Feature");
    assertEquals(0, speeder("cadence", "pretrain", "--every", "0 12 * * *").code());
    assertEquals(0, speeder("hold", "pretrain", "--reason", "a look", "--for", "30h").code());
    var lane = json("next", "pretrain").document(Next.class).lanes().getFirst();
    assertEquals("at 0 12 * * * (UTC)", lane.cadence());
    assertEquals(5, lane.runs().size());
    assertEquals(1, lane.runs().getFirst().stops().size());
    assertEquals(List.of(), lane.runs().getLast().stops(), "the hold is over by then");
    assertEquals(lane.opens(), lane.stops().getFirst().until());
    var text = speeder("next").out();
    assertTrue(text.contains("clock: 0 12 * * * (UTC); stopped by hold (a look), opens"), text);
    assertEquals(0, speeder("cadence", "pretrain", "--every", "manifest").code());
    assertEquals(2, speeder("next", "pretrian").code());
    var soon = json("cadence", "pretrain", "--every", "soon").document(Problem.class);
    assertEquals("bad-cron", soon.code());
  }

  @Test
  void a_hold_says_what_it_is_about() {
    assertEquals(2, speeder("hold", "--reason", "x").code());
    assertEquals(2, speeder("hold", "pretrain", "--all", "--reason", "x").code());
    assertEquals(2, speeder("hold", "--all", "--reason", "x", "--for", "soon").code());
  }

  @Test
  void a_lane_that_is_not_there_is_bad_input_of_every_command() {
    for (var line :
        List.of(
            "status nope",
            "next nope",
            "releases nope",
            "rollouts nope",
            "logs nope",
            "audit nope",
            "convergence nope",
            "autonomy show nope",
            "watch nope --until-idle",
            "deploy nope",
            "deploy nope --wait",
            "hold nope --reason so",
            "lift nope",
            "rollback nope",
            "withdraw nope",
            "waive nope --reason so",
            "file-evidence nope",
            "confirm nope",
            "cadence nope --every change",
            "thaw nope --for 1h --reason so",
            "autonomy set nope act --reason so",
            "lock take nope",
            "lock run nope -- true")) {
      var ran = speeder(line.split(" "));
      assertEquals(2, ran.code(), () -> line + ": " + ran);
      assertTrue(ran.err().contains("There is no lane nope."), () -> line + ": " + ran);
    }
  }

  @Test
  void nothing_that_anyone_wrote_reaches_the_terminal_as_a_line_of_its_own() throws Exception {
    server.desk.change("core", "Feature");
    server.desk.pass();
    server.desk.change("ext/Cite", "Fix\u001b[2K it");
    var release = server.client.releases("pretrain").releases().getFirst().release();
    var text = speeder("release", release).out();
    assertTrue(text.contains("Fix␛[2K it"), text);
    assertFalse(text.contains("\u001b"), text);
    assertTrue(json("release", release).out().contains("\\u001B[2K"), text);
  }

  @Test
  void status_tells_what_runs_where() throws Exception {
    server.desk.change("core", "Feature");
    server.desk.pass();
    server.desk.change("core", "Next");
    server.desk.judge(Answer.PASS, "1200 requests, 24 probes");
    var text = speeder("status", "pretrain");
    assertEquals(0, text.code());
    var status = json("status", "pretrain").document(Status.class);
    assertEquals(1, status.lanes().size());
    var serving = status.lanes().getFirst().serving().orElseThrow();
    assertTrue(text.out().contains("is judged at canary."), text::out);
    assertTrue(
        text.out().lines().anyMatch(it -> it.matches("  main +eqiad +" + serving + " .*")),
        text::out);
    assertEquals(2, speeder("status", "pretrian").code());
    assertEquals(
        "Lanes are: pretrain, train.", json("status", "pretrian").document(Problem.class).remedy());
  }

  @Test
  void pins_and_bad_commits_are_told_with_who_and_why() throws Exception {
    var commit = server.desk.push("core", "Fault").hex();
    assertEquals(0, speeder("pin", "ext/Cite", "--reason", "a look", "--for", "2h").code());
    assertEquals(0, speeder("bad", "core", commit.substring(0, 7), "--reason", "it breaks").code());
    var text = speeder("status").out();
    assertTrue(text.contains("pin: ext/Cite, by operator"), text);
    assertTrue(text.contains("bad: core " + commit.substring(0, 10) + ", by operator"), text);
    assertEquals(0, speeder("good", "core", commit).code());
    assertEquals(0, speeder("unpin", "ext/Cite").code());
    var gone = speeder("unpin", "ext/Cite");
    assertEquals(1, gone.code());
    assertTrue(gone.err().contains("Source ext/Cite is not pinned."), gone::err);
    assertEquals(2, speeder("pin", "ext/Site", "--reason", "a look").code());
  }

  @Test
  void a_refusal_is_one_document_and_the_same_words() throws Exception {
    var refused = json("rollback", "pretrain");
    assertEquals(1, refused.code());
    var problem = refused.document(Problem.class);
    assertEquals("nothing-to-go-back-to", problem.code());
    assertEquals(
        "speeder: %s\n  %s (%s)\n".formatted(problem.sentence(), problem.remedy(), problem.code()),
        refused.err());
    assertEquals(1, speeder("deploy", "train").code());
  }

  @Test
  void a_repeated_id_is_obeyed_once() throws Exception {
    var hold = new String[] {"hold", "pretrain", "--reason", "looking", "--id", "mine"};
    var first = json(hold).document(Command.Accepted.class);
    assertEquals(first, json(hold).document(Command.Accepted.class));
    assertEquals(
        "nina", server.client.journal(first.accepted(), 1).entries().getFirst().onBehalfOf());
  }

  @Test
  void where_says_yes_and_no_by_its_exit_code() throws Exception {
    var commit = server.desk.push("ext/Cite", "Fix").hex();
    assertEquals(1, speeder("where", "ext/Cite", commit).code());
    server.desk.change("core", "More");
    server.desk.pass();
    var served = json("where", "ext/Cite", commit);
    assertEquals(0, served.code(), served::toString);
    assertTrue(served.document(Where.class).sentence().contains("pretrain/main"));
    assertEquals(2, speeder("where", "ext/Sight", commit).code());
  }

  @Test
  void watch_tells_what_happened_until_nothing_moves() throws Exception {
    server.desk.change("core", "Feature");
    server.desk.pass();
    var watched = json("watch", "pretrain", "--from", "1", "--until-idle", "--timeout", "20");
    assertEquals(0, watched.code(), watched::toString);
    var events = watched.document(Watch.Watched.class).events();
    assertTrue(events.stream().allMatch(it -> it.lane().equals("pretrain")));
    assertTrue(events.stream().anyMatch(it -> it.text().startsWith("PASS at canary")));
    assertEquals("", speeder("watch", "--until-idle").out());
    assertEquals(2, json("watch").code());
  }

  @Test
  void releases_rollouts_logs_and_journal_are_told() throws Exception {
    server.desk.change("core", "Feature");
    server.desk.pass();
    server.desk.change("core", "Tell more");
    var releases = speeder("releases", "pretrain").out();
    assertEquals(2, releases.lines().count(), releases);
    var newest = releases.substring(0, releases.indexOf(' '));
    assertTrue(speeder("release", newest).out().contains("Tell more (Repo)"));
    assertEquals(2, speeder("rollouts", "pretrain").out().lines().count());
    assertTrue(speeder("logs", "pretrain").out().contains("starting pretrain/"));
    assertTrue(speeder("journal", "--max", "2").out().contains("Server test leads"));
  }

  @Test
  void a_release_that_failed_is_told_with_the_command_that_finds_the_commit() throws Exception {
    server.desk.change("core", "Feature");
    server.desk.pass();
    server.desk.change("core", "Fault");
    server.desk.judge(Answer.FAIL, "5 % errors");
    var failed = server.client.status().lane("pretrain").orElseThrow().failed().orElseThrow();
    var text = speeder("status").out();
    assertTrue(text.contains(failed.sentence() + "\n  " + failed.remedy() + "\n"), text);
    assertTrue(failed.remedy().contains("speeder bisect --lane pretrain"), failed::remedy);

    var snapshot = json("release", failed.release(), "--snapshot").document(Snapshot.class);
    assertEquals(server.client.snapshot(failed.release()), snapshot);
    var people = speeder("release", failed.release(), "--snapshot").out();
    assertTrue(people.startsWith(snapshot.snapshot() + "\n"), people);
    assertEquals(5, people.lines().count(), people);
  }

  @Test
  void bad_usage_names_what_is_expected() throws Exception {
    for (var bad :
        new String[][] {{"hold", "pretrain"}, {"deploi", "x"}, {"status", "--josn"}, {}}) {
      var ran = speeder(bad);
      assertEquals(2, ran.code(), ran::toString);
      assertFalse(ran.err().isBlank());
      assertEquals("", ran.out());
    }
    assertEquals("bad-usage", json("hold", "pretrain").document(Problem.class).code());
    assertEquals(2, speeder("status", "--server", "nowhere at all").code());
    assertEquals(0, speeder("deploy", "--help").code());
  }

  @Test
  void without_a_server_it_could_not() throws Exception {
    var url = server.url();
    stop();
    var gone = speeder("status", "--server", url);
    assertEquals(3, gone.code(), gone::toString);
    var none = json("status");
    assertEquals(3, none.code());
    assertEquals("no-server", none.document(Problem.class).code());
  }

  @Test
  void the_token_is_told_to_its_own_server_alone(@TempDir Path other) throws Exception {
    try (var stranger = new TestServer(other)) {
      var ran = speeder("hold", "pretrain", "--reason", "x", "--server", stranger.url());
      assertEquals(1, ran.code());
      assertTrue(ran.err().contains("takes a token"), ran::err);
      var environment = new TreeMap<String, String>();
      environment.put("SPEEDER_TOKEN", stranger.token);
      environment.put("SPEEDER_SERVER", stranger.url());
      assertEquals(0, speeder(environment, List.of("hold", "pretrain", "--reason", "x")).code());
    }
  }
}
