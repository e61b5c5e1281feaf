package speeder.core.world;

import speeder.core.farm.Lane;
import speeder.core.farm.Lane.Trigger;
import speeder.core.snapshot.SnapshotFact;

/// When heads are frozen without being asked.
final class FreezeRules {
  private FreezeRules() {}

  /// A branch moved since the lane last asked.
  static void onChange(Pen pen) {
    for (var lane : pen.world().farm().lanes()) {
      if (isDue(pen.world(), lane)) pen.write(new SnapshotFact.Asked(lane.name(), false));
    }
  }

  private static boolean isDue(World world, Lane lane) {
    return !lane.external()
        && lane.when() == Trigger.CHANGE
        && world.heads().moved() > world.freezes().of(lane.name()).newest();
  }
}
