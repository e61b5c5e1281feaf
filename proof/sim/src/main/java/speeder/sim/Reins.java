package speeder.sim;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import speeder.core.autonomy.AutonomyFact;
import speeder.core.autonomy.ControlFact;
import speeder.core.farm.Acting.Autonomy;
import speeder.core.farm.Lane;
import speeder.core.release.ReleaseFact;
import speeder.core.rollout.Rollout;
import speeder.core.value.ReleaseId;
import speeder.core.world.World;

/// How far automation was let go, by what people were told, and what it did.
final class Reins {
  private final Map<String, Autonomy> levels = new HashMap<>();
  private final Map<Long, Integer> yes = new HashMap<>();
  private final Set<String> passed = new HashSet<>();
  private final Set<String> observed = new HashSet<>();
  private final Set<ReleaseId> wanted = new HashSet<>();

  void heard(AutonomyFact fact, String cause) {
    switch (fact) {
      case AutonomyFact.LevelSet it -> set(it.lane(), it.stage(), it.level());
      case AutonomyFact.Confirmed it -> {
        Broken.unless(cause.startsWith("command-"), "a yes to " + it + " that nobody said");
        yes.merge(it.rollout(), it.stage(), Math::max);
      }
      case AutonomyFact.WouldHave _, AutonomyFact.Compared _, AutonomyFact.FoundWrong _ -> {}
    }
  }

  void heard(ControlFact fact) {
    switch (fact) {
      case ControlFact.Passed it -> passed.add(it.control());
      case ControlFact.Failed it -> passed.remove(it.control());
    }
  }

  /// What a person failed is so, whatever is written.
  void failed(String control) {
    passed.remove(control);
  }

  /// By a person who named it, or who wished for its candidate.
  void chosen(ReleaseFact.Chosen it, World world) {
    if (it.byHand() || world.autonomies().isWanted(it.lane(), it.release())) {
      wanted.add(it.release());
    } else wanted.remove(it.release());
  }

  /// @param stage empty for all of the lane
  void set(String lane, String stage, Autonomy level) {
    if (stage.isEmpty()) levels.keySet().removeIf(it -> it.startsWith(lane + "/"));
    if (level == Autonomy.OBSERVE) observed.add(lane);
    levels.put(stage.isEmpty() ? lane : lane + "/" + stage, level);
  }

  /// A rollout forward began.
  void begins(World world, String lane, ReleaseId release) {
    var first = world.farm().lane(lane).orElseThrow().stages().getFirst().name();
    Broken.unless(
        level(world, lane, first) != Autonomy.OBSERVE || wanted.contains(release),
        release + " began by itself where automation observes");
  }

  /// A release gets requests at a stage where it got none.
  void exposed(World world, String lane, String stage, ReleaseId release) {
    var rollout =
        world.rollouts().open(lane).stream()
            .filter(it -> it.isForward() && it.isMoving() && it.release().equals(release))
            .findFirst();
    if (rollout.isEmpty()) return;
    int index = index(rollout.get(), stage);
    var own = rollout.get().plan().stages().get(index).name();
    if (level(world, lane, own) == Autonomy.ACT) return;
    boolean deployed = index == 0 && wanted.contains(release);
    Broken.unless(
        deployed || yes.getOrDefault(rollout.get().id(), -1) >= index,
        release + " is exposed at " + lane + "/" + stage + " without a yes");
  }

  /// A stage that a path leaves out gets it with the last one.
  private static int index(Rollout rollout, String stage) {
    var stages = rollout.plan().stages();
    for (int at = 0; at < stages.size(); at++) {
      if (stages.get(at).name().equals(stage)) return at;
    }
    return stages.size() - 1;
  }

  private Autonomy level(World world, String name, String stage) {
    var lane = world.farm().lane(name).orElseThrow();
    var ceiling = lane.acting().ceiling(stage);
    var set = Optional.ofNullable(levels.getOrDefault(name + "/" + stage, levels.get(name)));
    var level = set.filter(it -> it.compareTo(ceiling) < 0).orElse(ceiling);
    boolean acts = passed.containsAll(lane.acting().requires());
    return level == Autonomy.ACT && !acts ? Autonomy.PROPOSE : level;
  }

  /// Whether releases may have been sealed there that nobody wanted.
  boolean hasLeftToPeople(String lane) {
    return observed.contains(lane);
  }

  /// Whether what fails there is for people to take back.
  boolean leavesToPeople(World world, Lane lane) {
    return lane.stages().stream()
        .anyMatch(it -> level(world, lane.name(), it.name()) == Autonomy.OBSERVE);
  }
}
