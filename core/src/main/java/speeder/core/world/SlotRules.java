package speeder.core.world;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import speeder.core.farm.Lane;
import speeder.core.rollout.Rollout;
import speeder.core.rollout.RolloutPlan;
import speeder.core.rollout.SlotFact;
import speeder.core.rollout.SlotState.Status;
import speeder.core.route.RouteFact.Weighted;
import speeder.core.value.Place;
import speeder.core.value.ReleaseId;
import speeder.core.value.Slot;

/// Which slots a lane at rest keeps, and what it does about one that is missing.
final class SlotRules {
  private SlotRules() {}

  /// What serves, what going back goes to, previous and anchor stay, within the lane's slots; the
  /// others go once no table gives them traffic.
  static void release(Pen pen) {
    for (var lane : atRest(pen.world())) release(pen, lane);
  }

  /// What an overtaken rollout left half started goes, too, while another moves: that one may wait
  /// for a person for long.
  static void abandon(Pen pen) {
    if (pen.world().exposure().owed().isPresent()) return;
    for (var lane : pen.world().farm().lanes()) {
      var left = left(pen.world(), lane.name());
      if (left.isEmpty()) continue;
      var kept = kept(pen.world(), lane.name(), lane.keep().slots());
      left.removeIf(slot -> kept.contains(slot.release()));
      left.forEach(slot -> pen.write(new SlotFact.Released(slot)));
    }
  }

  /// Slots of a lane that do not stand, get no traffic, and that no open rollout is about.
  private static List<Slot> left(World world, String lane) {
    var open = new HashSet<ReleaseId>();
    world.rollouts().open(lane).forEach(it -> open.add(it.release()));
    var left = new ArrayList<Slot>();
    world
        .slots()
        .of(lane)
        .forEach((slot, state) -> {
          boolean half = state.status() == Status.WANTED || state.status() == Status.FAILED;
          if (half && !open.contains(slot.release()) && !isNamed(world, slot)) left.add(slot);
        });
    return left;
  }

  private static void release(Pen pen, Lane lane) {
    var idle = idle(pen.world(), lane.name());
    if (idle.isEmpty()) return;
    var kept = kept(pen.world(), lane.name(), lane.keep().slots());
    var places = places(pen.world(), lane.name());
    for (var slot : idle) {
      boolean stays = kept.contains(slot.release()) && places.contains(slot.place());
      if (!stays) pen.write(new SlotFact.Released(slot));
    }
  }

  /// Slots of a lane that stand, or are to stand, and get no traffic.
  private static List<Slot> idle(World world, String lane) {
    var idle = new ArrayList<Slot>();
    world
        .slots()
        .of(lane)
        .forEach((slot, state) -> {
          switch (state.status()) {
            case READY, FAILED, WANTED -> {
              if (!isNamed(world, slot)) idle.add(slot);
            }
            case UNSURE, RETIRING -> {}
          }
        });
    return idle;
  }

  private static List<Place> places(World world, String lane) {
    return world.rollouts().newest(lane).map(it -> it.plan().places()).orElse(List.of());
  }

  /// Lanes in which nothing moves, while the edge has the table it should have.
  private static List<Lane> atRest(World world) {
    if (world.exposure().owed().isPresent()) return List.of();
    var moving = new HashSet<String>();
    for (var open : world.rollouts().open()) if (open.isMoving()) moving.add(open.lane());
    return world.farm().lanes().stream().filter(it -> !moving.contains(it.name())).toList();
  }

  private static boolean isNamed(World world, Slot slot) {
    return world.exposure().serves(slot.place(), slot.release());
  }

  private static Set<ReleaseId> kept(World world, String lane, int slots) {
    var kept = new LinkedHashSet<ReleaseId>();
    world.rollouts().serving(lane).ifPresent(kept::add);
    GoingBack.target(world, lane, kept).ifPresent(kept::add);
    GoingBack.target(world, lane, kept).ifPresent(kept::add);
    while (kept.size() > Math.max(1, slots - 1)) kept.removeLast();
    return kept;
  }

  /// What stands in for a release that a lane may go back to takes its warm slots over.
  static void standBy(Pen pen) {
    if (pen.world().marks().floors().isEmpty()) return;
    for (var lane : atRest(pen.world())) {
      var plan = pen.world().rollouts().newest(lane.name()).map(Rollout::plan);
      for (var it : kept(pen.world(), lane.name(), lane.keep().slots())) {
        boolean standsIn = !pen.world().releases().covered(it).equals(it);
        if (standsIn && plan.isPresent()) standBy(pen, plan.get(), it);
      }
    }
  }

  private static void standBy(Pen pen, RolloutPlan plan, ReleaseId release) {
    for (var place : RolloutRules.inUse(pen.world(), plan.places())) {
      var slot = new Slot(place, release);
      if (pen.world().slots().find(slot).isEmpty()) want(pen, plan, slot);
    }
  }

  /// What main serves is to stand at every place of a lane at rest: after a target returned, too.
  /// Where main serves nothing, no stage does: a first release may have been left by going back
  /// that failed.
  static void restore(Pen pen) {
    for (var lane : atRest(pen.world())) {
      if (pen.world().exposure().owed().isPresent()) return;
      pen.world()
          .rollouts()
          .serving(lane.name())
          .ifPresentOrElse(it -> restore(pen, lane.name(), it), () -> empty(pen, lane.name()));
    }
  }

  private static void restore(Pen pen, String lane, ReleaseId serving) {
    pen.world().rollouts().newest(lane).ifPresent(newest -> restore(pen, newest.plan(), serving));
  }

  private static void empty(Pen pen, String lane) {
    var emptied = new TreeMap<Place, List<Weighted>>();
    for (var place : pen.world().exposure().places().keySet()) {
      boolean serves = pen.world().exposure().serving(place).isPresent();
      if (serves && place.lane().equals(lane)) emptied.put(place, List.of());
    }
    if (!emptied.isEmpty()) Pointing.point(pen, 0, emptied);
  }

  private static void restore(Pen pen, RolloutPlan plan, ReleaseId serving) {
    var stale = new TreeMap<Place, List<Weighted>>();
    for (var place : RolloutRules.inUse(pen.world(), plan.places())) {
      var slot = new Slot(place, serving);
      if (isMissing(pen.world(), slot)) want(pen, plan, slot);
      else if (isStranger(pen.world(), slot)) {
        stale.put(place, Pointing.weights(pen.world(), place, serving));
      }
    }
    if (!stale.isEmpty()) Pointing.point(pen, 0, stale);
  }

  private static boolean isMissing(World world, Slot slot) {
    return world.slots().find(slot).map(it -> it.status() == Status.FAILED).orElse(true);
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

  /// A target that is out gets no traffic, as long as another serves the same stage.
  static void avoid(Pen pen) {
    var avoided = new TreeMap<Place, List<Weighted>>();
    pen.world()
        .exposure()
        .places()
        .forEach((place, weights) -> {
          if (isToBeAvoided(pen.world(), place)) avoided.put(place, drained(weights));
        });
    if (!avoided.isEmpty()) Pointing.point(pen, 0, avoided);
  }

  private static boolean isToBeAvoided(World world, Place place) {
    return world.farm().isOut(place.target())
        && world.exposure().serving(place).isPresent()
        && world.exposure().places().keySet().stream()
            .filter(it -> it.lane().equals(place.lane()) && it.stage().equals(place.stage()))
            .anyMatch(
                it -> !world.farm().isOut(it.target()) && world.exposure().serving(it).isPresent());
  }

  private static List<Weighted> drained(List<Weighted> weights) {
    return weights.stream().map(it -> new Weighted(it.release(), it.address(), 0)).toList();
  }

  /// A slot that serves and answers elsewhere than the routes say, after its container died, is
  /// named anew.
  static void readdress(Pen pen) {
    var moved = new TreeMap<Place, List<Weighted>>();
    pen.world()
        .exposure()
        .places()
        .forEach((place, weights) -> {
          for (var named : weights) {
            if (named.weight() == 0 || !hasMoved(pen.world(), place, named)) continue;
            moved.put(place, Pointing.weights(pen.world(), place, named.release()));
            break;
          }
        });
    if (!moved.isEmpty()) Pointing.point(pen, 0, moved);
  }

  private static boolean hasMoved(World world, Place place, Weighted named) {
    return world
        .slots()
        .address(new Slot(place, named.release()))
        .filter(address -> !address.equals(named.address()))
        .isPresent();
  }
}
