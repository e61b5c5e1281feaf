package speeder.core.world;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import speeder.core.release.Standing;
import speeder.core.source.ObjectId;
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

  /// Whether a release, as far as it was looked through, does not set out: it holds what is bad, or
  /// takes from main what is kept.
  static boolean isMarked(World world, Standing standing) {
    return !bad(world, standing).isEmpty() || !taken(world, standing).isEmpty();
  }

  static SortedMap<String, ObjectId> taken(World world, Standing standing) {
    return taken(world, standing.sealed().lane(), standing.sealed().snapshotDocument());
  }

  /// The commits to be kept that a lane's main has and that it would lose with a snapshot, as far
  /// as that was looked through. What main lacks cannot be lost.
  static SortedMap<String, ObjectId> taken(World world, String lane, Digest document) {
    var main = main(world, lane);
    boolean known = main.isPresent() && isLookedThrough(world, document);
    if (!known || world.marks().floors().isEmpty()) return Collections.emptySortedMap();
    var taken = lost(world, document);
    taken.keySet().removeAll(lost(world, main.get()).keySet());
    return taken;
  }

  /// Whether it is known what main has of what is kept.
  static boolean isMainLookedThrough(World world, String lane) {
    return main(world, lane)
        .filter(it -> !isLookedThrough(world, it.sealed().snapshotDocument()))
        .isEmpty();
  }

  private static Optional<Standing> main(World world, String lane) {
    return world.rollouts().serving(lane).flatMap(it -> world.releases().find(lane, it));
  }

  /// The commits to be kept that a release would lose; all of them as long as nobody looked.
  static SortedMap<String, ObjectId> lost(World world, Standing standing) {
    return lost(world, standing.sealed().snapshotDocument());
  }

  private static SortedMap<String, ObjectId> lost(World world, Digest document) {
    boolean known = isLookedThrough(world, document);
    var kept = world.holdings().of(document).kept();
    var lost = new TreeMap<String, ObjectId>();
    world
        .marks()
        .floors()
        .forEach((source, floor) -> {
          boolean has = known && kept.contains(new SourceCommit(source, floor.commit()));
          if (!has) lost.put(source, floor.commit());
        });
    return lost;
  }

  /// Whether a snapshot was looked through for all that is marked.
  static boolean isLookedThrough(World world, Digest document) {
    return world.marks().nothingToWeigh()
        || world.holdings().isKnown(document, world.marks().weighed());
  }
}
