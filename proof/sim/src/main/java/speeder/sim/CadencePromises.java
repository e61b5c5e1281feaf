package speeder.sim;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import speeder.core.candidate.CandidateState;
import speeder.core.release.ReleaseFact;
import speeder.core.rollout.Phase;
import speeder.core.rollout.RolloutFact;
import speeder.core.schedule.Motion;
import speeder.core.value.Kind;
import speeder.core.value.ReleaseId;
import speeder.core.world.World;

/// What must hold however often lanes set out: only the newest does, none goes too far from its
/// anchor, and nothing piles up.
final class CadencePromises {
  private static final Set<CandidateState> ON_ITS_WAY =
      Set.of(CandidateState.FROZEN, CandidateState.BUILT, CandidateState.OPEN);

  /// What each lane and path is to serve: whatever was chosen before it is superseded.
  private final Map<String, ReleaseId> chosen = new HashMap<>();

  void chosen(ReleaseFact.Chosen it) {
    chosen.put(it.lane() + "/" + it.kind(), it.release());
  }

  void begins(World before, RolloutFact.Began began) {
    var release = began.release();
    Broken.unless(
        isChosen(began.lane(), release), release + " is superseded and sets out all the same");
    boolean code = began.motion() == Motion.FORWARD;
    Broken.unless(!code || !isFarAhead(before, began.lane()), release + " set out too far ahead");
  }

  /// On whatever path: each has a wish of its own.
  private boolean isChosen(String lane, ReleaseId release) {
    return chosen.entrySet().stream()
        .anyMatch(it -> it.getKey().startsWith(lane + "/") && it.getValue().equals(release));
  }

  /// As many as may be have served since the anchor, and the last of them is still watched.
  private static boolean isFarAhead(World before, String lane) {
    boolean watched =
        before.rollouts().open(lane).stream()
            .anyMatch(it -> it.isForward() && it.base() == Phase.WATCHING);
    var line = before.rollouts().served().getOrDefault(lane, List.of());
    int anchor = before.releases().anchor(lane).map(line::lastIndexOf).orElse(-1);
    long above = line.subList(anchor + 1, line.size()).stream().distinct().count();
    return watched && above >= Manifests.AHEAD;
  }

  /// On each path of a lane at most one candidate is on its way, beside one that gave way to it.
  void nothingPilesUp(World world) {
    for (var lane : world.farm().lanes()) {
      for (var kind : Kind.values()) {
        var going = going(world, lane.name(), kind);
        Broken.unless(
            going <= 2, "%d of %s on their way on %s".formatted(going, kind, lane.name()));
      }
    }
  }

  private static long going(World world, String lane, Kind kind) {
    return world.candidates().byId().values().stream()
        .filter(it -> it.lane().equals(lane) && ON_ITS_WAY.contains(it.state()))
        .map(it -> it.opened().origin())
        .filter(it -> it.serves() && it.kind() == kind)
        .count();
  }
}
