package speeder.core.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import speeder.core.access.Errand;
import speeder.core.farm.Acting.Autonomy;
import speeder.core.rollout.Rollout;
import speeder.core.schedule.Hold;
import speeder.core.schedule.Reach;
import speeder.core.source.BadCommit;
import speeder.core.source.Marks;
import speeder.core.source.ObjectId;
import speeder.core.value.Digest;

/// How a lane or the farm stands, in a few words: what the audit trail says before a command and
/// after it.
final class Situation {
  private Situation() {}

  /// @param ask of a source's marks only those are told that it is about
  static String of(World world, Errand errand, Ask ask) {
    var parts = errand.hasLane() ? lane(world, errand.lane()) : farm(world);
    if (ask instanceof MarkAsk mark) parts.addAll(marks(world.marks(), mark.source()));
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
    parts.addAll(schedule(world, lane));
    Stops.holds(world, lane).forEach(it -> parts.add(held(it)));
    world.locks().held().values().stream()
        .filter(it -> it.lane().equals(lane) && !it.isOwn())
        .forEach(it -> parts.add("locked by " + it.asked().who()));
    for (var it : world.proposals().open().values()) {
      if (it.lane().equals(lane)) parts.add(proposal(it));
    }
    return parts;
  }

  /// How often it sets out, where a person chose that, and what its calendars say.
  private static List<String> schedule(World world, String lane) {
    var parts = new ArrayList<String>();
    var schedule = world.schedule();
    var chosen = schedule.cadences().chosen(lane);
    chosen.ifPresent(it -> parts.add("sets out %s".formatted(it.when().words())));
    schedule.calendars().frozen(lane).ifPresent(it -> parts.add("frozen: " + it.reason().what()));
    Optional.ofNullable(schedule.calendars().thaws().get(lane))
        .ifPresent(it -> parts.add("thawed until %s by %s".formatted(it.until(), it.by())));
    return parts;
  }

  private static List<String> marks(Marks marks, String source) {
    var parts = new ArrayList<String>();
    Optional.ofNullable(marks.pins().get(source))
        .ifPresent(it -> parts.add(pinned(source, it.commit()) + " by " + it.by()));
    for (var it : marks.bad().values()) if (it.at().source().equals(source)) parts.add(bad(it));
    Optional.ofNullable(marks.floors().get(source))
        .ifPresent(
            it -> parts.add("%s %s kept by %s".formatted(source, it.commit().brief(), it.by())));
    return parts;
  }

  private static String pinned(String source, Optional<ObjectId> commit) {
    return source + " pinned" + commit.map(it -> " to " + it.brief()).orElse("");
  }

  private static String bad(BadCommit it) {
    var fix = it.fixedBy().map(by -> ", fixed by " + by.brief()).orElse("");
    return "%s bad%s by %s".formatted(it.at().brief(), fix, it.by());
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
