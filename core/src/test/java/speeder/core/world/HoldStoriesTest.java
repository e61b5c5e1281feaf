package speeder.core.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static speeder.core.rollout.Phase.EXPOSING;
import static speeder.core.rollout.Phase.HALTED;
import static speeder.core.rollout.Phase.JUDGING;
import static speeder.core.rollout.Phase.PREPARING;
import static speeder.core.rollout.Phase.WATCHING;
import static speeder.core.rollout.Phase.WITHDRAWING;
import static speeder.core.rollout.Phase.WITHDRAWN;
import static speeder.core.world.Story.farm;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import speeder.core.schedule.Hold;
import speeder.core.schedule.HoldFile;
import speeder.core.schedule.Reach;
import speeder.core.supervision.SupervisionFact.Answer;

class HoldStoriesTest {
  private static final Ask ROLLBACK = new Ask.Rollback("pretrain", Optional.empty(), "a look");
  private static final Ask WITHDRAW = new Ask.Withdraw("pretrain");

  private static ScheduleAsk.Hold hold(Reach reach, Duration span, Story story) {
    return new ScheduleAsk.Hold(reach, "a look", false, Optional.of(story.now.plus(span)));
  }

  private static ScheduleAsk.Hold frozen(String reach) {
    return new ScheduleAsk.Hold(Reach.parse(reach), "a look", true, Optional.empty());
  }

  private static ScheduleAsk.Hold hold(String reach) {
    return new ScheduleAsk.Hold(Reach.parse(reach), "a look", false, Optional.empty());
  }

  private static ScheduleAsk.Lift lift(String reach) {
    return new ScheduleAsk.Lift(Reach.parse(reach));
  }

  private static List<Hold> holds(Story story) {
    return story.world.schedule().holds().all();
  }

  // How far it reaches.

  @ParameterizedTest
  @ValueSource(strings = {"all", "lane/pretrain", "target/here"})
  void whatever_reaches_a_lane_stops_it_where_it_stands(String reach) {
    var story = farm().sealed("one").ready().routed().obeyed(hold(reach)).is(HALTED);
    story.refused("lane-held", new Ask.Deploy("pretrain", Optional.empty()));
    story.obeyed(lift(reach)).is(JUDGING);
    assertEquals(List.of(), holds(story));
  }

  @Test
  void a_hold_of_another_lane_or_target_stops_nothing_here() {
    var other = Farms.byHand("other", "there");
    var story = farm(Farms.pretrain("here"), other).sealed("one").ready();
    story.obeyed(hold("lane/other")).obeyed(hold("target/there")).is(EXPOSING);
  }

  @Test
  void a_rollout_stays_stopped_by_what_its_plan_runs_on_also_under_a_newer_manifest() {
    var story = farm(Farms.pretrain("here", "there")).sealed("one");
    story.obeyed(hold("target/there")).is(HALTED).adopt(Farms.pretrain("here")).is(HALTED);
    story.obeyed(lift("target/there")).is(PREPARING);
  }

  @Test
  void a_held_source_stops_no_rollout_and_is_kept_where_it_is() {
    var story = farm().sealed("one").obeyed(hold("source/core")).is(PREPARING).commit("two");
    var freeze = (Effect.Freeze) story.owed("freeze");
    assertEquals("core", String.join(",", freeze.held()));
    story.freezes().builds().gate(true).obeyed(lift("source/core"));
    assertTrue(story.owes("freeze"), "it may have moved while it was held");
    assertTrue(((Effect.Freeze) story.owed("freeze")).held().isEmpty());
  }

  @Test
  void nothing_unknown_is_held() {
    var story = farm(Farms.pretrain("here"), Farms.external("train")).commit("one");
    story.refused("no-such-lane", hold("lane/pretrian"));
    story.refused("lane-is-external", hold("lane/train"));
    story.refused("no-such-target", hold("target/nowhere"));
    story.refused("no-such-source", hold("source/skin"));
    story.refused("source-never-goes-back", frozen("source/core"));
    story.refused("already-over", hold(Reach.ALL, Duration.ZERO, story));
    story.refused("not-held", lift("target/here")).refused("not-held", lift("all"));
    story.refused("no-such-target", lift("target/nowhere"));
  }

  // While it stands.

  @Test
  void what_would_start_for_a_held_rollout_does_not_start() {
    var story = farm().sealed("one");
    assertEquals(3, story.owedOf("prepare").count());
    story.hold();
    assertFalse(story.owes("prepare"));
    assertEquals(3, story.lift().owedOf("prepare").count());
  }

  @Test
  void what_serves_is_kept_running_under_a_hold() {
    var story = farm().served("one").hold();
    story.died(Story.slot("main", story.newest()));
    assertTrue(story.owes("prepare"));
    assertFalse(((Effect.Prepare) story.owed("prepare")).isForward());
  }

  @Test
  void only_what_brings_a_lane_forward_counts_as_forward() {
    var story = farm().served("one").sealed("two");
    assertTrue(((Effect.Prepare) story.owed("prepare")).isForward());
    story.ready();
    assertTrue(((Effect.Publish) story.owed("publish")).isForward());
    story.hold();
    assertFalse(((Effect.Publish) story.owed("publish")).isForward(), "it is taken back");
    story.routed().rollback();
    assertFalse(story.owes("publish") && ((Effect.Publish) story.owed("publish")).isForward());
  }

  // Its end.

  @Test
  void a_hold_ends_by_itself_at_its_time() {
    var story = farm().served("one");
    story.obeyed(hold(Reach.lane("pretrain"), Duration.ofHours(2), story)).sealed("two");
    assertTrue(story.isHeld());
    assertEquals(
        Optional.of(story.now.plus(Duration.ofHours(2))), story.world.schedule().wake(story.now));
    story.after(Duration.ofHours(2).minusMillis(1)).is(WATCHING);
    story.after(Duration.ofMillis(1)).is(PREPARING);
    assertFalse(story.isHeld());
  }

  @Test
  void a_hold_that_ends_by_itself_leaves_automations_own() {
    var story = farm().served("one").served("two").rollback();
    story.obeyed(hold(Reach.lane("pretrain"), Duration.ofMinutes(1), story));
    assertEquals(2, holds(story).size());
    story.after(Duration.ofMinutes(1));
    assertEquals(List.of(Hold.Hand.AUTOMATION), holds(story).stream().map(Hold::hand).toList());
    story.lift();
    assertEquals(List.of(), holds(story));
  }

  @Test
  void a_newer_hold_of_the_same_reach_takes_the_place_of_the_older() {
    var story = farm().obeyed(frozen("all")).obeyed(hold("all"));
    assertEquals(List.of(false), holds(story).stream().map(Hold::frozen).toList());
  }

  @Test
  void what_the_farm_no_longer_has_can_be_lifted() {
    var story = farm(Farms.pretrain("here"), Farms.byHand("other", "there"));
    story.obeyed(hold("lane/other")).obeyed(hold("target/there"));
    story.adopt(Farms.pretrain("here"));
    story.obeyed(lift("lane/other")).obeyed(lift("target/there"));
    assertEquals(List.of(), holds(story));
  }

  // The file.

  @Test
  void the_hold_file_is_a_hold_of_everything_that_no_command_lifts() {
    var story = farm().sealed("one").ready().routed();
    story.tell(seen("the disk is full", false)).is(HALTED);
    story.refused("lane-held", new Ask.Deploy("pretrain", Optional.empty()));
    story.refused("held-by-file", lift("all"));
    var watch = (Effect.WatchHoldFile) story.owed("watch-hold-file");
    assertEquals(Optional.of(new HoldFile("the disk is full", false)), watch.known());
    story.obeyed(hold("all")).tell(new Input.HoldFileSeen(Optional.empty())).is(HALTED);
    story.obeyed(lift("all")).is(JUDGING);
  }

  @Test
  void the_same_file_seen_again_is_no_news() {
    var story = farm().tell(seen("why", false));
    long before = story.world.offset();
    assertEquals(before, story.tell(seen("why", false)).world.offset());
    assertEquals(before + 1, story.tell(seen("why", true)).world.offset());
  }

  private static Input seen(String reason, boolean frozen) {
    return new Input.HoldFileSeen(Optional.of(new HoldFile(reason, frozen)));
  }

  // Going back.

  @Test
  void a_frozen_hold_refuses_a_person_the_way_back() {
    var story = farm().served("one").served("two").obeyed(frozen("lane/pretrain"));
    story.refused("lane-held-frozen", ROLLBACK);
    story.sealed("three").refused("lane-held-frozen", WITHDRAW);
    story.lift().rollback();
    assertFalse(story.rollout().isForward());
  }

  @Test
  void a_frozen_hold_keeps_what_failed_at_main_until_it_is_lifted() {
    var story = farm().anchored("one").served("two").obeyed(frozen("all"));
    var bad = story.newest();
    story.seen(Answer.FAIL).is(WATCHING);
    assertEquals(Optional.of(bad), story.at("main"));
    story.obeyed(lift("all")).routed();
    assertFalse(story.at("main").equals(Optional.of(bad)));
  }

  @Test
  void a_frozen_hold_keeps_the_stages_of_what_failed_before_main() {
    var story = farm().served("one").sealed("two").ready().routed();
    var bad = story.newest();
    story.obeyed(frozen("all")).is(HALTED).seen(Answer.FAIL).is(WITHDRAWING);
    assertEquals(Optional.of(bad), story.at("debug"));
    story.obeyed(lift("all")).routed().is(WITHDRAWN);
    assertEquals(story.serving(), story.at("debug"));
  }

  @Test
  void going_back_is_stopped_by_a_frozen_hold_until_its_table_is_asked_for() {
    var story = farm().served("one");
    var first = story.newest();
    story.served("two").served("three").after(Duration.ofDays(1)).settled();
    story.obeyed(new Ask.Rollback("pretrain", Optional.of(first), "a look"));
    story.is(PREPARING).obeyed(frozen("all")).is(HALTED);
    assertFalse(story.owes("prepare"), "nothing starts");
    story.obeyed(lift("all")).ready().routed().is(JUDGING);
  }

  @Test
  void the_strictest_hold_is_named_first() {
    var story = farm().hold().obeyed(frozen("target/here"));
    var stops = Stops.all(story.world, "pretrain");
    assertEquals("Target here", stops.getFirst().at());
    assertEquals(2, stops.size());
  }

  @Test
  void every_stop_says_until_when_it_stands() {
    var story = farm();
    story.obeyed(hold(Reach.ALL, Duration.ofMinutes(5), story));
    Instant end = story.now.plus(Duration.ofMinutes(5));
    assertEquals(Optional.of(end), Stops.all(story.world, "pretrain").getFirst().until());
  }
}
