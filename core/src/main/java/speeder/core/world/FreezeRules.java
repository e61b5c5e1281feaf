package speeder.core.world;

import speeder.core.candidate.Candidate;
import speeder.core.farm.Lane;
import speeder.core.snapshot.SnapshotFact;

/// When heads are frozen without being asked.
final class FreezeRules {
  private FreezeRules() {}

  /// A branch, or what may be frozen of it, moved since the lane last asked. A candidate on its way
  /// is let finish: with changes that come faster than images are built, nothing would ever be
  /// sealed.
  static void onChange(Pen pen) {
    for (var lane : pen.world().farm().lanes()) {
      if (isDue(pen.world(), lane)) pen.write(new SnapshotFact.Asked(lane.name(), false));
    }
  }

  /// One that holds what is bad gives way, and one whose build or gate failed and waits to be tried
  /// again, since the change may be what mends it.
  static boolean isUnderWay(World world, Candidate candidate) {
    if (!Fitness.bad(world, candidate.opened().document()).isEmpty()) return false;
    var place = candidate.place();
    return switch (candidate.state()) {
      case FROZEN, BUILT, OPEN ->
          world.schedule().delay("build", place).isEmpty()
              && world.schedule().delay("gate", place).isEmpty();
      case SHUT, WAITING, SEALED, DROPPED -> false;
    };
  }

  /// What takes a path of its own does not count where that path is open.
  private static long moved(World world, Lane lane) {
    if (world.heads().moved() == 0) return 0;
    boolean open = world.rollouts().serving(lane.name()).isPresent();
    long heads = open ? world.heads().moved(lane.paths().sources()) : world.heads().moved();
    return Math.max(heads, world.marks().moved());
  }

  private static boolean isDue(World world, Lane lane) {
    return !lane.external()
        && lane.when().change().isPresent()
        && moved(world, lane) > world.freezes().of(lane.name()).newest()
        && world.freezes().of(lane.name()).open().isEmpty()
        && world.candidates().newest(lane.name()).filter(it -> isUnderWay(world, it)).isEmpty();
  }
}
