package speeder.core.world;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import speeder.core.farm.Lane;
import speeder.core.rollout.Phase;
import speeder.core.value.ReleaseId;

/// How far a lane may go from the release that was proven last.
///
/// Every rollout that reaches main cuts short the watch of the one before, so with changes that
/// come faster than windows end, nothing would be proven and going back would go ever further. So a
/// lane with its number of unproven releases above the anchor waits until the watch that runs has
/// ended: in PASS, and nothing above the anchor is unproven; in FAIL, and it goes back; without an
/// answer, and there is nothing left to wait for.
public final class Ahead {
  private Ahead() {}

  /// What main served since the anchor and serves now, newest first.
  public static List<ReleaseId> unproven(World world, String lane) {
    var unproven = new ArrayList<ReleaseId>();
    var anchor = world.releases().anchor(lane);
    var line =
        Stream.concat(
            world.rollouts().serving(lane).stream(), world.rollouts().before(lane).stream());
    for (var release : line.toList()) {
      if (anchor.filter(release::equals).isPresent()) break;
      unproven.add(release);
    }
    return List.copyOf(unproven);
  }

  /// Whether the next release of code waits for the watch that runs.
  public static boolean waits(World world, Lane lane) {
    return isWatched(world, lane.name())
        && unproven(world, lane.name()).size() >= lane.keep().ahead();
  }

  private static boolean isWatched(World world, String lane) {
    return world.rollouts().open(lane).stream()
        .anyMatch(it -> it.isForward() && it.base() == Phase.WATCHING);
  }
}
