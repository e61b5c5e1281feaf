package speeder.core.world;

import java.util.List;
import java.util.Optional;
import speeder.core.farm.Acting.Autonomy;
import speeder.core.farm.Lane;
import speeder.core.value.Refusal;

/// How far a lane's automation may be let go. Less is free; more goes one step at a time, within
/// what the manifest allows, where people did what automation would have done, with all required
/// controls in place.
final class Levels {
  private Levels() {}

  /// Whether a level is more than what is allowed now, at any of these stages.
  static boolean rises(World world, Lane lane, List<String> stages, Autonomy level) {
    return stages.stream()
        .anyMatch(stage -> within(lane, stage, level).compareTo(now(world, lane, stage)) > 0);
  }

  /// Why it may not be set, if so.
  static Optional<Refusal> refusal(Pen pen, Lane lane, List<String> stages, Autonomy level) {
    var world = pen.world();
    if (stages.stream().noneMatch(it -> within(lane, it, level) != now(world, lane, it))) {
      return isOverCeiling(lane, stages, level)
          ? AutonomyRefusals.ceiling(lane, level)
          : AutonomyRefusals.levelAlready(lane.name(), level);
    }
    return rises(world, lane, stages, level) ? higher(pen, lane, stages, level) : Optional.empty();
  }

  private static Optional<Refusal> higher(Pen pen, Lane lane, List<String> stages, Autonomy level) {
    if (isOverCeiling(lane, stages, level)) return AutonomyRefusals.ceiling(lane, level);
    boolean jumps = stages.stream().anyMatch(it -> now(pen.world(), lane, it) == Autonomy.OBSERVE);
    if (jumps && level == Autonomy.ACT) return AutonomyRefusals.oneStep(lane.name(), level);
    var missing = Autonomous.missing(pen.world(), lane);
    if (level == Autonomy.ACT && !missing.isEmpty()) {
      return AutonomyRefusals.controls(lane.name(), missing);
    }
    return disagreement(pen, lane);
  }

  private static Optional<Refusal> disagreement(Pen pen, Lane lane) {
    var wanted = lane.acting().agreement();
    var count = pen.world().autonomies().since(lane.name(), pen.now().minus(wanted.window()));
    boolean agreed =
        count.decisions() >= wanted.decisions()
            && (count.decisions() == 0 || count.percent() >= wanted.percent());
    return agreed ? Optional.empty() : AutonomyRefusals.disagreement(lane.name(), wanted, count);
  }

  private static boolean isOverCeiling(Lane lane, List<String> stages, Autonomy level) {
    return stages.stream().allMatch(it -> level.compareTo(lane.acting().ceiling(it)) > 0);
  }

  private static Autonomy within(Lane lane, String stage, Autonomy level) {
    var ceiling = lane.acting().ceiling(stage);
    return level.compareTo(ceiling) < 0 ? level : ceiling;
  }

  private static Autonomy now(World world, Lane lane, String stage) {
    return Autonomous.allowed(world, lane, stage);
  }
}
