package speeder.core.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static speeder.core.rollout.Phase.PREPARING;
import static speeder.core.rollout.Phase.WATCHING;
import static speeder.core.world.Story.farm;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import speeder.core.farm.Triggers;
import speeder.core.farm.Triggers.Change;
import speeder.core.schedule.ScheduleFact;
import speeder.core.snapshot.SnapshotFact.Asked;
import speeder.core.snapshot.Trigger;
import speeder.core.supervision.SupervisionFact.Answer;

class TriggerStoriesTest {
  private static final Duration SETTLE = Duration.ofMinutes(5);
  private static final Duration LONGEST = Duration.ofMinutes(20);

  /// Two hours and a half after the stories begin.
  private static final String HALF_PAST_TEN = "30 10 * * *";

  private static Story settling() {
    var change = Optional.of(new Change(SETTLE, LONGEST));
    return farm(Farms.when(new Triggers(change, List.of()), 5));
  }

  private static Story clocked(String at) {
    return farm(Farms.when(clock(at), 5)).commit("one");
  }

  private static Triggers clock(String at) {
    return new Triggers(Optional.empty(), List.of(new Triggers.Cron(at, "UTC")));
  }

  private static ScheduleAsk.Cadence cadence(Triggers when) {
    return new ScheduleAsk.Cadence("pretrain", Optional.of(when));
  }

  private static Asked asked(Story story) {
    return story.facts.stream()
        .filter(it -> it instanceof Fact.OfSnapshot(Asked _))
        .map(it -> (Asked) ((Fact.OfSnapshot) it).fact())
        .reduce((_, later) -> later)
        .orElseThrow();
  }

  // On change.

  @Test
  void a_change_is_waited_for_until_nothing_has_moved_for_the_settle_time() {
    var story = settling().commit("one");
    assertFalse(story.owes("freeze"));
    assertEquals(Optional.of(story.now.plus(SETTLE)), story.world.wake(story.now));
    story.after(SETTLE.minusMillis(1));
    assertFalse(story.owes("freeze"));
    story.after(Duration.ofMillis(1));
    assertTrue(story.owes("freeze"));
    assertEquals(new Asked("pretrain", Trigger.CHANGE, "speeder", ""), asked(story));
  }

  @Test
  void each_further_change_begins_the_settle_time_anew() {
    var story = settling().commit("one").after(SETTLE.minusSeconds(1)).commit("two");
    story.after(SETTLE.minusSeconds(1));
    assertFalse(story.owes("freeze"));
    assertTrue(story.after(Duration.ofSeconds(1)).owes("freeze"));
  }

  @Test
  void after_the_first_change_it_is_not_waited_longer_than_the_longest() {
    var story = settling().commit("0");
    var first = story.now;
    for (int each = 1; story.now.isBefore(first.plus(LONGEST)); each++) {
      assertFalse(story.owes("freeze"), "after " + Duration.between(first, story.now));
      story.after(Duration.ofMinutes(1)).commit(String.valueOf(each));
    }
    assertTrue(story.owes("freeze"));
  }

  @Test
  void what_moves_while_a_candidate_is_on_its_way_is_asked_for_at_its_end() {
    var story = settling().commit("one").after(SETTLE).freezes().commit("two").after(LONGEST);
    assertFalse(story.owes("freeze"));
    assertEquals(Optional.empty(), story.world.wake(story.now), "its end is waited for");
    story.builds().gate(true);
    assertTrue(story.owes("freeze"));
  }

  @Test
  void what_settles_is_asked_for_at_the_start_of_the_next_server_too() {
    var story = settling().commit("one");
    story.now = story.now.plus(SETTLE);
    assertTrue(story.takeOver().owes("freeze"));
  }

  @Test
  void a_lane_that_is_new_and_finds_commits_there_asks_at_once() {
    var change = Optional.of(new Change(SETTLE, LONGEST));
    var story = farm(Farms.byHand("other", "here")).commit("one");
    story.adopt(Farms.when(new Triggers(change, List.of()), 5));
    assertTrue(story.owes("freeze"));
  }

  // By the clock.

  @Test
  void a_lane_asks_when_its_time_comes() {
    var story = clocked(HALF_PAST_TEN);
    assertFalse(story.owes("freeze"));
    var due = Story.MORNING.plus(Duration.ofMinutes(150));
    assertEquals(Optional.of(due), story.world.wake(story.now));
    story.after(Duration.ofMinutes(150));
    assertTrue(story.owes("freeze"));
    assertEquals(
        new Asked("pretrain", Trigger.CLOCK, "speeder", "30 10 * * * (UTC)"), asked(story));
    story.freezes();
    assertFalse(story.owes("freeze"), "once");
  }

  @Test
  void nothing_new_at_its_time_sets_nothing_out() {
    var story = clocked(HALF_PAST_TEN).after(Duration.ofHours(3)).freezes().builds().gate(true);
    long candidate = story.candidate().id();
    story.after(Duration.ofDays(1)).freezes();
    assertEquals(candidate, story.candidate().id());
  }

  @Test
  void a_time_that_is_a_little_late_still_counts() {
    var story = clocked(HALF_PAST_TEN).after(Duration.ofMinutes(150).plus(ClockRules.LATE_MAX));
    assertTrue(story.owes("freeze"));
  }

  @Test
  void a_time_that_was_missed_for_long_is_left_out_and_said() {
    var late = Duration.ofMinutes(150).plus(ClockRules.LATE_MAX).plusMillis(1);
    var story = clocked(HALF_PAST_TEN).after(late);
    assertFalse(story.owes("freeze"));
    var missed = (ScheduleFact.RunMissed) ((Fact.OfSchedule) story.facts.getLast()).fact();
    assertEquals(Instant.parse("2026-03-02T10:30:00Z"), missed.due());
    var next = Instant.parse("2026-03-03T10:30:00Z");
    assertEquals(Optional.of(next), story.world.wake(story.now));
  }

  @Test
  void many_times_that_were_missed_are_one_run() {
    var story = clocked("*/5 * * * *").after(Duration.ofDays(2));
    assertTrue(story.owes("freeze"));
    story.freezes();
    assertFalse(story.owes("freeze"));
  }

  @Test
  void a_time_that_comes_while_a_candidate_is_on_its_way_waits_for_its_end() {
    var story = clocked("*/5 * * * *").after(Duration.ofMinutes(5)).freezes().commit("two");
    story.after(Duration.ofMinutes(7));
    assertFalse(story.owes("freeze"));
    story.builds();
    assertFalse(story.owes("freeze"));
    assertTrue(story.gate(true).owes("freeze"));
  }

  @Test
  void a_new_manifest_with_the_same_times_forgets_none() {
    var story = clocked(HALF_PAST_TEN);
    story.now = story.now.plus(Duration.ofMinutes(151));
    story.adopt(Farms.when(clock(HALF_PAST_TEN), 6));
    assertTrue(story.owes("freeze"));
    var other = clocked(HALF_PAST_TEN);
    other.now = other.now.plus(Duration.ofMinutes(151));
    other.adopt(Farms.when(clock("31 10 * * *"), 5));
    assertFalse(other.owes("freeze"), "a time counts from when it was said");
  }

  @Test
  void times_of_a_zone_that_is_not_known_never_come_and_harm_nothing() {
    var cron = new Triggers.Cron("* * * * *", "Mars/Olympus");
    var story = farm(Farms.when(new Triggers(Optional.empty(), List.of(cron)), 5)).commit("one");
    assertFalse(story.after(Duration.ofDays(1)).owes("freeze"));
  }

  // While it runs.

  @Test
  void how_often_a_lane_sets_out_can_be_said_while_it_runs() {
    var story = farm().commit("one").freezes().builds().gate(true);
    story.obeyed(cadence(Triggers.BY_HAND)).commit("two");
    assertFalse(story.owes("freeze"));
    story.obeyed(cadence(clock(HALF_PAST_TEN))).after(Duration.ofMinutes(150));
    assertTrue(story.owes("freeze"));
    story.freezes().builds().gate(true).commit("three");
    assertFalse(story.owes("freeze"));
    story.obeyed(new ScheduleAsk.Cadence("pretrain", Optional.empty()));
    assertTrue(story.owes("freeze"), "the manifest says on change");
  }

  @Test
  void what_a_person_said_outlives_a_new_manifest() {
    var story = farm().obeyed(cadence(Triggers.BY_HAND)).adopt(Farms.pretrain("here", "there"));
    assertFalse(story.commit("one").owes("freeze"));
  }

  @Test
  void a_cadence_that_says_nothing_is_refused() {
    var story = farm(Farms.pretrain("here"), Farms.external("train"));
    story.refused("bad-cron", cadence(clock("soon")));
    story.refused("cron-never", cadence(clock("0 0 31 2 *")));
    var here = Optional.of(Triggers.BY_HAND);
    story.refused("lane-is-external", new ScheduleAsk.Cadence("train", here));
    story.refused("no-such-lane", new ScheduleAsk.Cadence("trian", here));
  }

  @Test
  void who_deploys_by_hand_is_kept() {
    var story = farm(Farms.when(Triggers.BY_HAND, 5)).commit("one");
    story.obeyed(new Ask.Deploy("pretrain", Optional.empty()));
    assertEquals(new Asked("pretrain", Trigger.HAND, "operator", ""), asked(story));
  }

  // How far ahead.

  private static Story ahead(int most) {
    return farm(Farms.when(Triggers.ON_CHANGE, most));
  }

  @Test
  void a_lane_without_anchor_goes_as_far_as_it_may_and_waits() {
    var story = ahead(2).served("one").served("two").sealed("three").is(WATCHING);
    assertEquals(2, Ahead.unproven(story.world, "pretrain").size());
    assertFalse(story.owes("prepare"));
    story.judged(Answer.PASS).is(PREPARING);
    assertEquals(Optional.of(story.newest()), Optional.of(story.rollout().release()));
  }

  @Test
  void what_is_proven_and_all_below_it_counts_no_more() {
    var story = ahead(2).served("one").anchored("two");
    assertEquals(List.of(), Ahead.unproven(story.world, "pretrain"));
    story.served("three").served("four").sealed("five").is(WATCHING);
    assertEquals(2, Ahead.unproven(story.world, "pretrain").size());
  }

  @Test
  void a_watch_that_ends_without_an_answer_is_nothing_left_to_wait_for() {
    var story = ahead(1).served("one").sealed("two").is(WATCHING);
    story.judged(Answer.UNKNOWN).is(PREPARING);
    story.ready().passed().passed().passed().retired().sealed("three").is(WATCHING);
    story.judged(Answer.UNKNOWN).is(PREPARING);
  }

  @Test
  void a_watch_that_sees_nothing_goes_on() {
    var story = ahead(1).served("one").sealed("two").judged(Answer.BLIND).is(WATCHING);
    story.judged(Answer.PASS).is(PREPARING);
  }

  @Test
  void after_going_back_nothing_is_waited_for_but_the_hold() {
    var story = ahead(1).served("one").judged(Answer.UNKNOWN).served("two").sealed("three");
    story.seen(Answer.FAIL).routed().judged(Answer.PASS).lift();
    assertEquals(PREPARING, story.rollout().phase());
    assertTrue(story.rollout().isForward());
  }

  @Test
  void newer_releases_take_the_place_of_those_that_wait() {
    var story = ahead(1).served("one").sealed("two").sealed("three").sealed("four").is(WATCHING);
    var newest = story.newest();
    story.judged(Answer.PASS).is(PREPARING);
    assertEquals(newest, story.rollout().release());
  }
}
