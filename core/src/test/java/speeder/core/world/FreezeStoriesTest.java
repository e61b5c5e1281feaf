package speeder.core.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static speeder.core.rollout.Phase.HALTED;
import static speeder.core.rollout.Phase.JUDGING;
import static speeder.core.rollout.Phase.PREPARING;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import speeder.core.schedule.Calendar;
import speeder.core.schedule.Calendar.Span;
import speeder.core.schedule.Motion;
import speeder.core.schedule.ScheduleFact;
import speeder.core.supervision.SupervisionFact.Answer;
import speeder.core.value.Refusal;

/// Calendars that stop a lane.
class FreezeStoriesTest {
  private static final String ONE = "/etc/one.ics";
  private static final String OTHER = "/etc/other.ics";
  private static final Refusal LOST = new Refusal("calendar-unread", "It is gone.", "Look.");
  private static final Duration HOUR = Duration.ofHours(1);

  private static Story says(Story story, String calendar, Span... spans) {
    var said = new Calendar(List.of(spans), story.now.plus(Calendar.AHEAD));
    return story.tell(Input.CalendarSeen.saying(calendar, said));
  }

  private static Span span(Story story, Duration from, Duration to) {
    return new Span(story.now.plus(from), story.now.plus(to), "a talk");
  }

  private static Story open() {
    return says(Story.farm(Farms.keeping(Farms.pretrain("here"), ONE)), ONE);
  }

  private static Optional<Instant> opens(Story story) {
    return Forecast.opens(story.world, "pretrain", story.now);
  }

  private static ScheduleAsk.Thaw thaw(Story story, Duration lasts) {
    return new ScheduleAsk.Thaw("pretrain", story.now.plus(lasts), "it mends the site");
  }

  @Test
  void a_calendar_that_was_never_read_stops_the_lane() {
    var story = Story.farm(Farms.keeping(Farms.pretrain("here"), ONE)).sealed("one");
    assertEquals(List.of(), story.world.rollouts().open());
    var stop = Stops.of(story.world, "pretrain", Motion.FORWARD).orElseThrow();
    assertEquals("it has not been read yet", stop.why());
    story.tell(Input.CalendarSeen.unread(ONE, LOST));
    var blind = Stops.of(story.world, "pretrain", Motion.FORWARD).orElseThrow();
    assertEquals("It is gone", blind.why());
    assertEquals(Optional.empty(), opens(story), "nobody can say when");
    says(story, ONE).is(PREPARING);
  }

  @Test
  void a_rollout_stands_while_an_event_lasts_and_goes_on_at_its_end() {
    var story = open().sealed("one").ready().routed().is(JUDGING);
    says(story, ONE, span(story, HOUR, HOUR.multipliedBy(2))).is(JUDGING);
    assertEquals(Optional.of(story.now.plus(HOUR)), story.world.wake(story.now));
    story.after(HOUR).is(HALTED);
    story.refused("lane-frozen", new Ask.Deploy("pretrain", Optional.empty()));
    story.after(HOUR.minusMillis(1)).is(HALTED).after(Duration.ofMillis(1)).is(JUDGING);
  }

  @Test
  void what_fails_still_goes_back_and_people_may_go_back() {
    var story = open().anchored("one").served("two");
    says(story, ONE, span(story, Duration.ZERO, HOUR));
    story.seen(Answer.FAIL);
    assertFalse(story.rollout().isForward());
  }

  @Test
  void of_several_calendars_one_is_enough_and_the_last_end_opens() {
    var story =
        says(says(Story.farm(Farms.keeping(Farms.pretrain("here"), ONE, OTHER)), ONE), OTHER)
            .sealed("one");
    says(story, ONE, span(story, Duration.ZERO, HOUR));
    says(story, OTHER, span(story, HOUR.dividedBy(2), HOUR.multipliedBy(3))).is(HALTED);
    assertEquals(Optional.of(story.now.plus(HOUR.multipliedBy(3))), opens(story));
    story.after(HOUR).is(HALTED).after(HOUR.multipliedBy(2)).is(PREPARING);
  }

  @Test
  void what_it_said_last_counts_while_it_cannot_be_read() {
    var story = open();
    says(story, ONE, span(story, HOUR, HOUR.multipliedBy(2)));
    story.tell(Input.CalendarSeen.unread(ONE, LOST)).sealed("one").is(PREPARING);
    var lane = story.world.farm().lane("pretrain").orElseThrow();
    assertEquals(List.of(LOST), story.world.schedule().calendars().troubles(lane));
    story.after(HOUR).is(HALTED).after(HOUR).is(PREPARING);
  }

  @Test
  void the_same_said_again_is_no_fact_and_what_ends_soon_is_written_out_anew() {
    var story = open();
    var freeze = span(story, HOUR, HOUR.multipliedBy(2));
    says(story, ONE, freeze);
    int facts = story.facts.size();
    story.now = story.now.plusSeconds(60);
    says(story, ONE, freeze);
    assertEquals(facts, story.facts.size());
    story.now = story.now.plus(Calendar.AHEAD).minus(Calendar.AHEAD_MIN);
    says(story, ONE);
    assertTrue(
        story.facts.subList(facts, story.facts.size()).stream()
            .anyMatch(it -> it instanceof Fact.OfSchedule(ScheduleFact.CalendarRead _)));
  }

  @Test
  void people_may_let_it_move_for_a_time() {
    var story = open().sealed("one").is(PREPARING);
    says(story, ONE, span(story, Duration.ZERO, HOUR.multipliedBy(9))).is(HALTED);
    story.obeyed(thaw(story, HOUR)).is(PREPARING).after(HOUR).is(HALTED);
  }

  @Test
  void what_others_agree_to_once_it_is_over_is_refused() {
    var story = open().lets("olga", "owner").lets("odo", "owner");
    long id = story.proposed("olga", thaw(story, HOUR));
    story.after(HOUR).obeyed("odo", new ApprovalAsk.Approve(id));
    var end =
        story.facts.stream()
            .flatMap(it ->
                it instanceof Fact.OfApproval(ApprovalFact.Ended of) ? Stream.of(of) : Stream.of())
            .findFirst()
            .orElseThrow();
    assertEquals(ApprovalFact.End.REFUSED, end.end());
    assertTrue(end.why().startsWith("This thaw was to end at "), end::why);
  }

  @Test
  void people_may_end_that_early() {
    var story = open().sealed("one");
    says(story, ONE, span(story, Duration.ZERO, HOUR.multipliedBy(9)));
    var end = new ScheduleAsk.EndThaw("pretrain", "it is mended");
    story.refused("lane-not-thawed", end).obeyed(thaw(story, HOUR)).is(PREPARING);
    story.obeyed(end).is(HALTED).refused("lane-not-thawed", end);
    story.obeyed(thaw(story, HOUR)).after(HOUR).refused("lane-not-thawed", end);
  }

  @Test
  void a_thaw_needs_a_reason_an_end_and_something_to_thaw() {
    var story = open();
    var until = story.now.plus(HOUR);
    story.refused("reason-missing", new ScheduleAsk.Thaw("pretrain", until, " "));
    story.refused("already-over", new ScheduleAsk.Thaw("pretrain", story.now, "x"));
    story.refused("thaw-too-long", thaw(story, Duration.ofDays(8)));
    story.adopt(Farms.pretrain("here")).refused("no-calendar", thaw(story, HOUR));
  }

  @Test
  void a_lane_that_keeps_a_calendar_no_more_is_free_of_it() {
    var story = open().sealed("one");
    says(story, ONE, span(story, Duration.ZERO, HOUR)).is(HALTED);
    story.adopt(Farms.pretrain("here")).is(PREPARING);
    assertEquals(Optional.empty(), story.world.schedule().calendars().seen(ONE));
  }

  @Test
  void the_forecast_knows_freezes_to_come() {
    var story = open();
    says(story, ONE, span(story, HOUR, HOUR.multipliedBy(2)));
    assertEquals(Optional.of(story.now), opens(story));
    var then = Forecast.opens(story.world, "pretrain", story.now.plus(HOUR));
    assertEquals(Optional.of(story.now.plus(HOUR.multipliedBy(2))), then);
  }
}
