package speeder.core.world;

import java.util.ArrayList;
import java.util.List;
import speeder.core.access.Errand;
import speeder.core.farm.Acting.Autonomy;
import speeder.core.rollout.Rollout;
import speeder.core.schedule.Hold;
import speeder.core.schedule.Reach;
import speeder.core.value.Digest;

/// How a lane or the farm stands, in a few words: what the audit trail says before a command and
/// after it.
final class Situation {
  private Situation() {}

  static String of(World world, Errand errand) {
    var parts = errand.hasLane() ? lane(world, errand.lane()) : farm(world);
    return String.join("; ", parts);
  }

  private static List<String> lane(World world, String lane) {
    var parts = new ArrayList<String>();
    parts.add(world.rollouts().serving(lane).map(it -> "serves " + it).orElse("serves nothing"));
    for (var rollout : world.rollouts().open(lane)) parts.add(rollout(rollout));
    world
        .candidates()
        .newest(lane)
        .filter(it -> !it.state().isEnd())
        .ifPresent(it -> parts.add("candidate %d %s".formatted(it.id(), it.state())));
    world.freezes().of(lane).open().ifPresent(_ -> parts.add("heads to be frozen"));
    world.releases().next(lane).ifPresent(it -> parts.add("next " + it));
    world
        .farm()
        .lane(lane)
        .map(it -> Autonomous.level(world, it))
        .filter(it -> it != Autonomy.ACT)
        .ifPresent(it -> parts.add("autonomy " + it.word()));
    Stops.holds(world, lane).forEach(it -> parts.add(held(it)));
    world.locks().held().values().stream()
        .filter(it -> it.lane().equals(lane) && !it.isOwn())
        .forEach(it -> parts.add("locked by " + it.asked().who()));
    for (var it : world.proposals().open().values()) {
      if (it.lane().equals(lane)) parts.add(proposal(it));
    }
    return parts;
  }

  private static String held(Hold it) {
    var where = it.reach().kind() == Reach.Kind.LANE ? "" : it.reach() + " ";
    return "%s%s by %s: %s"
        .formatted(where, it.frozen() ? "held frozen" : "held", it.by(), it.reason());
  }

  private static String proposal(Proposal it) {
    return "%s wanted by %s (%d)"
        .formatted(it.asked().errand().action(), it.asked().by().name(), it.id());
  }

  private static String rollout(Rollout it) {
    return it.isForward()
        ? "%s %s at %s".formatted(it.release(), it.phase(), it.current().name())
        : "back to %s %s".formatted(it.release(), it.phase());
  }

  private static List<String> farm(World world) {
    var parts = new ArrayList<String>();
    parts.add("manifest " + world.farm().manifest().map(Digest::brief).orElse("none"));
    world.farm().out().forEach((target, why) -> parts.add("%s out: %s".formatted(target, why)));
    world.schedule().holds().all().forEach(it -> parts.add(held(it)));
    world
        .controls()
        .passes()
        .forEach(
            (control, pass) -> parts.add("%s passed until %s".formatted(control, pass.until())));
    parts.add("%d tokens".formatted(world.access().tokens().size()));
    return parts;
  }
}
