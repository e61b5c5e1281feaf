package speeder.core.world;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import speeder.core.farm.Lane;
import speeder.core.release.ReleaseFact;
import speeder.core.rollout.Rollout;
import speeder.core.rollout.RolloutFact;
import speeder.core.rollout.RolloutPlan;
import speeder.core.rollout.Step;
import speeder.core.schedule.Motion;
import speeder.core.schedule.ScheduleFact.Held;
import speeder.core.value.Actor;
import speeder.core.value.ReleaseId;

/// Going back: a rollout with direction back, and a hold on automation until a person lifts it.
public final class GoingBack {
  private GoingBack() {}

  /// Where to when a person asks: away from the release that is on its way, or else from what main
  /// serves.
  public static Optional<ReleaseId> target(World world, String lane) {
    var left = new HashSet<ReleaseId>();
    for (var open : world.rollouts().open(lane)) {
      if (open.isMoving()) left.add(open.release());
    }
    boolean forward =
        world.rollouts().open(lane).stream().anyMatch(it -> it.isMoving() && it.isForward());
    if (!forward) world.rollouts().serving(lane).ifPresent(left::add);
    return target(world, lane, left);
  }

  /// Where to: the anchor, without one the newest release that main served; or what stands in for
  /// it, so that nothing that is kept is lost. Never a condemned one, none that holds what is bad,
  /// never one that is being left.
  static Optional<ReleaseId> target(World world, String lane, Set<ReleaseId> left) {
    var anchor = world.releases().anchor(lane).flatMap(it -> sound(world, lane, it, left));
    if (anchor.isPresent()) return anchor;
    for (var served : world.rollouts().line(lane).reversed()) {
      var sound = sound(world, lane, served, left);
      if (sound.isPresent()) return sound;
    }
    return Optional.empty();
  }

  private static Optional<ReleaseId> sound(
      World world, String lane, ReleaseId release, Set<ReleaseId> left) {
    if (left.contains(release) || !Fitness.isSound(world, lane, release)) return Optional.empty();
    return FloorRules.safe(world, lane, release)
        .filter(it -> !left.contains(it) && Fitness.isSound(world, lane, it));
  }

  /// The newest release that a lane served before and that is sound, or what stands in for it; else
  /// its anchor.
  static Optional<ReleaseId> before(World world, String lane) {
    return Stream.concat(
            world.rollouts().before(lane).stream(), world.releases().anchor(lane).stream())
        .flatMap(it -> sound(world, lane, it, Set.of()).stream())
        .findFirst();
  }

  /// @param motion on whose account, and `by` who wanted it
  static void begin(Pen pen, Lane lane, ReleaseId to, Motion motion, String reason, String by) {
    for (var open : pen.world().rollouts().open(lane.name())) {
      open.step(Step.PRE_EMPTED, "going back to " + to).ifPresent(pen::write);
    }
    pen.write(Held.byAutomation(lane.name(), "went back to " + to + ": " + reason));
    var manifest = pen.world().farm().manifest().orElseThrow();
    var plan = RolloutPlan.of(lane, manifest);
    pen.write(new RolloutFact.Began(lane.name(), motion, to, plan, reason, by));
  }

  /// A release failed at main: back by itself, or, with nowhere safe to go, stop and call a person.
  static void byVerdict(Pen pen, Rollout rollout, String why) {
    var lane = pen.world().farm().lane(rollout.lane());
    pen.write(new ReleaseFact.Condemned(rollout.release(), rollout.lane(), why));
    var to = target(pen.world(), rollout.lane(), Set.of(rollout.release()));
    if (lane.isPresent() && to.isPresent()) {
      rollout.step(Step.FAIL_LATE, why).ifPresent(pen::write);
      var by = Actor.SPEEDER.principal();
      begin(pen, lane.get(), to.get(), Motion.BACK_BY_VERDICT, why, by);
    } else {
      failed(pen, rollout, why + ", and there is no release to go back to");
    }
  }

  /// Never a second automatic step back: stop, and call a person.
  static void failed(Pen pen, Rollout rollout, String why) {
    rollout.step(Step.BACK_FAILED, why).ifPresent(pen::write);
    pen.write(Held.byAutomation(rollout.lane(), "a person is needed: " + why));
  }
}
