package speeder.core.world;

import java.util.Optional;
import speeder.core.rollout.Rollout;
import speeder.core.schedule.Motion;
import speeder.core.schedule.Stopper;

/// What stops a lane's motion now. Which stop stops which motion stands in [Stopper] alone.
final class Stops {
  private Stops() {}

  /// A stop that stands.
  ///
  /// @param why for people, in a few words
  record Stop(Stopper stopper, String by, String why) {
    /// What is told of a rollout that it stops.
    String said() {
      return stopper == Stopper.LOCK ? "steps aside: " + why : "held";
    }
  }

  /// The first stop of a motion, if one stands.
  static Optional<Stop> of(World world, String lane, Motion motion) {
    return butLocks(world, lane, motion)
        .or(() -> Stopper.LOCK.stops(motion) ? Locking.stop(world, lane) : Optional.empty());
  }

  /// The same without locks: for those one waits, and need not be refused.
  static Optional<Stop> butLocks(World world, String lane, Motion motion) {
    return hold(world, lane).filter(it -> it.stopper().stops(motion));
  }

  static Stop lock(String by, String why) {
    return new Stop(Stopper.LOCK, by, why);
  }

  static Motion motion(Rollout rollout) {
    return rollout.isForward() ? Motion.FORWARD : Motion.BACK_BY_PERSON;
  }

  private static Optional<Stop> hold(World world, String lane) {
    return world.schedule().hold(lane).map(it -> new Stop(Stopper.HOLD, it.by(), it.reason()));
  }
}
