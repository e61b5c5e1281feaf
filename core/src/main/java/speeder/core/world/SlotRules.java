package speeder.core.world;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import speeder.core.rollout.Rollout;
import speeder.core.rollout.RolloutPlan;
import speeder.core.rollout.SlotFact;
import speeder.core.rollout.SlotState.Status;
import speeder.core.route.RouteFact;
import speeder.core.route.RouteFact.Weighted;
import speeder.core.value.Place;
import speeder.core.value.ReleaseId;
import speeder.core.value.Slot;

/// Which slots a lane at rest keeps, and what it does about one that is missing.
final class SlotRules {
  private SlotRules() {}

  /// Serving, previous and anchor stay, within the lane's slots; the others go once no table names
  /// them.
  static void release(Pen pen) {
    for (var lane : pen.world().farm().lanes()) {
      if (!isAtRest(pen.world(), lane.name())) continue;
      var kept = kept(pen.world(), lane.name(), lane.keep().slots());
      for (var status : List.of(Status.READY, Status.FAILED, Status.WANTED)) {
        for (var slot : pen.world().slots().in(status)) {
          boolean ours = slot.place().lane().equals(lane.name());
          if (ours && !kept.contains(slot.release()) && !isNamed(pen.world(), slot)) {
            pen.write(new SlotFact.Released(slot));
          }
        }
      }
    }
  }

  private static boolean isAtRest(World world, String lane) {
    boolean moving = world.rollouts().open(lane).stream().anyMatch(it -> it.phase().isMoving());
    return !moving && world.exposure().owed().isEmpty();
  }

  private static boolean isNamed(World world, Slot slot) {
    return world.exposure().serves(slot.place(), slot.release());
  }

  private static Set<ReleaseId> kept(World world, String lane, int slots) {
    var kept = new LinkedHashSet<ReleaseId>();
    world.rollouts().serving(lane).ifPresent(kept::add);
    world.rollouts().before(lane).stream()
        .filter(it -> world.releases().find(it).filter(found -> !found.condemned()).isPresent())
        .findFirst()
        .ifPresent(kept::add);
    world.releases().anchor(lane).ifPresent(kept::add);
    return Set.copyOf(kept.stream().limit(Math.max(1, slots - 1L)).toList());
  }

  /// What main serves is to stand at every place of a lane at rest: after a target returned, too.
  static void restore(Pen pen) {
    for (var lane : pen.world().farm().lanes()) {
      var serving = pen.world().rollouts().serving(lane.name());
      if (serving.isPresent() && isAtRest(pen.world(), lane.name())) {
        pen.world()
            .rollouts()
            .newest(lane.name())
            .map(Rollout::plan)
            .ifPresent(plan -> restore(pen, plan, serving.get()));
      }
    }
  }

  private static void restore(Pen pen, RolloutPlan plan, ReleaseId serving) {
    var stale = new TreeMap<Place, List<Weighted>>();
    for (var place : RolloutRules.inUse(pen.world(), plan.places())) {
      var slot = new Slot(place, serving);
      if (pen.world().slots().find(slot).isEmpty()) want(pen, plan, slot);
      else if (isStranger(pen.world(), slot)) {
        stale.put(place, RolloutRules.weights(pen.world(), place, serving));
      }
    }
    if (!stale.isEmpty()) pen.write(new RouteFact.Pointed(0, stale));
  }

  private static void want(Pen pen, RolloutPlan plan, Slot slot) {
    pen.world()
        .releases()
        .find(slot.release())
        .ifPresent(it -> pen.write(RolloutRules.wanted(slot, it, plan)));
  }

  private static boolean isStranger(World world, Slot slot) {
    return world.slots().address(slot).isPresent()
        && !world.exposure().serves(slot.place(), slot.release());
  }

  /// A slot that serves and answers elsewhere than the routes say, after its container died, is
  /// named anew.
  static void readdress(Pen pen) {
    var moved = new TreeMap<Place, List<Weighted>>();
    pen.world()
        .exposure()
        .places()
        .forEach((place, weights) ->
            weights.stream()
                .filter(it -> it.weight() > 0 && hasMoved(pen.world(), place, it))
                .findFirst()
                .ifPresent(it ->
                    moved.put(place, RolloutRules.weights(pen.world(), place, it.release()))));
    if (!moved.isEmpty()) pen.write(new RouteFact.Pointed(0, moved));
  }

  private static boolean hasMoved(World world, Place place, Weighted named) {
    return world
        .slots()
        .address(new Slot(place, named.release()))
        .filter(address -> !address.equals(named.address()))
        .isPresent();
  }
}
