package speeder.core.world;

import java.util.Optional;
import java.util.SortedMap;
import speeder.core.release.Standing;
import speeder.core.source.Floor;
import speeder.core.source.ObjectId;
import speeder.core.source.SourceCommit;
import speeder.core.value.Refusal;

/// What marked commits say against releases.
public final class Marked {
  private Marked() {}

  /// Why what a lane is to serve next waits, if marked commits are why.
  public static Optional<Refusal> next(World world, String lane) {
    return RolloutRules.next(world, lane)
        .flatMap(it -> RolloutRules.standing(world, it))
        .filter(it -> Fitness.isMarked(world, it))
        .flatMap(it -> holdsBad(world, it).or(() -> waits(world, it)));
  }

  /// Why a person should not want a release, unless in spite of it.
  static Optional<Refusal> against(World world, String lane, Standing standing) {
    return holdsBad(world, standing).or(() -> losesKept(world, lane, standing));
  }

  private static Optional<Refusal> holdsBad(World world, Standing standing) {
    var bad = Fitness.bad(world, standing);
    return bad.isEmpty() ? Optional.empty() : MarkRefusals.holdsBad(standing.release(), bad);
  }

  /// Code goes back, what is kept does not.
  private static Optional<Refusal> losesKept(World world, String lane, Standing standing) {
    var lost = Fitness.lost(world, standing);
    return floor(world, lost)
        .flatMap(floor -> {
          var safe =
              FloorRules.standIn(world, lane, standing.release())
                  .or(() -> GoingBack.target(world, lane));
          return MarkRefusals.losesKept(standing.release(), first(lost), floor, safe);
        });
  }

  private static Optional<Refusal> waits(World world, Standing standing) {
    var lost = Fitness.taken(world, standing);
    return floor(world, lost)
        .flatMap(floor -> MarkRefusals.waitsForKept(standing.release(), first(lost), floor));
  }

  private static Optional<Floor> floor(World world, SortedMap<String, ObjectId> lost) {
    return lost.isEmpty()
        ? Optional.empty()
        : Optional.ofNullable(world.marks().floors().get(lost.firstKey()));
  }

  private static SourceCommit first(SortedMap<String, ObjectId> lost) {
    return new SourceCommit(lost.firstKey(), lost.firstEntry().getValue());
  }
}
