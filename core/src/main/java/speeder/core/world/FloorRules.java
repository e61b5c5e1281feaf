package speeder.core.world;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Stream;
import speeder.core.farm.Lane;
import speeder.core.release.Standing;
import speeder.core.snapshot.Origin;
import speeder.core.snapshot.Overlay;
import speeder.core.snapshot.Overlays;
import speeder.core.snapshot.SnapshotFact;
import speeder.core.source.ObjectId;
import speeder.core.value.Digest;
import speeder.core.value.ReleaseId;
import speeder.core.value.Slot;

/// Code goes back, protection does not: commits that are kept are at once laid over the releases
/// that a lane may go back to, and built, so that going back needs no build and loses none of them.
final class FloorRules {
  private FloorRules() {}

  static void cover(Pen pen) {
    if (pen.world().marks().floors().isEmpty()) return;
    for (var lane : pen.world().farm().lanes()) {
      if (lane.external()) continue;
      for (var release : backstops(pen.world(), lane)) {
        pen.world()
            .releases()
            .find(lane.name(), release)
            .ifPresent(it -> cover(pen, lane.name(), it));
      }
    }
  }

  /// What a lane serves, since that is what it goes back to next, and where it would go back to
  /// now: to the anchor, and to what it served before.
  private static Set<ReleaseId> backstops(World world, Lane lane) {
    var name = lane.name();
    var previous =
        world.rollouts().before(name).stream().filter(it -> isWell(world, name, it)).findFirst();
    return Stream.of(
            world.rollouts().serving(name).filter(it -> isWell(world, name, it)),
            world.releases().anchor(name).filter(it -> isWell(world, name, it)),
            previous)
        .flatMap(Optional::stream)
        .collect(LinkedHashSet::new, LinkedHashSet::add, LinkedHashSet::addAll);
  }

  private static boolean isWell(World world, String lane, ReleaseId release) {
    return Fitness.isSound(world, lane, release);
  }

  private static void cover(Pen pen, String lane, Standing standing) {
    var world = pen.world();
    var document = standing.sealed().snapshotDocument();
    if (!Fitness.isLookedThrough(world, document)) return;
    var lost = Fitness.lost(world, standing);
    if (lost.isEmpty() || standIn(world, lane, standing.release()).isPresent()) return;
    var origin = Origin.covering(standing.release());
    if (wasAsked(world, Overlays.place(lane, origin), lost)) return;
    pen.write(new SnapshotFact.OverlayAsked(lane, new Overlay(origin, document, lost), false));
  }

  /// What was refused is asked again once other commits are marked.
  private static boolean wasAsked(World world, String place, SortedMap<String, ObjectId> commits) {
    return world
        .overlays()
        .at(place)
        .filter(it -> it.overlay().commits().equals(commits))
        .filter(it -> it.refused().isEmpty() || it.id() > world.marks().moved())
        .isPresent();
  }

  /// What a lane goes back to where a release is meant: that one, or what stands in for it.
  static Optional<ReleaseId> safe(World world, String lane, ReleaseId release) {
    if (world.marks().floors().isEmpty()) return Optional.of(release);
    return world
        .releases()
        .find(lane, release)
        .filter(it -> Fitness.lost(world, it).isEmpty())
        .map(Standing::release)
        .or(() -> standIn(world, lane, release));
  }

  /// The newest release that is another with all that is kept laid over it: made for that, or made
  /// of the same commits before.
  static Optional<ReleaseId> standIn(World world, String lane, ReleaseId release) {
    var composed = composed(world, lane, release);
    for (var it : world.releases().of(lane).reversed()) {
      boolean covers =
          it.sealed().origin().covered().equals(Optional.of(release))
              || composed.equals(Optional.of(it.sealed().snapshot()));
      if (covers && Fitness.lost(world, it).isEmpty()) return Optional.of(it.release());
    }
    return Optional.empty();
  }

  private static Optional<Digest> composed(World world, String lane, ReleaseId release) {
    return world
        .overlays()
        .at(Overlays.place(lane, Origin.covering(release)))
        .flatMap(Overlays.Laid::done)
        .map(SnapshotFact.Overlaid::snapshot);
  }

  /// What stands in for a release and does not start stands in for nothing; unless main serves it.
  static boolean failsAhead(World world, Slot slot) {
    var release = slot.release();
    boolean serves =
        world.rollouts().serving(slot.place().lane()).filter(release::equals).isPresent();
    return !serves && !world.releases().covered(release).equals(release);
  }
}
