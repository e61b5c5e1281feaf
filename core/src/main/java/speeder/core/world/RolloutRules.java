package speeder.core.world;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import speeder.core.release.ReleaseFact;
import speeder.core.release.Standing;
import speeder.core.rollout.Phase;
import speeder.core.rollout.Rollout;
import speeder.core.rollout.RolloutFact.Began;
import speeder.core.rollout.RolloutFact.Direction;
import speeder.core.rollout.RolloutPlan;
import speeder.core.rollout.Rollouts;
import speeder.core.rollout.SlotFact;
import speeder.core.rollout.SlotState.Status;
import speeder.core.rollout.Step;
import speeder.core.route.RouteFact;
import speeder.core.route.RouteFact.Weighted;
import speeder.core.value.Place;
import speeder.core.value.ReleaseId;
import speeder.core.value.Slot;

/// How a rollout walks: prepare, expose, withdraw; how it waits and halts.
final class RolloutRules {
  private static final int ALL = 100;

  private RolloutRules() {}

  /// A lane that wants a release, is not held and is at rest begins its rollout.
  static void begin(Pen pen) {
    for (var lane : pen.world().farm().lanes()) {
      var next = Optional.ofNullable(pen.world().releases().next().get(lane.name()));
      next.flatMap(pen.world().releases()::find)
          .filter(_ -> mayBegin(pen.world(), lane.name()))
          .ifPresent(it -> began(pen, lane.name(), it));
    }
  }

  private static boolean mayBegin(World world, String lane) {
    return world.schedule().hold(lane).isEmpty()
        && world.rollouts().open().size() < Rollouts.OPEN_MAX
        && world.rollouts().open(lane).stream().noneMatch(it -> it.phase().isMoving());
  }

  private static void began(Pen pen, String laneName, Standing standing) {
    var lane = pen.world().farm().lane(laneName).orElseThrow();
    for (var open : pen.world().rollouts().open(laneName)) {
      open.step(Step.SUPERSEDED, "by " + standing.release()).ifPresent(pen::write);
    }
    var plan = RolloutPlan.of(lane, standing.sealed().manifest());
    pen.write(
        new Began(laneName, Direction.FORWARD, standing.release(), plan, standing.sealed().gate()));
  }

  /// Whether something of a rollout stands or is in force is not known: it looks before it goes on.
  static void doubt(Pen pen) {
    each(pen, it -> it.phase() != Phase.LOOKING && isUnsure(pen.world(), it), Step.LOST, "looking");
  }

  static void sure(Pen pen) {
    each(pen, it -> it.phase() == Phase.LOOKING && !isUnsure(pen.world(), it), Step.SEEN, "seen");
  }

  private static boolean isUnsure(World world, Rollout rollout) {
    boolean flips =
        rollout.phase() == Phase.LOOKING ? rollout.origin() != Phase.PREPARING : moves(rollout);
    return (world.exposure().unsure() && flips)
        || slots(world, rollout).stream().anyMatch(slot -> world.slots().is(slot, Status.UNSURE));
  }

  private static boolean moves(Rollout rollout) {
    return rollout.phase() == Phase.EXPOSING || rollout.phase() == Phase.WITHDRAWING;
  }

  static void halt(Pen pen) {
    each(pen, it -> it.isForward() && isHeld(pen, it), Step.HALTED, "held");
  }

  static void resume(Pen pen) {
    each(pen, it -> it.phase() == Phase.HALTED && !isHeld(pen, it), Step.RESUMED, "lifted");
  }

  private static boolean isHeld(Pen pen, Rollout rollout) {
    return pen.world().schedule().hold(rollout.lane()).isPresent();
  }

  /// All stages' slots are wanted at once, ahead of their turn.
  static void want(Pen pen) {
    for (var rollout : in(pen, Phase.PREPARING)) {
      for (var slot : slots(pen.world(), rollout)) {
        if (isMissing(pen.world(), rollout, slot)) want(pen, rollout, slot);
      }
    }
  }

  private static boolean isMissing(World world, Rollout rollout, Slot slot) {
    return world
        .slots()
        .find(slot)
        .map(it -> it.status() == Status.FAILED && it.since() < rollout.id())
        .orElse(true);
  }

  private static void want(Pen pen, Rollout rollout, Slot slot) {
    pen.world()
        .releases()
        .find(rollout.release())
        .ifPresent(it -> pen.write(wanted(slot, it, rollout.plan())));
  }

  static SlotFact.Wanted wanted(Slot slot, Standing standing, RolloutPlan plan) {
    return new SlotFact.Wanted(
        slot, standing.images(), plan.workloads(), standing.sealed().manifest());
  }

  static void prepared(Pen pen) {
    for (var rollout : in(pen, Phase.PREPARING)) {
      var slots = slots(pen.world(), rollout);
      var failure = failure(pen.world(), slots);
      if (failure.isPresent()) failed(pen, rollout, failure.get());
      else if (!slots.isEmpty() && allReady(pen.world(), slots)) {
        rollout.step(Step.ALL_READY, "").ifPresent(pen::write);
      }
    }
  }

  private static boolean allReady(World world, List<Slot> slots) {
    return slots.stream().allMatch(slot -> world.slots().is(slot, Status.READY));
  }

  private static Optional<String> failure(World world, List<Slot> slots) {
    return slots.stream()
        .flatMap(slot -> world.slots().find(slot).stream())
        .filter(state -> state.status() == Status.FAILED)
        .flatMap(state -> state.failure().stream())
        .map(why -> why.code())
        .findFirst();
  }

  private static void failed(Pen pen, Rollout rollout, String why) {
    if (rollout.isForward()) {
      rollout.step(Step.PREPARE_FAILED, why).ifPresent(pen::write);
      pen.write(new ReleaseFact.Condemned(rollout.release(), rollout.lane(), why));
    } else {
      rollout.step(Step.BACK_FAILED, why).ifPresent(pen::write);
    }
  }

  /// Asks for the table that gives the rollout's places to its release.
  static void expose(Pen pen) {
    for (var rollout : in(pen, Phase.EXPOSING)) {
      if (rollout.routed() < rollout.since()) {
        pen.write(new RouteFact.Pointed(rollout.id(), pointedTo(pen.world(), rollout)));
      }
    }
  }

  private static SortedMap<Place, List<Weighted>> pointedTo(World world, Rollout rollout) {
    var places = new TreeMap<Place, List<Weighted>>();
    for (var place : inUse(world, rollout.places())) {
      places.put(place, weights(world, place, rollout.release()));
    }
    return places;
  }

  /// Names every ready slot of a place, and gives all of it to one release.
  static List<Weighted> weights(World world, Place place, ReleaseId all) {
    return world.slots().at(place).stream()
        .flatMap(slot ->
            world.slots().address(slot).stream().map(at -> weighted(slot.release(), at, all)))
        .toList();
  }

  private static Weighted weighted(ReleaseId release, String address, ReleaseId all) {
    return new Weighted(release, address, release.equals(all) ? ALL : 0);
  }

  static void routed(Pen pen) {
    each(pen, it -> it.phase() == Phase.EXPOSING && isInForce(pen.world(), it), Step.ROUTED, "");
  }

  private static boolean isInForce(World world, Rollout rollout) {
    return rollout.routed() >= rollout.since() && world.exposure().inForce() >= rollout.routed();
  }

  /// The stages it reached return to what main serves; then it is over.
  static void withdraw(Pen pen) {
    for (var rollout : in(pen, Phase.WITHDRAWING)) {
      if (rollout.routed() >= rollout.since()) {
        if (isInForce(pen.world(), rollout)) rollout.step(Step.RETURNED, "").ifPresent(pen::write);
      } else withdraw(pen, rollout);
    }
  }

  private static void withdraw(Pen pen, Rollout rollout) {
    var places = new TreeMap<Place, List<Weighted>>();
    var main = pen.world().rollouts().serving(rollout.lane());
    for (var place : rollout.plan().places()) {
      if (pen.world().exposure().serves(place, rollout.release())) {
        places.put(place, main.map(it -> weights(pen.world(), place, it)).orElse(List.of()));
      }
    }
    if (places.isEmpty()) rollout.step(Step.RETURNED, "nothing was exposed").ifPresent(pen::write);
    else pen.write(new RouteFact.Pointed(rollout.id(), places));
  }

  private interface When {
    boolean holds(Rollout rollout);
  }

  private static void each(Pen pen, When when, Step step, String why) {
    for (var rollout : pen.world().rollouts().open()) {
      if (when.holds(rollout)) rollout.step(step, why).ifPresent(pen::write);
    }
  }

  private static List<Rollout> in(Pen pen, Phase phase) {
    return pen.world().rollouts().open().stream().filter(it -> it.phase() == phase).toList();
  }

  private static List<Slot> slots(World world, Rollout rollout) {
    return inUse(world, rollout.plan().places()).stream()
        .map(place -> new Slot(place, rollout.release()))
        .toList();
  }

  static List<Place> inUse(World world, List<Place> places) {
    return places.stream().filter(place -> !world.farm().isOut(place.target())).toList();
  }
}
