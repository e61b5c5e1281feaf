package speeder.core.world;

import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import speeder.core.value.Digest;

/// Which snapshots are to be looked through for marked commits: those of releases one may serve or
/// go back to, and those on their way.
final class Looking {
  private Looking() {}

  /// Documents of a lane's snapshots that were not looked through for all marks, and the offsets of
  /// the facts that brought them.
  static SortedMap<Digest, Long> unknown(World world, String lane) {
    var unknown = new TreeMap<Digest, Long>();
    if (world.marks().nothingToWeigh()) return unknown;
    for (var standing : world.releases().of(lane)) {
      unknown.put(standing.sealed().snapshotDocument(), standing.at());
    }
    for (var candidate : world.candidates().byId().values()) {
      boolean open = candidate.lane().equals(lane) && !candidate.state().isEnd();
      if (open) unknown.putIfAbsent(candidate.opened().document(), candidate.id());
    }
    unknown.keySet().removeIf(it -> Fitness.isLookedThrough(world, it));
    return unknown;
  }

  /// Documents of all snapshots of interest.
  static Set<Digest> all(World world) {
    var all = new TreeSet<Digest>();
    for (var list : world.releases().byLane().values()) {
      for (var standing : list) all.add(standing.sealed().snapshotDocument());
    }
    for (var candidate : world.candidates().byId().values()) all.add(candidate.opened().document());
    return all;
  }
}
