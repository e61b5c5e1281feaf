package speeder.core.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import speeder.core.candidate.CandidateFact;
import speeder.core.farm.Acting;
import speeder.core.farm.Acting.Agreement;
import speeder.core.farm.Acting.Autonomy;
import speeder.core.farm.LockRules;
import speeder.core.farm.Policies;
import speeder.core.farm.Policies.Control;
import speeder.core.lock.Claim;
import speeder.core.schedule.Calendar;
import speeder.core.schedule.Calendar.Span;
import speeder.core.schedule.Motion;
import speeder.core.schedule.Reach;
import speeder.core.schedule.Stopper;
import speeder.core.snapshot.Origin;
import speeder.core.supervision.SupervisionFact.Answer;
import speeder.core.value.Kind;

/// Each cell of the table of what stops what, tried: the stop stands, and then what moves is asked
/// for or comes by itself.
class StopsTest {
  private static final String CONTROL = "schema";
  private static final String CALENDAR = "/freezes.ics";
  private static final Duration FREEZE = Duration.ofDays(1);
  private static final Policies POLICIES =
      new Policies(
          List.of(),
          List.of(),
          LockRules.USUAL,
          List.of(new Control(CONTROL, "", Duration.ofDays(7))));

  static Stream<Arguments> cells() {
    return Arrays.stream(Stopper.values())
        .flatMap(
            stopper -> Arrays.stream(Motion.values()).map(motion -> Arguments.of(stopper, motion)));
  }

  @ParameterizedTest
  @MethodSource("cells")
  void a_motion_is_stopped_exactly_where_the_table_says_so(Stopper stopper, Motion motion) {
    assertEquals(!stopper.stops(motion), goes(motion, Optional.of(stopper)));
  }

  @ParameterizedTest
  @EnumSource(Motion.class)
  void without_a_stop_everything_goes(Motion motion) {
    assertTrue(goes(motion, Optional.empty()));
  }

  /// Nobody needs to ask again.
  @ParameterizedTest
  @EnumSource(names = {"HOLD", "FROZEN_HOLD", "FREEZE", "LOCK", "CONTROL_NOT_PASSED"})
  void what_was_stopped_goes_on_once_the_stop_is_gone(Stopper stopper) {
    var story = sealed(Kind.CODE);
    stand(story, stopper);
    assertFalse(setsOut(story));
    lift(story, stopper);
    assertTrue(setsOut(story));
  }

  @ParameterizedTest
  @EnumSource(names = {"HOLD", "FROZEN_HOLD", "FREEZE", "LOCK", "CONTROL_NOT_PASSED"})
  void a_stop_that_stands_is_told(Stopper stopper) {
    var story = sealed(Kind.CODE);
    stand(story, stopper);
    story.obeyed(new ScheduleAsk.Lift(Reach.ALL));
    var told = Stops.all(story.world, "pretrain");
    assertTrue(told.stream().anyMatch(it -> it.stopper() == stopper), told::toString);
  }

  // What moves.

  private static boolean goes(Motion motion, Optional<Stopper> stopper) {
    return switch (motion) {
      case FORWARD -> goesForward(Kind.CODE, stopper);
      case CONFIGURATION -> goesForward(Kind.CONFIGURATION, stopper);
      case SECURITY -> goesForward(Kind.SECURITY, stopper);
      case BACK_BY_PERSON -> {
        var story = atMain();
        stopper.ifPresent(it -> stand(story, it));
        story.askedBy(asker(stopper), new Ask.Rollback("pretrain", Optional.empty()));
        yield isBack(story);
      }
      case BACK_BY_VERDICT -> {
        var story = atMain();
        stopper.ifPresent(it -> stand(story, it));
        yield isBack(story.judged(Answer.FAIL));
      }
    };
  }

  /// A role is missing of whoever asks; all else stops what comes by itself, too.
  private static boolean goesForward(Kind kind, Optional<Stopper> stopper) {
    var story = sealed(kind);
    if (stopper.equals(Optional.of(Stopper.MISSING_ROLE))) return isObeyed(story, "vera");
    stopper.ifPresent(it -> stand(story, it));
    return setsOut(story);
  }

  private static boolean isObeyed(Story story, String asker) {
    setsOut(story);
    story.obeyed(new Ask.Withdraw("pretrain")).settled();
    story.askedBy(asker, new Ask.Deploy("pretrain", Optional.of(story.newest())));
    return setsOut(story);
  }

  /// Whether the newest release gets the first stage, once nothing else is in its way.
  private static boolean setsOut(Story story) {
    if (story.world.schedule().holds().canLift(Reach.ALL)) {
      story.obeyed(new ScheduleAsk.Lift(Reach.ALL));
    }
    story.settled();
    return story.at("debug").equals(Optional.of(story.newest()));
  }

  private static boolean isBack(Story story) {
    return story.world.rollouts().open("pretrain").stream().anyMatch(it -> !it.isForward());
  }

  private static String asker(Optional<Stopper> stopper) {
    return stopper.equals(Optional.of(Stopper.MISSING_ROLE)) ? "vera" : "tess";
  }

  // What was before.

  private static Story serving() {
    var agreement = new Agreement(0, 0, Duration.ofDays(30));
    var acting = new Acting(Autonomy.ACT, new TreeMap<>(), List.of(CONTROL), agreement);
    var lane = Farms.keeping(Farms.acting(acting, "here"), CALENDAR);
    var story = says(new Story().takeOver().adopt(POLICIES, lane));
    story.lets("vera", "viewer").lets("tess", "tester");
    story.obeyed(new AutonomyAsk.Pass(CONTROL, Optional.empty(), "it is there"));
    return story.anchored("zero").settled();
  }

  private static Story atMain() {
    return serving().sealed("one").ready().passed().passed().routed();
  }

  /// A release of a kind that is yet to set out: all is held.
  private static Story sealed(Kind kind) {
    var story = serving();
    story.obeyed(new ScheduleAsk.Hold(Reach.ALL, "a look", false, Optional.empty()));
    story.commit("one").freezes();
    retold(story, kind);
    return story.builds().gate(true);
  }

  /// As if the newest candidate had taken another path.
  private static void retold(Story story, Kind kind) {
    long candidate = story.candidate().id();
    var world = World.EMPTY;
    for (int at = 0; at < story.facts.size(); at++) {
      if (at + 1 == candidate) story.facts.set(at, of(kind, story.facts.get(at)));
      world = world.apply(story.facts.get(at), at + 1, story.now);
    }
    story.world = world;
  }

  private static Fact of(Kind kind, Fact fact) {
    var it = (CandidateFact.Opened) ((Fact.OfCandidate) fact).fact();
    var origin = new Origin(kind, Origin.Aim.SERVE, it.origin().on());
    return new Fact.OfCandidate(
        new CandidateFact.Opened(
            it.lane(),
            it.snapshot(),
            it.document(),
            it.manifest(),
            origin,
            it.wished(),
            it.configuration()));
  }

  // The stops.

  private static void stand(Story story, Stopper stopper) {
    switch (stopper) {
      case HOLD -> story.hold();
      case FROZEN_HOLD ->
          story.obeyed(
              new ScheduleAsk.Hold(Reach.lane("pretrain"), "a look", true, Optional.empty()));
      case LOCK ->
          story.obeyed(
              new LockAsk.Acquire(
                  "pretrain",
                  Claim.ALL,
                  Optional.of("backport"),
                  Optional.empty(),
                  Duration.ofHours(1),
                  "a look"));
      case MISSING_ROLE -> {}
      case CONTROL_NOT_PASSED -> story.obeyed(new AutonomyAsk.Fail(CONTROL, "it is gone"));
      case FREEZE -> says(story, new Span(story.now, story.now.plus(FREEZE), "a talk"));
    }
  }

  private static void lift(Story story, Stopper stopper) {
    switch (stopper) {
      case HOLD, FROZEN_HOLD -> story.lift();
      case LOCK ->
          story.obeyed(
              new LockAsk.LetGo(story.world.locks().held().values().iterator().next().lock()));
      case CONTROL_NOT_PASSED ->
          story.obeyed(new AutonomyAsk.Pass(CONTROL, Optional.empty(), "it is back"));
      case FREEZE -> says(story);
      case MISSING_ROLE -> throw new AssertionError(stopper);
    }
  }

  private static Story says(Story story, Span... spans) {
    var said = new Calendar(List.of(spans), story.now.plus(Calendar.AHEAD));
    return story.tell(Input.CalendarSeen.saying(CALENDAR, said));
  }
}
