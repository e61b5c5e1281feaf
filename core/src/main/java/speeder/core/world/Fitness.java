package speeder.core.world;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import speeder.core.release.Standing;
import speeder.core.source.SourceCommit;
import speeder.core.value.Digest;
import speeder.core.value.ReleaseId;

/// Which releases automation may serve.
final class Fitness {
  private Fitness() {}

  /// Whether a release of a lane is known, did not fail where it was watched, and holds nothing
  /// bad.
  static boolean isSound(World world, String lane, ReleaseId release) {
    return world
        .releases()
        .find(lane, release)
        .filter(it -> !it.condemned() && bad(world, it).isEmpty())
        .isPresent();
  }

  /// The commits marked bad that a release holds, as far as it was looked through.
  static SortedSet<SourceCommit> bad(World world, Standing standing) {
    return bad(world, standing.sealed().snapshotDocument());
  }

  static SortedSet<SourceCommit> bad(World world, Digest document) {
    if (world.marks().bad().isEmpty()) return Collections.emptySortedSet();
    var bad = new TreeSet<>(world.holdings().of(document).bad());
    bad.retainAll(world.marks().bad().keySet());
    return bad;
  }

  /// Whether a snapshot was looked through for all that is marked.
  static boolean isLookedThrough(World world, Digest document) {
    return world.marks().nothingToWeigh()
        || world.holdings().isKnown(document, world.marks().weighed());
  }
}
