package speeder.core.world;

import java.util.Optional;
import speeder.core.farm.Lane;
import speeder.core.release.ReleaseFact;
import speeder.core.rollout.Rollout;
import speeder.core.rollout.RolloutFact;
import speeder.core.rollout.RolloutFact.Direction;
import speeder.core.rollout.RolloutPlan;
import speeder.core.rollout.Step;
import speeder.core.schedule.ScheduleFact;
import speeder.core.value.ReleaseId;

/// Going back: a rollout with direction back, and a hold on automation until a person lifts it.
public final class GoingBack {
  private GoingBack() {}

  /// Where to: the anchor, without one the newest release that main served before. Never a
  /// condemned one.
  ///
  /// @param from a release that it must not be
  public static Optional<ReleaseId> target(World world, String lane, Optional<ReleaseId> from) {
    var serving = world.rollouts().serving(lane);
    return world
        .releases()
        .anchor(lane)
        .filter(it -> !serving.equals(Optional.of(it)) && !from.equals(Optional.of(it)))
        .filter(it -> isSound(world, it))
        .or(() -> before(world, lane, from));
  }

  private static Optional<ReleaseId> before(World world, String lane, Optional<ReleaseId> from) {
    return world.rollouts().before(lane).stream()
        .filter(it -> !from.equals(Optional.of(it)))
        .filter(it -> isSound(world, it))
        .findFirst();
  }

  private static boolean isSound(World world, ReleaseId release) {
    return world.releases().find(release).filter(it -> !it.condemned()).isPresent();
  }

  static void begin(Pen pen, Lane lane, ReleaseId to, String reason) {
    for (var open : pen.world().rollouts().open(lane.name())) {
      open.step(Step.PRE_EMPTED, "going back to " + to).ifPresent(pen::write);
    }
    pen.write(new ScheduleFact.Held(lane.name(), "went back to " + to + ": " + reason, "speeder"));
    var manifest = pen.world().farm().manifest().orElseThrow();
    var plan = RolloutPlan.of(lane, manifest);
    pen.write(new RolloutFact.Began(lane.name(), Direction.BACK, to, plan, reason));
  }

  /// A release failed at main: back by itself, or, with nowhere safe to go, stop and call a person.
  static void byVerdict(Pen pen, Rollout rollout, String why) {
    var lane = pen.world().farm().lane(rollout.lane());
    rollout.step(Step.FAIL_LATE, why).ifPresent(pen::write);
    pen.write(new ReleaseFact.Condemned(rollout.release(), rollout.lane(), why));
    var to = target(pen.world(), rollout.lane(), Optional.of(rollout.release()));
    if (lane.isPresent() && to.isPresent()) begin(pen, lane.get(), to.get(), why);
    else callPerson(pen, rollout, why);
  }

  private static void callPerson(Pen pen, Rollout rollout, String why) {
    pen.write(
        new ScheduleFact.Held(
            rollout.lane(),
            "a person is needed: " + why + ", and there is no release to go back to",
            "speeder"));
  }
}
