package speeder.core.world;

import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import speeder.core.farm.Lane;
import speeder.core.release.Standing;
import speeder.core.rollout.Phase;
import speeder.core.rollout.Rollout;
import speeder.core.rollout.Step;
import speeder.core.schedule.Motion;
import speeder.core.schedule.ScheduleFact.Held;
import speeder.core.snapshot.SnapshotFact;
import speeder.core.source.MarkFact;
import speeder.core.source.SourceCommit;
import speeder.core.value.ReleaseId;

/// What follows from what people said of sources and single commits.
final class MarkRules {
  private static final String BY = "speeder";

  private MarkRules() {}

  /// What was said for a time only goes when it is over.
  static void expire(Pen pen) {
    var marks = pen.world().marks();
    marks
        .pins()
        .forEach((source, pin) -> {
          if (isOver(pen, pin.until())) pen.write(new MarkFact.Unpinned(source, BY));
        });
    marks
        .bad()
        .forEach((at, bad) -> {
          if (isOver(pen, bad.until())) pen.write(new MarkFact.CalledGood(at, BY));
        });
  }

  private static boolean isOver(Pen pen, Optional<Instant> until) {
    return until.filter(it -> !it.isAfter(pen.now())).isPresent();
  }

  /// A release on its way that holds a bad commit, or would take from main what is kept, is given
  /// up before main is exposed.
  static void withdraw(Pen pen) {
    if (pen.world().marks().nothingToWeigh()) return;
    for (var rollout : pen.world().rollouts().open()) {
      var why = against(pen.world(), rollout);
      boolean goes =
          rollout.isForward()
              && rollout.isMoving()
              && !rollout.reachedMain()
              && rollout.base() != Phase.WITHDRAWING;
      if (!goes || why.isEmpty() || isFrozen(pen.world(), rollout.lane())) continue;
      rollout.step(Step.WITHDRAW_ASKED, why.get()).ifPresent(pen::write);
    }
  }

  private static Optional<String> against(World world, Rollout rollout) {
    var bad = bad(world, rollout.release());
    if (!bad.isEmpty()) return Optional.of(why(world, bad));
    boolean takes =
        world.releases().find(rollout.release()).filter(it -> takes(world, it)).isPresent();
    return takes ? Optional.of("it lacks what is kept, and main has it") : Optional.empty();
  }

  private static boolean takes(World world, Standing standing) {
    return !Fitness.taken(world, standing).isEmpty();
  }

  /// A lane whose main serves a bad commit goes back to the newest release it served without it.
  /// Once for a mark: whoever goes there again wants to. It waits until it is known what all the
  /// releases hold that it may go back to. With nowhere to go it calls a person, once for a mark,
  /// and goes as soon as there is a release to go to.
  static void takeBack(Pen pen) {
    if (pen.world().marks().bad().isEmpty()) return;
    for (var lane : pen.world().farm().lanes()) {
      var serving = pen.world().rollouts().serving(lane.name());
      if (serving.isEmpty() || isGoingBack(pen.world(), lane.name())) continue;
      var bad = bad(pen.world(), serving.get());
      long newest = newest(pen.world(), bad);
      boolean heeded = newest <= pen.world().holdings().heeded(lane.name());
      boolean knows = isLookedThrough(pen.world(), lane.name());
      if (bad.isEmpty() || heeded || !knows || isFrozen(pen.world(), lane.name())) continue;
      takeBack(pen, lane, bad);
    }
  }

  private static void takeBack(Pen pen, Lane lane, SortedSet<SourceCommit> bad) {
    var why = why(pen.world(), bad);
    var without = GoingBack.before(pen.world(), lane.name());
    if (without.isPresent()) {
      heed(pen, lane.name(), bad);
      GoingBack.begin(pen, lane, without.get(), Motion.BACK_BY_VERDICT, why, BY);
    } else if (newest(pen.world(), bad) > pen.world().holdings().stuck(lane.name())) {
      pen.write(new SnapshotFact.Stuck(lane.name(), newest(pen.world(), bad)));
      pen.write(Held.byAutomation(lane.name(), nowhere(pen.world(), why)));
    }
  }

  private static String nowhere(World world, String why) {
    var kept = world.marks().floors().isEmpty() ? "" : " that has all that is kept";
    return "a person is needed: %s, and no sound release without it%s was served"
        .formatted(why, kept);
  }

  /// From here on the lane is not taken back for these commits.
  static void heed(Pen pen, String lane, SortedSet<SourceCommit> bad) {
    pen.write(new SnapshotFact.Heeded(lane, newest(pen.world(), bad)));
  }

  private static boolean isGoingBack(World world, String lane) {
    return world.rollouts().open(lane).stream().anyMatch(it -> it.isMoving() && !it.isForward());
  }

  private static boolean isLookedThrough(World world, String lane) {
    return world.releases().of(lane).stream()
        .allMatch(it -> Fitness.isLookedThrough(world, it.sealed().snapshotDocument()));
  }

  private static boolean isFrozen(World world, String lane) {
    return Stops.of(world, lane, Motion.BACK_BY_VERDICT).isPresent();
  }

  private static SortedSet<SourceCommit> bad(World world, ReleaseId release) {
    return world
        .releases()
        .find(release)
        .map(it -> Fitness.bad(world, it))
        .orElseGet(Collections::emptySortedSet);
  }

  private static long newest(World world, SortedSet<SourceCommit> bad) {
    long newest = 0;
    for (var at : bad) newest = Math.max(newest, since(world, at));
    return newest;
  }

  private static long since(World world, SourceCommit at) {
    var mark = world.marks().bad().get(at);
    return mark == null ? 0 : mark.since();
  }

  private static String why(World world, SortedSet<SourceCommit> bad) {
    var mark = world.marks().bad().get(bad.first());
    return mark == null ? bad.first().brief() : mark.because();
  }
}
