package speeder.core.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static speeder.core.rollout.Phase.DONE;
import static speeder.core.rollout.Phase.EXPOSING;
import static speeder.core.rollout.Phase.GONE_BACK;
import static speeder.core.rollout.Phase.HALTED;
import static speeder.core.rollout.Phase.JUDGING;
import static speeder.core.rollout.Phase.LOOKING;
import static speeder.core.rollout.Phase.PREPARING;
import static speeder.core.rollout.Phase.PRE_EMPTED;
import static speeder.core.rollout.Phase.STOPPED;
import static speeder.core.rollout.Phase.WATCHING;
import static speeder.core.rollout.Phase.WITHDRAWING;
import static speeder.core.world.Story.BROKEN;
import static speeder.core.world.Story.farm;
import static speeder.core.world.Story.slot;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import speeder.core.farm.Lane;
import speeder.core.rollout.SlotState.Status;
import speeder.core.schedule.Schedule;
import speeder.core.supervision.SupervisionFact.Answer;
import speeder.core.value.ReleaseId;

/// The way back.
class GoingBackStoriesTest {
  private static final Result FAILED = new Result.Refused(BROKEN);
  private static final Result UNKNOWN = new Result.Unknown(BROKEN);

  @Test
  void fail_at_main_goes_back_to_the_anchor() {
    var story = farm().anchored("one");
    var anchor = story.serving();
    story.served("two").sealed("three").ready().passed().passed().routed();
    long failed = story.rollout().id();
    story.seen(Answer.FAIL).is(EXPOSING);
    assertEquals(GONE_BACK, story.phaseOf(failed));
    for (var stage : Farms.THREE) assertEquals(anchor, story.at(stage.name()), stage.name());
    story.routed().is(JUDGING).judged(Answer.PASS).is(DONE);
    assertEquals(anchor, story.serving());
  }

  @Test
  void fail_in_the_window_goes_back_without_an_anchor_to_the_previous() {
    var story = farm().served("one");
    var previous = story.serving();
    story.served("two").seen(Answer.FAIL).routed().judged(Answer.UNKNOWN).is(DONE);
    assertEquals(previous, story.serving());
  }

  @Test
  void with_nothing_to_go_back_to_it_stops_and_calls_a_person() {
    var story = farm().served("one").seen(Answer.FAIL).is(STOPPED);
    assertTrue(reason(story).contains("a person is needed"), reason(story));
    assertEquals(Optional.of(story.newest()), story.at("main"), "routes stay");
    story.refused(
        "nothing-to-go-back-to", new Ask.Rollback("pretrain", Optional.empty(), "a look"));
  }

  @Test
  void a_condemned_release_is_never_gone_back_to_by_itself() {
    var story = farm().anchored("one");
    var anchor = story.serving();
    story.served("two").served("three").seen(Answer.FAIL).routed().judged(Answer.PASS);
    story.lift().served("four").seen(Answer.FAIL).routed();
    assertEquals(anchor, story.serving());
  }

  @Test
  void what_is_watched_fails_while_a_newer_one_is_on_its_way() {
    var story = farm().anchored("one");
    var anchor = story.serving();
    story.served("two");
    var watch = (Effect.WatchRelease) story.owed("watch-release");
    story.sealed("three").ready().routed();
    long newer = story.rollout().id();
    story.seen(watch, Answer.FAIL);
    assertEquals(PRE_EMPTED, story.phaseOf(newer), "it holds the commits that failed");
    assertEquals(anchor, story.at("main"));
    assertEquals(anchor, story.at("debug"));
  }

  @Test
  void a_person_goes_back_without_build_gate_or_bake_in_one_table() {
    var story = farm().served("one");
    var previous = story.serving();
    story.served("two").rollback().is(EXPOSING);
    assertFalse(story.owes("build") || story.owes("gate") || story.owes("prepare"));
    assertEquals(1, story.owedOf("publish").count());
    for (var stage : Farms.THREE) assertEquals(previous, story.at(stage.name()));
    story.routed().seen(Answer.UNKNOWN).is(DONE);
  }

  @Test
  void automation_holds_after_going_back_until_a_person_lifts_it() {
    var story = farm().served("one").served("two").rollback().routed().judged(Answer.PASS);
    assertTrue(story.isHeld());
    var served = story.serving();
    story.sealed("three").is(DONE);
    assertEquals(served, story.serving());
    story.lift().is(PREPARING);
    assertEquals(story.newest(), story.rollout().release());
  }

  @Test
  void going_back_once_more_goes_further_back_never_to_what_was_left() {
    var story = farm(Farms.lane("pretrain", 5, Farms.THREE, "here")).served("one");
    var first = story.serving();
    story.served("two");
    var second = story.serving();
    story.served("three").rollback().routed().judged(Answer.PASS);
    assertEquals(second, story.serving());
    story.rollback().ready().routed().judged(Answer.PASS);
    assertEquals(first, story.serving());
    story.refused(
        "nothing-to-go-back-to", new Ask.Rollback("pretrain", Optional.empty(), "a look"));
  }

  @Test
  void before_main_was_reached_going_back_goes_to_what_main_serves() {
    var story = farm().served("one");
    var good = story.serving();
    story.sealed("two").ready().passed().passed().is(EXPOSING).rollback();
    assertEquals(good, story.at("main"));
    assertEquals(good, story.at("debug"));
    story.routed().judged(Answer.PASS).is(DONE);
  }

  @Test
  void a_person_names_any_sealed_release_of_the_lane() {
    var lanes = new Lane[] {Farms.pretrain("here"), Farms.byHand("other", "here")};
    var story = farm(lanes).served("one");
    var first = story.newest();
    story.served("two").served("three").served("four");
    story.obeyed(new Ask.Rollback("pretrain", Optional.of(first), "a look")).is(PREPARING);
    story.ready().routed().judged(Answer.PASS).is(DONE);
    assertEquals(Optional.of(first), story.serving());
    story.refused("served-already", new Ask.Rollback("pretrain", Optional.of(first), "a look"));
    story.refused("release-of-other-lane", new Ask.Rollback("other", Optional.of(first), "a look"));
    story.refused("release-of-other-lane", new Ask.Deploy("other", Optional.of(first)));
    var unknown = new ReleaseId("r-unknown");
    story.refused("no-such-release", new Ask.Rollback("pretrain", Optional.of(unknown), "a look"));
  }

  @Test
  void going_back_pre_empts_whatever_is_open() {
    List<UnaryOperator<Story>> phases =
        List.of(
            it -> it.sealed("two").is(PREPARING),
            it -> it.sealed("two").ready().is(EXPOSING),
            it -> it.sealed("two").ready().routed().is(JUDGING),
            it -> it.served("two").is(WATCHING),
            it -> it.sealed("two").ready().routed().seen(Answer.FAIL).is(WITHDRAWING),
            it -> it.sealed("two").ends("prepare", UNKNOWN).is(LOOKING),
            it -> it.sealed("two").hold().is(HALTED));
    for (var phase : phases) {
      var story = phase.apply(farm().served("one"));
      long open = story.rollout().id();
      story.rollback();
      assertEquals(PRE_EMPTED, story.phaseOf(open));
      assertTrue(story.rollout().motion().isBack());
      story.ends("publish", new Result.TableInForce(story.world.exposure().wanted()));
      story.judged(Answer.PASS).is(DONE);
    }
  }

  @Test
  void going_back_does_not_wait_for_the_edge_to_be_tried_again() {
    var story = farm().served("one").sealed("two").ready().passed().passed();
    for (int tries = 0; tries < 8; tries++) {
      story.ends("publish", FAILED).after(Schedule.RETRY_MAX);
    }
    story.ends("publish", FAILED).rollback();
    assertTrue(story.owes("publish"));
  }

  @Test
  void going_back_that_cannot_start_stops_and_calls_a_person() {
    var story = farm(Farms.lane("pretrain", 2, Farms.THREE, "here")).served("one");
    story.served("two");
    var bad = story.serving();
    story.seen(Answer.FAIL).is(PREPARING).lift().ends("prepare", FAILED).is(STOPPED);
    assertTrue(reason(story).contains("a person is needed"), reason(story));
    assertEquals(bad, story.at("main"), "never a second automatic step back");
  }

  @Test
  void going_back_that_fails_before_main_served_anything_leaves_no_stage_exposed() {
    var story = farm().sealed("one").ready().passed().routed().sealed("two");
    var named = Optional.of(story.newest());
    story.obeyed(new Ask.Rollback("pretrain", named, "a look")).ends("prepare", FAILED);
    story.is(STOPPED).settled();
    assertEquals(Optional.empty(), story.at("debug"));
    assertEquals(Optional.empty(), story.at("canary"));
    assertTrue(story.world.slots().bySlot().isEmpty());
  }

  @Test
  void going_back_that_fails_where_it_arrived_stops_and_calls_a_person() {
    var story = farm().served("one").served("two").rollback().routed().lift();
    story.seen(Answer.BLIND).is(JUDGING).seen(Answer.FAIL).is(STOPPED);
    assertTrue(reason(story).contains("a person is needed"), reason(story));
  }

  @Test
  void going_back_whose_slot_died_before_the_flip_is_not_flipped() {
    var lane = Farms.lane("pretrain", 2, Farms.THREE, "here");
    var story = farm(lane).served("one").served("two").rollback().is(PREPARING);
    var bad = story.serving();
    while (story.owedOf("prepare").count() > 1) {
      story.ends("prepare", new Result.SlotReady("10.8.8.8:1"));
    }
    var ready = story.world.slots().in(Status.READY);
    var mine = ready.stream().filter(it -> it.release().equals(story.rollout().release()));
    story.died(mine.findFirst().orElseThrow());
    story.ends("prepare", new Result.SlotReady("10.8.8.8:2"));
    assertEquals(bad, story.at("main"));
    story.ready().routed();
    assertEquals(Optional.of(story.rollout().release()), story.at("main"));
  }

  @Test
  void a_going_back_that_is_ready_but_cannot_be_flipped_any_more_stops() {
    var story = farm().served("one").served("two");
    var back = story.world.rollouts().before("pretrain").getFirst();
    story.died(slot("main", back)).rollback().is(PREPARING).ends("prepare", FAILED).is(STOPPED);
  }

  @Test
  void an_unsure_edge_is_asked_before_it_is_told_to_go_back() {
    var story = farm().served("one");
    var good = story.serving();
    story.sealed("two").ready().ends("publish", UNKNOWN).is(LOOKING).rollback().is(LOOKING);
    story.ends("look-edge", FAILED).is(LOOKING);
    story.after(Schedule.RETRY_FIRST);
    story.ends("look-edge", new Result.TableInForce(0)).is(EXPOSING).routed().is(JUDGING);
    assertEquals(good, story.at("debug"));
  }

  private static String reason(Story story) {
    return story.world.schedule().holds().all().getFirst().reason();
  }

  @Test
  void going_back_from_the_anchor_leaves_it() {
    var story = farm().anchored("one");
    var first = story.newest();
    story.anchored("two");
    var second = story.newest();
    story.rollback().routed().judged(Answer.PASS);
    assertEquals(Optional.of(first), story.serving());
    assertEquals(Optional.of(first), story.world.releases().anchor("pretrain"));
    var again = new Ask.Rollback("pretrain", Optional.empty(), "once more");
    story.refused("nothing-to-go-back-to", again);
    assertTrue(story.world.releases().find(second).isPresent());
  }

  @Test
  void two_who_ask_at_once_go_back_once() {
    var story = farm().served("one").served("two");
    story.rollback();
    story.refused("goes-back-already", new Ask.Rollback("pretrain", Optional.empty(), "me too"));
  }
}
