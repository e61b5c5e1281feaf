package speeder.core.world;

import java.util.SortedSet;
import java.util.TreeSet;
import speeder.core.farm.Lane;
import speeder.core.image.BuiltImage;
import speeder.core.release.ReleaseFact;
import speeder.core.release.Standing;
import speeder.core.value.Digest;

/// What stays unpacked on this machine: a lane's newest releases, and whatever is needed.
final class StockRules {
  private StockRules() {}

  static void leave(Pen pen) {
    for (var lane : pen.world().farm().lanes()) {
      var all = pen.world().releases().of(lane.name());
      int beyond = all.size() - lane.keep().unpacked();
      if (beyond > 0) all.subList(0, beyond).forEach(it -> leave(pen, lane, it));
    }
  }

  private static void leave(Pen pen, Lane lane, Standing standing) {
    var release = standing.release();
    if (pen.world().stock().stands(release) && !pen.world().needs(release)) {
      pen.write(new ReleaseFact.Unneeded(release, lane.name()));
    }
  }

  /// Images whose folders must stay: those of all releases that stand unpacked, and of candidates.
  static SortedSet<Digest> kept(World world) {
    var kept = new TreeSet<Digest>();
    for (var lane : world.releases().byLane().values()) {
      for (var standing : lane) {
        if (world.stock().stands(standing.release())) add(kept, standing.images());
      }
    }
    world.candidates().byId().values().forEach(candidate -> add(kept, candidate.images()));
    return kept;
  }

  private static void add(SortedSet<Digest> kept, Iterable<BuiltImage> images) {
    images.forEach(image -> kept.add(image.digest()));
  }
}
