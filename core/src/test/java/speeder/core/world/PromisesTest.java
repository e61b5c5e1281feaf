package speeder.core.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static speeder.core.world.Story.BROKEN;
import static speeder.core.world.Story.farm;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import speeder.core.farm.Farm;
import speeder.core.farm.Lane;
import speeder.core.release.Releases;
import speeder.core.rollout.Phase;
import speeder.core.schedule.Schedule;
import speeder.core.supervision.SupervisionFact.Answer;

/// What holds whatever the story.
class PromisesTest {
  @Test
  void applying_is_total() {
    var facts = new ArrayList<>(eventful().facts);
    var random = new Random(4711);
    for (int times = 0; times < 50; times++) {
      Collections.shuffle(facts, random);
      var world = World.EMPTY;
      for (var fact : facts) world = world.apply(fact, world.offset() + 1, Story.MORNING);
      assertEquals(facts.size(), world.offset());
      Owed.of(world);
    }
  }

  @Test
  void the_same_facts_give_the_same_world() {
    var story = eventful();
    var again = new Story();
    long offset = 0;
    for (var fact : story.facts) again.world = again.world.apply(fact, ++offset, Story.MORNING);
    assertEquals(story.world.rollouts().served(), again.world.rollouts().served());
    assertEquals(story.world.slots(), again.world.slots());
    assertEquals(story.world.exposure(), again.world.exposure());
    assertEquals(story.world.candidates(), again.world.candidates());
  }

  @Test
  void an_outcome_of_what_is_no_longer_owed_changes_nothing() {
    var story = farm().commit("one");
    var freeze = story.owed("freeze").key();
    story.freezes();
    long before = story.world.offset();
    story.ends(freeze, new Result.Failed(BROKEN));
    assertEquals(before, story.world.offset());
  }

  @Test
  void what_changes_no_decision_writes_no_fact() {
    var story = farm().served("one");
    long before = story.world.offset();
    story.commit("one").died().seen(Answer.PASS).seen(Answer.PASS).after(Duration.ofSeconds(1));
    assertEquals(before + 1, story.world.offset(), "the first PASS alone is news");
  }

  @Test
  void a_wait_doubles_up_to_a_minute_and_is_over_when_the_deed_works() {
    var story = farm().sealed("one").ready();
    var waits = new ArrayList<Duration>();
    for (int tries = 0; tries < 8; tries++) {
      story.ends("publish", new Result.Failed(BROKEN));
      assertFalse(story.owes("publish"));
      var until = story.world.wake(story.now).orElseThrow();
      waits.add(Duration.between(story.now, until));
      story.after(Duration.between(story.now, until));
    }
    assertEquals(Schedule.RETRY_FIRST, waits.getFirst());
    assertEquals(Schedule.RETRY_FIRST.multipliedBy(8), waits.get(3));
    assertEquals(Schedule.RETRY_MAX, waits.getLast());
    story.routed();
    assertEquals(Optional.empty(), story.world.wake(story.now));
    assertTrue(story.world.schedule().delays().isEmpty());
  }

  @Test
  void a_new_leader_tells_the_edge_again() {
    var story = farm().served("one");
    assertFalse(story.owes("publish"));
    story.takeOver();
    assertEquals(story.world.term(), story.owed("publish").key().offset());
    story.routed();
    assertFalse(story.owes("publish"));
  }

  @Test
  void a_deed_is_owed_under_the_same_key_after_a_take_over() {
    var story = farm().sealed("one");
    var before = story.owed("prepare").key();
    assertEquals(before, story.takeOver().owed("prepare").key());
  }

  @Test
  void an_external_lane_is_looked_at_and_never_changed() {
    var story = farm(Farms.pretrain("here"), Farms.external("train")).commit("one");
    story.refused("lane-is-external", new Ask.Deploy("train", Optional.empty()));
    story.refused("lane-is-external", ScheduleAsk.Hold.lane("train", "a look"));
    story.refused("no-such-lane", ScheduleAsk.Lift.lane("trian"));
    assertEquals(1, story.owedOf("freeze").count());
  }

  @Test
  void a_lane_by_hand_freezes_nothing_by_itself() {
    var story = farm(Farms.byHand("pretrain", "here")).commit("one");
    assertFalse(story.owes("freeze"));
    story.obeyed(new Ask.Deploy("pretrain", Optional.empty())).freezes().builds().gate(true);
    assertEquals(Phase.PREPARING, story.rollout().phase());
  }

  @Test
  void an_older_release_is_deployed_without_a_build() {
    var story = farm().served("one");
    var first = story.newest();
    story.served("two").obeyed(new Ask.Deploy("pretrain", Optional.of(first)));
    assertFalse(story.owes("build") || story.owes("gate"));
    story.ready().passed().passed().passed();
    assertEquals(Optional.of(first), story.serving());
  }

  @Test
  void what_serves_is_remembered_however_many_come_after_it() {
    var story = farm().served("one");
    var serving = story.newest();
    for (int tries = 0; tries < Releases.KEPT + 10; tries++) {
      story.sealed("bad " + tries).ends("prepare", new Result.Refused(BROKEN)).settled();
    }
    assertTrue(story.world.releases().find(serving).isPresent());
    assertTrue(story.world.releases().of("pretrain").size() <= Releases.KEPT);
  }

  @Test
  void the_world_stays_small() {
    var story = farm();
    for (int each = 0; each < 120; each++) story.anchored("commit " + each).settled();
    assertTrue(story.world.releases().of("pretrain").size() <= Releases.KEPT);
    assertTrue(story.world.candidates().byId().size() <= 2);
    assertTrue(story.world.rollouts().byId().size() <= 2);
    assertTrue(story.world.slots().bySlot().size() <= 9);
    assertTrue(story.world.schedule().delays().isEmpty());
  }

  @Test
  void a_decision_is_bounded() {
    var lanes = new Lane[Farm.LANES_MAX];
    for (int each = 0; each < lanes.length; each++) {
      lanes[each] = Farms.lane(each == 0 ? "pretrain" : "lane-" + each, 3, Farms.THREE, "a", "b");
    }
    assertTimeout(Duration.ofSeconds(10), () -> farm(lanes).commit("one"));
    assertInstanceOf(
        Reply.Accepted.class,
        farm(lanes).commit("one").ask(ScheduleAsk.Hold.lane("lane-9", "a look")));
  }

  /// Something of everything.
  private static Story eventful() {
    var story = farm(Farms.pretrain("here", "there")).anchored("one").served("two");
    story.sealed("three").ready().passed().routed().seen(Answer.FAIL).settled();
    story.sealed("four").ready().passed().passed().routed().seen(Answer.FAIL).routed();
    story.judged(Answer.PASS).lift().sealed("five").ends("prepare", new Result.Unknown(BROKEN));
    story.obeyed(new Ask.TakeOut("there", "power")).settled();
    return story.obeyed(new Ask.TakeIn("there")).settled();
  }
}
