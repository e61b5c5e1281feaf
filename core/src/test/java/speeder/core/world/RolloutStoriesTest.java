package speeder.core.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static speeder.core.rollout.Phase.DONE;
import static speeder.core.rollout.Phase.EXPOSING;
import static speeder.core.rollout.Phase.HALTED;
import static speeder.core.rollout.Phase.JUDGING;
import static speeder.core.rollout.Phase.LOOKING;
import static speeder.core.rollout.Phase.PREPARING;
import static speeder.core.rollout.Phase.STOPPED;
import static speeder.core.rollout.Phase.WATCHING;
import static speeder.core.rollout.Phase.WITHDRAWING;
import static speeder.core.rollout.Phase.WITHDRAWN;
import static speeder.core.world.Story.BROKEN;
import static speeder.core.world.Story.farm;
import static speeder.core.world.Story.slot;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import speeder.core.farm.StageKind;
import speeder.core.rollout.SlotState.Status;
import speeder.core.route.RouteFact;
import speeder.core.schedule.Schedule;
import speeder.core.supervision.SupervisionFact.Answer;
import speeder.core.value.Place;
import speeder.core.value.ReleaseId;
import speeder.core.value.Slot;

/// The way forward, and what stops it.
class RolloutStoriesTest {
  private static final Result UNKNOWN = new Result.Unknown(BROKEN);
  private static final Result FAILED = new Result.Refused(BROKEN);
  private static final Ask WITHDRAW = new Ask.Withdraw("pretrain");

  @Test
  void slots_of_all_stages_are_started_at_once_ahead_of_their_turn() {
    var story = farm().sealed("one").is(PREPARING);
    assertEquals(3, story.owedOf("prepare").count());
    assertFalse(story.owes("publish"));
  }

  @Test
  void a_release_walks_through_debug_canary_and_main() {
    var story = farm().sealed("one").ready().is(EXPOSING);
    var release = Optional.of(story.newest());
    assertEquals(release, story.at("debug"));
    assertEquals(Optional.empty(), story.at("canary"));
    story.routed().is(JUDGING).judged(Answer.PASS).is(EXPOSING);
    assertEquals(release, story.at("canary"));
    assertEquals(Optional.empty(), story.at("main"));
    story.passed().passed().is(WATCHING);
    assertEquals(release, story.at("main"));
    assertEquals(release, story.serving());
    story.judged(Answer.PASS).is(DONE);
    assertEquals(release, story.world.releases().anchor("pretrain"));
  }

  @Test
  void a_stage_without_a_pass_is_not_left() {
    var story = farm().sealed("one").ready().routed();
    story.after(Duration.ofDays(1)).is(JUDGING);
    story.judged(Answer.UNKNOWN).is(JUDGING).judged(Answer.BLIND).is(JUDGING);
    story.judged(Answer.PASS).is(EXPOSING);
  }

  @Test
  void a_pass_before_the_stage_has_baked_is_no_step() {
    farm().sealed("one").ready().routed().seen(Answer.PASS).is(JUDGING);
  }

  @Test
  void what_was_seen_of_an_earlier_exposure_says_nothing_of_this_one() {
    var story = farm().sealed("one").ready().routed();
    var watch = (Effect.WatchRelease) story.owed("watch-release");
    story.hold().lift().is(JUDGING).after(Farms.BAKE).seen(watch, Answer.PASS).is(JUDGING);
    story.judged(Answer.PASS).is(EXPOSING);
  }

  @Test
  void a_window_without_pass_ends_without_an_anchor() {
    var story = farm().served("one").is(WATCHING).seen(Answer.UNKNOWN).is(WATCHING);
    story.seen(Answer.BLIND).is(WATCHING).judged(Answer.UNKNOWN).is(DONE);
    assertEquals(Optional.empty(), story.world.releases().anchor("pretrain"));
  }

  @Test
  void blindness_at_the_end_of_the_window_is_waited_out() {
    farm().served("one").judged(Answer.BLIND).is(WATCHING).judged(Answer.PASS).is(DONE);
  }

  @Test
  void a_slot_that_does_not_start_withdraws_before_anything_was_exposed() {
    var story = farm().served("one");
    var good = story.serving();
    story.sealed("two").ends("prepare", FAILED).is(WITHDRAWN);
    assertEquals(good, story.serving());
    assertTrue(story.world.releases().find(story.newest()).orElseThrow().condemned());
    assertEquals(
        0,
        story.ready().retired().world.slots().bySlot().keySet().stream()
            .filter(it -> it.release().equals(story.newest()))
            .count());
  }

  @Test
  void fail_before_main_withdraws_to_what_main_serves() {
    var story = farm().served("one");
    var good = story.serving();
    story.sealed("two").ready().passed().routed().seen(Answer.FAIL).is(WITHDRAWING);
    assertEquals(good, story.at("debug"));
    assertEquals(good, story.at("canary"));
    story.routed().is(WITHDRAWN);
    assertFalse(story.isHeld());
    assertEquals(good, story.serving());
  }

  @Test
  void a_failed_release_is_never_taken_up_again() {
    var story = farm().served("one").sealed("two");
    var bad = story.newest();
    story.ready().routed().seen(Answer.FAIL).routed().is(WITHDRAWN);
    story.refused("release-condemned", new Ask.Deploy("pretrain", Optional.of(bad)));
  }

  @Test
  void a_first_release_that_fails_leaves_nothing_behind() {
    var story = farm().sealed("one").ready().passed().routed().seen(Answer.FAIL);
    story.routed().is(WITHDRAWN).retired();
    assertEquals(Optional.empty(), story.at("canary"));
    assertTrue(story.world.slots().bySlot().isEmpty());
  }

  @Test
  void the_lane_takes_one_rollout_at_a_time() {
    var story = farm().served("one").sealed("two");
    var second = story.newest();
    story.sealed("three").is(PREPARING);
    assertEquals(second, story.rollout().release());
    story.ready().passed().passed().passed().retired().is(PREPARING);
    assertEquals(story.newest(), story.rollout().release());
  }

  @Test
  void what_main_serves_goes_on_being_watched_until_main_serves_another() {
    var story = farm().served("one");
    long first = story.rollout().id();
    story.sealed("two").ready().passed().passed().is(EXPOSING);
    assertEquals(WATCHING, story.world.rollouts().find(first).orElseThrow().phase());
    story.routed();
    assertEquals(DONE, story.world.rollouts().find(first).orElseThrow().phase());
  }

  @Test
  void a_person_withdraws_anywhere_before_main() {
    var served = farm().served("one").sealed("two").obeyed(WITHDRAW);
    served.is(WITHDRAWN);
    farm().served("one").sealed("two").ready().obeyed(WITHDRAW).is(WITHDRAWING).routed();
    farm().sealed("one").ready().routed().obeyed(WITHDRAW).is(WITHDRAWING).routed().is(WITHDRAWN);
    farm().sealed("one").ready().routed().hold().obeyed(WITHDRAW).is(WITHDRAWING);
    farm().sealed("one").ends("prepare", UNKNOWN).is(LOOKING).obeyed(WITHDRAW).is(WITHDRAWN);
    farm().served("one").refused("nothing-to-withdraw", WITHDRAW);
  }

  @Test
  void a_lane_of_one_stage_goes_straight_to_main() {
    var main = List.of(Farms.stage("main", StageKind.MAIN, 100));
    var story = farm(Farms.lane("pretrain", 3, main, "here")).sealed("one");
    story.ready().passed().is(WATCHING);
    story.sealed("two").obeyed(WITHDRAW).is(WITHDRAWN);
  }

  // Holds.

  @Test
  void a_hold_stops_forward_motion_where_it_stands() {
    farm().sealed("one").hold().is(HALTED).ready().is(HALTED).lift().ready().is(EXPOSING);
    var canary = farm().sealed("one").ready().passed().routed().hold().is(HALTED);
    assertEquals(Optional.of(canary.newest()), canary.at("canary"));
    canary.judged(Answer.PASS).is(HALTED).after(Duration.ofDays(1)).is(HALTED);
    assertEquals(Optional.empty(), canary.at("main"));
    canary.lift().is(JUDGING).judged(Answer.PASS).is(EXPOSING);
  }

  @Test
  void a_table_on_its_way_when_a_hold_comes_is_taken_back() {
    var story = farm().served("one");
    var good = story.serving();
    story.sealed("two").ready().passed().passed().is(EXPOSING);
    story.ends("publish", FAILED).hold().is(HALTED);
    assertEquals(good, story.at("main"), "it could come into force long after the hold");
    assertTrue(story.owes("publish"), "the edge is told at once");
    story.routed().is(HALTED).lift().is(EXPOSING);
    assertEquals(Optional.of(story.newest()), story.at("main"));
    story.passed().is(WATCHING);
  }

  @Test
  void a_hold_does_not_stop_the_way_back() {
    var early = farm().served("one").sealed("two").ready().routed().hold().is(HALTED);
    early.seen(Answer.FAIL).is(WITHDRAWING).routed().is(WITHDRAWN);
    var late = farm().anchored("one");
    var good = late.serving();
    late.sealed("two").ready().passed().passed().routed().hold().is(HALTED);
    late.seen(Answer.FAIL).routed();
    assertEquals(good, late.at("main"));
    var nowhere = farm().sealed("one").ready().passed().passed().routed().hold();
    nowhere.seen(Answer.FAIL).is(STOPPED);
  }

  @Test
  void a_held_lane_begins_nothing_and_says_so() {
    var story = farm().served("one").hold().sealed("two");
    assertEquals(story.serving(), Optional.of(story.rollout().release()));
    story.refused("lane-held", new Ask.Deploy("pretrain", Optional.empty()));
    story.refused("reason-missing", ScheduleAsk.Hold.lane("pretrain", " "));
    story.lift().is(PREPARING);
    assertEquals(story.newest(), story.rollout().release());
    story.refused("not-held", ScheduleAsk.Lift.lane("pretrain"));
  }

  // What is not known.

  @Test
  void an_unknown_start_is_looked_at_before_anything_else() {
    var story = farm().sealed("one").ends("prepare", UNKNOWN).is(LOOKING);
    assertEquals(2, story.owedOf("prepare").count());
    story.ends("look-slot", FAILED).is(LOOKING).after(Duration.ofMinutes(1));
    story.ends("look-slot", new Result.SlotLooked(Optional.of("10.9.9.9:1"))).is(PREPARING);
    story.ready().is(EXPOSING);
  }

  @Test
  void a_start_that_is_not_found_is_made_again_after_a_wait() {
    var story = farm().sealed("one").ends("prepare", UNKNOWN);
    story.ends("look-slot", new Result.SlotLooked(Optional.empty())).is(PREPARING).ready();
    assertFalse(story.owes("prepare"));
    story.is(PREPARING).after(Schedule.RETRY_FIRST).ready().is(EXPOSING);
  }

  @Test
  void an_unknown_table_is_looked_at_before_the_rollout_goes_on() {
    var story = farm().sealed("one").ready().ends("publish", UNKNOWN).is(LOOKING);
    assertFalse(story.owes("publish"));
    story.ends("look-edge", new Result.TableInForce(story.world.exposure().wanted())).is(JUDGING);
  }

  @Test
  void an_edge_that_falls_silent_is_found_again_before_it_is_told_anything() {
    var story = farm().sealed("one").ready().ends("publish", FAILED);
    assertTrue(story.owes("watch-edge"));
    story.tell(new Input.EdgeSilent()).tell(new Input.EdgeSilent());
    assertTrue(story.world.exposure().silent());
    assertEquals(1, silences(story), "it is said once");
    assertFalse(story.owes("publish"));

    story.ends("look-edge", new Result.TableInForce(0));
    assertFalse(story.world.exposure().silent());
    assertTrue(story.owes("publish"), "at once, although it failed before");
  }

  @Test
  void an_edge_that_comes_back_with_the_newest_table_is_told_nothing() {
    var story = farm().served("one");
    story.tell(new Input.EdgeSilent());
    var wanted = story.world.exposure().wanted();
    story.ends("look-edge", new Result.TableInForce(wanted));

    assertFalse(story.world.exposure().silent());
    assertFalse(story.owes("publish"));
  }

  private static long silences(Story story) {
    return story.facts.stream()
        .filter(it -> it instanceof Fact.OfRoute(RouteFact.Silent _))
        .count();
  }

  @Test
  void a_table_that_is_not_found_in_force_is_told_again() {
    var story = farm().sealed("one").ready().ends("publish", UNKNOWN);
    story.ends("look-edge", new Result.TableInForce(0)).is(EXPOSING);
    story.after(Schedule.RETRY_FIRST).routed().is(JUDGING);
  }

  @Test
  void an_unknown_table_on_the_way_back_is_looked_at_too() {
    var story = farm().served("one").sealed("two").ready().routed().seen(Answer.FAIL);
    story.ends("publish", UNKNOWN).is(LOOKING);
    story.ends("look-edge", new Result.TableInForce(0)).is(WITHDRAWING);
    story.after(Schedule.RETRY_FIRST).routed().is(WITHDRAWN);
  }

  @Test
  void while_a_target_does_not_answer_its_release_goes_on_being_judged() {
    var early = lost(farm().served("one").sealed("two").ready().routed()).is(LOOKING);
    early.judged(Answer.PASS).is(LOOKING).seen(Answer.FAIL).is(WITHDRAWING).routed();
    var late = lost(farm().anchored("one").sealed("two").ready().passed().passed().passed());
    late.is(LOOKING).seen(Answer.FAIL).is(EXPOSING).routed().judged(Answer.PASS).is(DONE);
    var nowhere = lost(farm().sealed("one").ready().passed().passed().routed());
    nowhere.is(LOOKING).seen(Answer.FAIL).is(STOPPED);
  }

  @Test
  void what_is_found_again_goes_on_being_judged() {
    for (var story :
        List.of(
            lost(farm().sealed("one").ready().routed()),
            lost(farm().sealed("one").ready().passed().passed().passed()))) {
      story.is(LOOKING).ends("look-slot", new Result.SlotLooked(Optional.of("10.9.9.9:1")));
      assertTrue(List.of(JUDGING, WATCHING).contains(story.rollout().phase()));
    }
  }

  @Test
  void a_watched_release_whose_slot_is_looked_at_does_not_stop_the_next() {
    var story = lost(farm().served("one")).is(LOOKING).sealed("two").is(PREPARING);
    assertEquals(story.newest(), story.rollout().release());
  }

  /// A slot's container died, and starting it anew ended in nobody knows what.
  private static Story lost(Story story) {
    return story.died(slot("canary", story.newest())).ends("prepare", UNKNOWN);
  }

  // Containers that die.

  @Test
  void a_slot_that_died_is_started_anew_and_named_anew() {
    var story = farm().served("one");
    var main = slot("main", story.newest());
    var before = story.world.exposure().weights(main.place());
    story.died(main);
    assertEquals(before, story.world.exposure().weights(main.place()), "routes stay meanwhile");
    story.ready();
    assertEquals(
        story.world.slots().address(main).orElseThrow(),
        story.world.exposure().weights(main.place()).getLast().address());
  }

  @Test
  void a_stage_is_not_exposed_while_its_slot_is_not_ready() {
    var story = farm().served("one").sealed("two").ready().passed().routed();
    var good = story.serving();
    story.died(slot("main", story.newest())).judged(Answer.PASS).is(EXPOSING);
    assertEquals(good, story.at("main"));
    story.ends("prepare", new Result.SlotReady("10.9.9.9:1"));
    assertEquals(Optional.of(story.newest()), story.at("main"));
  }

  @Test
  void a_slot_that_died_for_good_before_its_turn_withdraws() {
    var story = farm().served("one").sealed("two").ready().passed().routed();
    story.died(slot("main", story.newest())).ends("prepare", FAILED).is(JUDGING);
    story.judged(Answer.PASS).is(EXPOSING).after(Schedule.RETRY_FIRST).ends("prepare", FAILED);
    story.is(WITHDRAWING).routed().is(WITHDRAWN);
    assertEquals(story.serving(), story.at("main"));
  }

  @Test
  void what_serves_is_started_again_for_ever() {
    var story = farm().served("one").died(slot("main", farm().served("one").newest()));
    for (int tries = 0; tries < 20; tries++) {
      story.ends("prepare", FAILED).after(Duration.ofMinutes(1));
    }
    assertTrue(story.owes("prepare"));
  }

  // Slots.

  @Test
  void serving_anchor_and_previous_keep_their_slots_and_others_go() {
    var lane = Farms.lane("pretrain", 4, Farms.THREE, "here");
    var story = farm(lane).anchored("one");
    var anchor = story.newest();
    story.served("two").served("three");
    var previous = story.world.rollouts().before("pretrain").getFirst();
    story.served("four").served("five");
    assertEquals(
        Set.of(story.newest(), anchor, story.world.rollouts().before("pretrain").getFirst()),
        standing(story));
    assertFalse(standing(story).contains(previous));
  }

  @Test
  void where_slots_are_few_what_going_back_goes_to_is_kept() {
    var story = farm().anchored("one");
    var anchor = story.newest();
    story.served("two").served("three");
    assertEquals(Set.of(story.newest(), anchor), standing(story));
  }

  @Test
  void no_slot_goes_while_a_table_that_is_not_in_force_yet_may_need_it() {
    var story = farm().served("one").served("two").sealed("three").ready().passed().passed();
    story.is(EXPOSING);
    assertFalse(story.owes("retire"));
    story.passed();
    assertTrue(story.owes("retire"));
  }

  private static Set<ReleaseId> standing(Story story) {
    return Set.copyOf(story.world.slots().in(Status.READY).stream().map(Slot::release).toList());
  }

  // Targets.

  @Test
  void without_a_target_that_is_out_the_others_go_on() {
    var story = farm(Farms.pretrain("here", "there")).served("one");
    story.obeyed(new Ask.TakeOut("there", "power"));
    assertEquals(Optional.empty(), story.world.exposure().serving(there("main")));
    story.routed().served("two");
    assertEquals(Optional.of(story.newest()), story.at("main"));
    story.refused("target-out", new Ask.TakeOut("there", "power"));
  }

  @Test
  void a_target_that_returns_catches_up_before_it_gets_traffic() {
    var story = farm(Farms.pretrain("here", "there")).served("one");
    story.obeyed(new Ask.TakeOut("there", "power")).routed().served("two");
    story.obeyed(new Ask.TakeIn("there"));
    assertEquals(Optional.empty(), story.world.exposure().serving(there("main")));
    story.ends("prepare", FAILED).after(Schedule.RETRY_FIRST).settled();
    assertEquals(Optional.of(story.newest()), story.world.exposure().serving(there("main")));
    story.refused("target-not-out", new Ask.TakeIn("there"));
    story.refused("no-such-target", new Ask.TakeOut("nowhere", "power"));
  }

  @Test
  void the_only_target_keeps_its_routes_when_it_is_out() {
    var story = farm().served("one").obeyed(new Ask.TakeOut("here", "power"));
    assertEquals(Optional.of(story.newest()), story.at("main"));
  }

  @Test
  void a_rollout_hears_of_targets_in_every_phase() {
    var lane = Farms.pretrain("here", "there");
    outAndIn(farm(lane).sealed("one").is(PREPARING)).is(PREPARING);
    outAndIn(farm(lane).sealed("one").ready().is(EXPOSING)).is(EXPOSING);
    outAndIn(farm(lane).sealed("one").ready().routed().is(JUDGING)).is(JUDGING);
    outAndIn(farm(lane).served("one").is(WATCHING)).is(WATCHING);
    var failed = farm(lane).served("one").sealed("two").ready().routed().seen(Answer.FAIL);
    outAndIn(failed.is(WITHDRAWING)).is(WITHDRAWING);
  }

  @Test
  void a_target_that_does_not_answer_can_be_left_behind() {
    var story = farm(Farms.pretrain("here", "there")).sealed("one");
    story.ends("prepare", UNKNOWN).is(LOOKING);
    var slot = story.world.slots().in(Status.UNSURE).getFirst();
    story.obeyed(new Ask.TakeOut(slot.place().target(), "silent")).is(PREPARING).ready();
    story.is(EXPOSING);
  }

  @Test
  void a_target_that_left_the_manifest_gets_no_traffic_from_the_next_release_on() {
    var story = farm(Farms.pretrain("here", "there")).served("one");
    story.adopt(Farms.pretrain("here"));
    assertTrue(story.owes("publish"), "the edge hears of the new manifest");
    story.routed().served("two");
    assertEquals(Optional.empty(), story.world.exposure().serving(there("main")));
    assertTrue(
        story.world.slots().bySlot().keySet().stream()
            .noneMatch(it -> it.place().target().equals("there")));
  }

  private static Story outAndIn(Story story) {
    story.obeyed(new Ask.TakeOut("there", "power"));
    return story.obeyed(new Ask.TakeIn("there"));
  }

  private static Place there(String stage) {
    return new Place("pretrain", "there", stage);
  }
}
