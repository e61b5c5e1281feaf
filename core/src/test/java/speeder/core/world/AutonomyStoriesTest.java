package speeder.core.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import speeder.core.autonomy.AutonomyFact.Match;
import speeder.core.autonomy.AutonomyFact.Move;
import speeder.core.autonomy.AutonomyFact.Wrong;
import speeder.core.autonomy.Opinion;
import speeder.core.autonomy.Opinion.Decided;
import speeder.core.farm.Acting;
import speeder.core.farm.Acting.Agreement;
import speeder.core.farm.Acting.Autonomy;
import speeder.core.farm.LockRules;
import speeder.core.farm.Policies;
import speeder.core.farm.Policies.Control;
import speeder.core.rollout.Phase;
import speeder.core.supervision.SupervisionFact.Answer;

/// How far automation goes: it observes, proposes or acts.
class AutonomyStoriesTest {
  private static final Agreement NONE = new Agreement(0, 100, Duration.ofDays(30));
  private static final Agreement TWO = new Agreement(2, 100, Duration.ofDays(30));
  private static final Duration VALID = Duration.ofDays(7);
  private static final Policies CONTROLS =
      new Policies(
          List.of(),
          List.of(),
          LockRules.NONE,
          List.of(new Control("schema", "columns are there", VALID)));

  private static Story at(Autonomy level) {
    return Story.farm(Farms.acting(Acting.to(level), "here"));
  }

  private static Acting acting(Autonomy level, Agreement agreement, String... controls) {
    return new Acting(level, new TreeMap<>(), List.of(controls), agreement);
  }

  private static AutonomyAsk.Confirm yes() {
    return new AutonomyAsk.Confirm("pretrain", Optional.empty());
  }

  private static AutonomyAsk.Confirm yesUpTo(String stage) {
    return new AutonomyAsk.Confirm("pretrain", Optional.of(stage));
  }

  private static AutonomyAsk.SetLevel set(Autonomy level) {
    return new AutonomyAsk.SetLevel("pretrain", Optional.empty(), level, "a look");
  }

  private static Optional<String> waitsFor(Story story) {
    return Autonomous.waiting(story.world, "pretrain").map(Autonomous.Waiting::name);
  }

  private static List<Match> matches(Story story) {
    return story.world.autonomies().decided("pretrain").stream().map(Decided::match).toList();
  }

  private static List<Move> open(Story story) {
    return story.world.autonomies().open("pretrain").stream()
        .map(Opinion::would)
        .map(it -> it.move())
        .toList();
  }

  // Propose.

  @Test
  void proposing_prepares_and_waits_for_a_yes_to_each_stage() {
    var story = at(Autonomy.PROPOSE).sealed("one").ready().is(Phase.PREPARING);
    assertEquals(Optional.of("debug"), waitsFor(story));
    assertFalse(story.owes("publish"));

    story.obeyed(yes()).is(Phase.EXPOSING).passed().is(Phase.JUDGING);
    assertEquals(Optional.of("canary"), waitsFor(story));

    story.obeyed(yes()).is(Phase.EXPOSING).passed();
    assertEquals(Optional.of("main"), waitsFor(story));

    story.obeyed(yes()).passed().is(Phase.WATCHING);
    assertEquals(Optional.of(story.newest()), story.serving());
    assertEquals(Optional.empty(), waitsFor(story));
  }

  @Test
  void a_yes_may_be_said_ahead_up_to_a_stage() {
    var story = at(Autonomy.PROPOSE).sealed("one").obeyed(yesUpTo("canary")).ready();
    story.passed().is(Phase.EXPOSING).passed().is(Phase.JUDGING);
    assertEquals(Optional.of("main"), waitsFor(story));
  }

  @Test
  void whoever_deploys_has_said_yes_to_the_first_stage() {
    var story = at(Autonomy.PROPOSE);
    story.commit("one").freezes();
    story.obeyed(new Ask.Deploy("pretrain", Optional.empty())).freezes().builds().gate(true);
    story.ready().is(Phase.EXPOSING);
    story.passed();
    assertEquals(Optional.of("canary"), waitsFor(story));
  }

  @Test
  void a_stage_may_go_less_far_than_its_lane() {
    var stages = new TreeMap<>(Map.of("main", Autonomy.PROPOSE));
    var acting = new Acting(Autonomy.ACT, stages, List.of(), Agreement.USUAL);
    var story = Story.farm(Farms.acting(acting, "here")).sealed("one").ready();
    story.passed().passed().is(Phase.JUDGING);
    assertEquals(Optional.of("main"), waitsFor(story));
  }

  @Test
  void going_back_waits_for_nobody_where_automation_proposes() {
    var story = at(Autonomy.ACT).served("one").obeyed(set(Autonomy.PROPOSE));
    story.sealed("two").obeyed(yesUpTo("main")).ready().passed().passed().routed();
    story.judged(Answer.FAIL);
    assertFalse(story.rollout().isForward());
  }

  @Test
  void a_yes_that_nothing_waits_for_is_refused() {
    var story = at(Autonomy.ACT);
    story.refused("nothing-to-confirm", yes());
    story.sealed("one").ready().refused("nothing-to-confirm", yes());
    story.refused("no-such-stage", yesUpTo("nowhere"));
    story.passed().refused("confirmed-already", yesUpTo("debug"));
    story.hold().refused("lane-held", yesUpTo("main"));
    story.refused("no-such-lane", new AutonomyAsk.Confirm("nowhere", Optional.empty()));
  }

  @Test
  void lowered_on_its_way_a_rollout_waits_at_its_next_stage() {
    var story = at(Autonomy.ACT).sealed("one").ready().routed().obeyed(set(Autonomy.PROPOSE));
    story.judged(Answer.PASS).is(Phase.JUDGING);
    assertEquals(Optional.of("canary"), waitsFor(story));
  }

  @Test
  void lowered_before_its_routes_were_asked_for_a_stage_is_not_exposed() {
    var story = at(Autonomy.ACT).sealed("one").ready().routed();
    var main = Story.slot("canary", story.newest());
    story.died(main).judged(Answer.PASS).is(Phase.EXPOSING).obeyed(set(Autonomy.PROPOSE)).ready();
    assertFalse(story.owes("publish"));
    assertEquals(Optional.of("canary"), waitsFor(story));
    story.obeyed(yes());
    assertTrue(story.owes("publish"));
  }

  @Test
  void what_an_overtaken_rollout_left_half_started_goes_while_another_waits() {
    var story = at(Autonomy.PROPOSE).sealed("one").obeyed(yesUpTo("main")).ready();
    story.passed().passed().passed().settled().sealed("two");
    var two = story.newest();
    story.rollback().lift();
    assertTrue(story.world.slots().find(Story.slot("main", two)).isPresent());
    story.settled().judgedBack();
    assertTrue(story.world.slots().find(Story.slot("main", two)).isEmpty());
  }

  // Observe.

  @Test
  void observing_begins_nothing_and_records_what_it_would_do() {
    var story = at(Autonomy.OBSERVE).sealed("one");
    assertEquals(List.of(), story.world.rollouts().open());
    assertFalse(story.owes("push"), "nothing leaves this server");
    assertEquals(List.of(Move.SET_OUT), open(story));
  }

  @Test
  void people_who_do_what_it_would_have_done_agree() {
    var story = at(Autonomy.OBSERVE).sealed("one");
    story.obeyed(new Ask.Deploy("pretrain", Optional.of(story.newest())));
    assertEquals(List.of(Match.AGREED), matches(story));
    assertTrue(story.owes("push"));

    story.ready().passed();
    assertEquals(List.of(Move.GO_ON), open(story));
    story.obeyed(yes());
    assertEquals(List.of(Match.AGREED, Match.AGREED), matches(story));
  }

  @Test
  void the_same_commits_frozen_again_are_the_same() {
    var story = at(Autonomy.OBSERVE).sealed("one");
    story.obeyed(new Ask.Deploy("pretrain", Optional.empty())).freezes().builds().gate(true);
    assertEquals(List.of(Match.AGREED), matches(story));
  }

  @Test
  void people_who_do_something_else_differ() {
    var story = at(Autonomy.OBSERVE).sealed("one");
    var one = story.newest();
    story.sealed("two").obeyed(new Ask.Deploy("pretrain", Optional.of(one)));
    assertEquals(List.of(Match.DIFFERED), matches(story));

    story.ready().passed().obeyed(new Ask.Withdraw("pretrain"));
    assertEquals(List.of(Match.DIFFERED, Match.DIFFERED), matches(story));
    assertEquals("took it back", story.world.autonomies().decided("pretrain").getLast().did());
  }

  @Test
  void observing_takes_nothing_back_and_says_that_it_would() {
    var story = at(Autonomy.ACT).served("one").obeyed(set(Autonomy.OBSERVE)).sealed("two");
    story.obeyed(new Ask.Deploy("pretrain", Optional.of(story.newest()))).ready().routed();
    story.judged(Answer.FAIL).is(Phase.JUDGING);
    assertEquals(List.of(Move.TAKE_BACK), open(story));

    story.obeyed(new Ask.Withdraw("pretrain")).is(Phase.WITHDRAWING);
    assertEquals(Match.AGREED, matches(story).getLast());
  }

  @Test
  void what_looks_better_again_is_no_decision() {
    var story = at(Autonomy.ACT).served("one").obeyed(set(Autonomy.OBSERVE)).sealed("two");
    story.obeyed(new Ask.Deploy("pretrain", Optional.of(story.newest()))).ready().routed();
    int before = matches(story).size();
    story.judged(Answer.FAIL).judged(Answer.PASS);
    assertEquals(before, matches(story).size());
    assertEquals(List.of(Move.GO_ON), open(story));
  }

  @Test
  void what_is_left_to_people_is_no_decision_once_automation_may() {
    var story =
        Story.farm(Farms.acting(acting(Autonomy.ACT, NONE), "here"))
            .obeyed(set(Autonomy.OBSERVE))
            .sealed("one");
    story.obeyed(set(Autonomy.PROPOSE));
    assertEquals(List.of(), open(story));
    assertEquals(List.of(), matches(story));
  }

  // Up and down.

  @Test
  void less_is_free_and_more_goes_a_step_at_a_time() {
    var story = Story.farm(Farms.acting(acting(Autonomy.ACT, NONE), "here"));
    story.obeyed(set(Autonomy.OBSERVE)).refused("autonomy-already", set(Autonomy.OBSERVE));
    story.refused("autonomy-one-step", set(Autonomy.ACT));
    story.obeyed(set(Autonomy.PROPOSE)).obeyed(set(Autonomy.ACT));
    story.refused(
        "reason-missing",
        new AutonomyAsk.SetLevel("pretrain", Optional.empty(), Autonomy.OBSERVE, " "));
  }

  @Test
  void more_than_the_manifest_allows_is_refused() {
    at(Autonomy.PROPOSE).refused("autonomy-over-manifest", set(Autonomy.ACT));
  }

  @Test
  void more_takes_agreement() {
    var story = Story.farm(Farms.acting(acting(Autonomy.ACT, TWO), "here"));
    story.obeyed(set(Autonomy.PROPOSE)).refused("agreement-missing", set(Autonomy.ACT));
    story.sealed("one").ready().obeyed(yes()).passed().obeyed(yes());
    story.obeyed(set(Autonomy.ACT));
  }

  @Test
  void agreement_of_long_ago_does_not_count() {
    var story = Story.farm(Farms.acting(acting(Autonomy.ACT, TWO), "here"));
    story.obeyed(set(Autonomy.PROPOSE)).sealed("one").ready().obeyed(yes()).passed().obeyed(yes());
    story.after(Duration.ofDays(31)).refused("agreement-missing", set(Autonomy.ACT));
  }

  @Test
  void more_takes_two_people_and_less_takes_one() {
    var story = Story.farm(Farms.acting(acting(Autonomy.ACT, NONE), "here"));
    story.lets("ann", "owner").lets("bob", "owner").lets("tom", "tester");
    story.obeyed("tom", set(Autonomy.PROPOSE)).refused("role-missing", "tom", set(Autonomy.ACT));
    story.agreed("ann", set(Autonomy.ACT), "bob");
    assertEquals(Autonomy.ACT, level(story));
  }

  private static Autonomy level(Story story) {
    var lane = story.world.farm().lane("pretrain").orElseThrow();
    return Autonomous.level(story.world, lane);
  }

  @Test
  void a_manifest_raises_nothing_by_itself_and_lowers_at_once() {
    var story = at(Autonomy.PROPOSE).adopt(Farms.acting(acting(Autonomy.ACT, NONE), "here"));
    assertEquals(Autonomy.PROPOSE, level(story));
    story.obeyed(set(Autonomy.ACT));
    assertEquals(Autonomy.ACT, level(story));
    story.adopt(Farms.acting(Acting.to(Autonomy.OBSERVE), "here"));
    assertEquals(Autonomy.OBSERVE, level(story));
  }

  @Test
  void a_miss_that_is_reported_moves_it_down() {
    var story = at(Autonomy.ACT);
    var miss = new AutonomyAsk.Report("pretrain", Wrong.MISS, Optional.empty(), "it was slow");
    story.refused("nothing-served", miss).served("one").obeyed(miss);
    assertEquals(Autonomy.PROPOSE, level(story));
    story.obeyed(miss).obeyed(miss);
    assertEquals(Autonomy.OBSERVE, level(story));
  }

  @Test
  void a_release_taken_back_whose_commits_pass_later_moves_it_down() {
    var story = at(Autonomy.ACT).anchored("one").sealed("two").ready().passed().passed().routed();
    story.judged(Answer.FAIL).ready().routed().judgedBack().lift();
    story.obeyed(new Ask.Deploy("pretrain", Optional.empty())).freezes().builds().gate(true);
    story.ready().passed().passed().passed().settled();
    assertEquals(Autonomy.ACT, level(story));
    story.judged(Answer.PASS);
    assertEquals(Autonomy.PROPOSE, level(story));
  }

  // Controls.

  private static Story controlled() {
    var lane = Farms.acting(acting(Autonomy.ACT, NONE, "schema"), "here");
    var story = new Story();
    return story.takeOver().adopt(CONTROLS, lane);
  }

  private static AutonomyAsk.Pass pass() {
    return new AutonomyAsk.Pass("schema", Optional.empty(), "job 7 passed");
  }

  @Test
  void automation_does_not_act_while_a_required_control_has_no_pass() {
    var story = controlled().sealed("one").ready().is(Phase.PREPARING);
    assertEquals(Optional.of("debug"), waitsFor(story));
    assertEquals(
        List.of("schema has no pass"),
        Stops.all(story.world, "pretrain").stream().map(Stops.Stop::why).toList());

    story.obeyed(pass()).is(Phase.EXPOSING).passed().is(Phase.EXPOSING);
    assertEquals(List.of(), Stops.all(story.world, "pretrain"));
  }

  @Test
  void a_persons_yes_goes_past_a_control_that_has_not_passed() {
    controlled().sealed("one").ready().obeyed(yes()).is(Phase.EXPOSING);
  }

  @Test
  void a_pass_ends_by_itself_and_by_a_failure() {
    var story = controlled().obeyed(pass());
    assertEquals(Optional.of(story.now.plus(VALID)), story.world.wake(story.now));
    story.after(VALID).sealed("one").ready().is(Phase.PREPARING);
    story.obeyed(pass()).is(Phase.EXPOSING).routed();
    story.obeyed(new AutonomyAsk.Fail("schema", "job 8 failed")).judged(Answer.PASS);
    assertEquals(Optional.of("canary"), waitsFor(story));
    assertEquals("schema failed: job 8 failed", Stops.all(story.world, "pretrain").getLast().why());
  }

  @Test
  void act_is_refused_while_a_required_control_has_no_pass() {
    var story = controlled().obeyed(set(Autonomy.PROPOSE));
    story.refused("control-not-passed", set(Autonomy.ACT));
    story.obeyed(pass()).obeyed(set(Autonomy.ACT));
  }

  @Test
  void controls_are_passed_for_as_long_as_the_manifest_allows() {
    var story = controlled();
    story.refused("no-such-control", new AutonomyAsk.Pass("other", Optional.empty(), "so"));
    story.refused("no-such-control", new AutonomyAsk.Fail("other", "so"));
    story.refused("reason-missing", new AutonomyAsk.Pass("schema", Optional.empty(), ""));
    story.refused("reason-missing", new AutonomyAsk.Fail("schema", ""));
    var long8 = Optional.of(VALID.plusSeconds(1));
    story.refused("control-pass-too-long", new AutonomyAsk.Pass("schema", long8, "so"));
    story.obeyed(new AutonomyAsk.Pass("schema", Optional.of(Duration.ofHours(1)), "so"));
    story.after(Duration.ofHours(1));
    assertTrue(story.world.controls().failure("schema").isPresent());
  }
}
