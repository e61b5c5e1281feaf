package speeder.core.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import speeder.core.farm.Lane;
import speeder.core.release.ReleaseFact;
import speeder.core.release.ReleaseFact.Chosen;
import speeder.core.release.Standing;
import speeder.core.rollout.Phase;
import speeder.core.rollout.Rollout;
import speeder.core.rollout.RolloutFact.Began;
import speeder.core.rollout.RolloutPlan;
import speeder.core.rollout.Rollouts;
import speeder.core.rollout.SlotFact;
import speeder.core.rollout.SlotState.Status;
import speeder.core.rollout.Step;
import speeder.core.route.RouteFact.Weighted;
import speeder.core.schedule.Motion;
import speeder.core.value.Actor;
import speeder.core.value.Place;
import speeder.core.value.Refusal;
import speeder.core.value.Slot;

/// How a rollout walks: prepare, expose, withdraw; how it waits and halts.
final class RolloutRules {
  private RolloutRules() {}

  /// A lane that wants a release, is not held and is at rest begins its rollout.
  static void begin(Pen pen) {
    for (var lane : pen.world().farm().lanes()) {
      next(pen.world(), lane.name())
          .filter(_ -> mayBegin(pen.world(), lane.name()))
          .ifPresent(it -> began(pen, lane, it));
    }
  }

  /// What a lane is to serve next: first what takes a path of its own, unless marked commits stand
  /// in its way.
  static Optional<Chosen> next(World world, String lane) {
    return Optional.ofNullable(world.releases().urgent().get(lane))
        .filter(it -> standing(world, it).filter(at -> !Fitness.isMarked(world, at)).isPresent())
        .or(() -> Optional.ofNullable(world.releases().next().get(lane)));
  }

  static Optional<Standing> standing(World world, Chosen wish) {
    return world.releases().find(wish.lane(), wish.release());
  }

  private static boolean mayBegin(World world, String lane) {
    return Locking.mayMove(world, lane) && mayBeginWithLock(world, lane);
  }

  /// Whether a lane's next release could set out if the lane had its lock.
  static boolean mayBeginWithLock(World world, String lane) {
    return next(world, lane).filter(it -> isFit(world, it)).isPresent()
        && world.rollouts().open().size() < Rollouts.OPEN_MAX
        && world.rollouts().open(lane).stream().noneMatch(Rollout::isMoving);
  }

  private static boolean isFit(World world, Chosen wish) {
    return Stops.butLocks(world, wish.lane(), Motion.of(wish.kind())).isEmpty()
        && standing(world, wish).filter(it -> isFit(world, it)).isPresent()
        && !isFarAhead(world, wish)
        && !PathRules.isOvertaken(world, wish);
  }

  /// Security and configuration do not wait for what code has to prove.
  private static boolean isFarAhead(World world, Chosen wish) {
    return Motion.of(wish.kind()) == Motion.FORWARD
        && world.farm().lane(wish.lane()).filter(it -> Ahead.waits(world, it)).isPresent();
  }

  private static boolean isFit(World world, Standing standing) {
    return Fitness.isLookedThrough(world, standing.sealed().snapshotDocument())
        && Fitness.isMainLookedThrough(world, standing.sealed().lane())
        && !Fitness.isMarked(world, standing)
        && Autonomous.maySetOut(world, standing);
  }

  private static void began(Pen pen, Lane lane, Chosen wish) {
    var sealed = standing(pen.world(), wish).orElseThrow().sealed();
    var plan = RolloutPlan.of(lane, wish.kind(), sealed.manifest());
    pen.write(
        new Began(
            lane.name(),
            Motion.of(wish.kind()),
            wish.release(),
            plan,
            sealed.gate(),
            Actor.SPEEDER.principal()));
  }

  /// Whether something of a rollout stands or is in force is not known: it looks before it goes on.
  static void doubt(Pen pen) {
    each(pen, it -> it.phase() != Phase.LOOKING && isUnsure(pen.world(), it), Step.LOST, "looking");
  }

  static void sure(Pen pen) {
    each(pen, it -> it.phase() == Phase.LOOKING && !isUnsure(pen.world(), it), Step.SEEN, "seen");
  }

  private static boolean isUnsure(World world, Rollout rollout) {
    return switch (rollout.base()) {
      case EXPOSING -> world.exposure().unsure() || isAnyUnsure(world, rollout);
      case WITHDRAWING -> world.exposure().unsure();
      case START, PREPARING, JUDGING, WATCHING, LOOKING, HALTED -> isAnyUnsure(world, rollout);
      case DONE, WITHDRAWN, GONE_BACK, PRE_EMPTED, STOPPED -> false;
    };
  }

  private static boolean isAnyUnsure(World world, Rollout rollout) {
    for (var slot : world.slots().of(rollout.lane()).entrySet()) {
      boolean unsure = slot.getValue().status() == Status.UNSURE;
      if (unsure && slots(world, rollout).contains(slot.getKey())) return true;
    }
    return false;
  }

  static void halt(Pen pen) {
    for (var rollout : pen.world().rollouts().open()) {
      stop(pen, rollout).flatMap(it -> rollout.step(Step.HALTED, it.said())).ifPresent(pen::write);
    }
  }

  /// A table that was asked for and is not known to be in force when a hold comes is taken back: it
  /// could come into force long after.
  static void retract(Pen pen) {
    for (var rollout : in(pen, Phase.HALTED)) {
      if (rollout.base() == Phase.EXPOSING) returned(pen, rollout, rollout.places());
    }
  }

  static void resume(Pen pen) {
    each(pen, it -> it.phase() == Phase.HALTED && mayResume(pen, it), Step.RESUMED, "free to go");
  }

  private static boolean isStopped(Pen pen, Rollout rollout) {
    return stop(pen, rollout).isPresent();
  }

  /// Going back can be stopped as long as its one table was not asked for.
  private static Optional<Stops.Stop> stop(Pen pen, Rollout rollout) {
    boolean tooLate = !rollout.isForward() && rollout.base() != Phase.PREPARING;
    return tooLate ? Optional.empty() : Stops.of(pen.world(), rollout);
  }

  /// What was stopped goes on once it has the lane's lock, too.
  private static boolean mayResume(Pen pen, Rollout rollout) {
    return !isStopped(pen, rollout)
        && (!rollout.isForward() || Locking.mayMove(pen.world(), rollout.lane()));
  }

  /// All stages' slots are wanted at once, ahead of their turn.
  static void want(Pen pen) {
    for (var rollout : pen.world().rollouts().open()) {
      if (!isAwaiting(rollout)) continue;
      for (var slot : slots(pen.world(), rollout)) {
        if (isMissing(pen.world(), rollout, slot)) want(pen, rollout, slot);
      }
    }
  }

  /// The rollout that a slot stands or starts for, and that has not brought its release there yet.
  static Optional<Rollout> mover(World world, Slot slot) {
    if (world.exposure().serves(slot.place(), slot.release())) return Optional.empty();
    return world.rollouts().open(slot.place().lane()).stream()
        .filter(it -> it.isMoving() && it.release().equals(slot.release()))
        .filter(it -> it.plan().places().contains(slot.place()))
        .findFirst();
  }

  /// Whether a rollout cannot go on without a slot.
  static boolean awaits(Rollout rollout, Slot slot) {
    return isAwaiting(rollout)
        && rollout.release().equals(slot.release())
        && rollout.plan().places().contains(slot.place());
  }

  private static boolean isAwaiting(Rollout rollout) {
    return rollout.base() == Phase.PREPARING
        || (rollout.base() == Phase.EXPOSING && !rollout.isPointed());
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
      else if (isPrepared(pen.world(), rollout) && Autonomous.mayGoOn(pen.world(), rollout, 0)) {
        rollout.step(Step.ALL_READY, "").ifPresent(pen::write);
      }
    }
  }

  /// Whether its release stands, ready, wherever it is to be served.
  static boolean isPrepared(World world, Rollout rollout) {
    return isReady(world, slots(world, rollout));
  }

  /// The same for the places whose traffic moves next.
  static boolean isReadyHere(World world, Rollout rollout) {
    return isReady(world, slots(world, rollout, rollout.places()));
  }

  private static boolean isReady(World world, List<Slot> slots) {
    return !slots.isEmpty() && allReady(world, slots);
  }

  private static boolean allReady(World world, List<Slot> slots) {
    return slots.stream().allMatch(slot -> world.slots().is(slot, Status.READY));
  }

  private static Optional<String> failure(World world, List<Slot> slots) {
    return slots.stream()
        .flatMap(slot -> world.slots().find(slot).stream())
        .filter(state -> state.status() == Status.FAILED)
        .flatMap(state -> state.failure().stream())
        .map(Refusal::toString)
        .findFirst();
  }

  private static void failed(Pen pen, Rollout rollout, String why) {
    if (rollout.isForward()) {
      rollout.step(Step.PREPARE_FAILED, why).ifPresent(pen::write);
      pen.write(new ReleaseFact.Condemned(rollout.release(), rollout.lane(), why));
    } else {
      GoingBack.failed(pen, rollout, why);
    }
  }

  /// Asks for the table that gives the rollout's places to its release, once its slots there are
  /// ready: one may have died since it was prepared.
  static void expose(Pen pen) {
    for (var rollout : in(pen, Phase.EXPOSING)) {
      if (rollout.isPointed()) continue;
      var slots = slots(pen.world(), rollout, rollout.places());
      var failure = failure(pen.world(), slots);
      if (failure.isPresent()) failed(pen, rollout, failure.get());
      else if (isReadyHere(pen.world(), rollout) && mayExpose(pen.world(), rollout)) {
        Pointing.point(pen, rollout.id(), pointedTo(pen.world(), rollout));
      }
    }
  }

  /// Automation may have been told since to go less far.
  private static boolean mayExpose(World world, Rollout rollout) {
    return Autonomous.mayGoOn(world, rollout, rollout.stage());
  }

  private static SortedMap<Place, List<Weighted>> pointedTo(World world, Rollout rollout) {
    var places = new TreeMap<Place, List<Weighted>>();
    for (var place : inUse(world, rollout.places())) {
      places.put(place, Pointing.weights(world, place, rollout.release()));
    }
    boolean atMain = !rollout.isForward() || rollout.stage() == rollout.plan().last();
    if (atMain) left(world, rollout).forEach(place -> places.put(place, List.of()));
    return places;
  }

  /// Places of the lane that serve and that the plan no longer has.
  private static List<Place> left(World world, Rollout rollout) {
    var planned = rollout.plan().places();
    return world.exposure().places().entrySet().stream()
        .filter(it -> !it.getValue().isEmpty())
        .map(Map.Entry::getKey)
        .filter(it -> it.lane().equals(rollout.lane()) && !planned.contains(it))
        .toList();
  }

  /// The edge uses the table it asked for.
  static void routed(Pen pen) {
    for (var rollout : in(pen, Phase.EXPOSING)) {
      if (!isInForce(pen.world(), rollout)) continue;
      rollout.step(Step.ROUTED, "").ifPresent(pen::write);
      if (rollout.stage() == rollout.plan().last()) superseded(pen, rollout);
    }
  }

  /// What main served goes on being watched until main serves another.
  private static void superseded(Pen pen, Rollout by) {
    for (var open : pen.world().rollouts().open(by.lane())) {
      if (open.id() < by.id()) {
        open.step(Step.SUPERSEDED, "by " + by.release()).ifPresent(pen::write);
      }
    }
  }

  private static boolean isInForce(World world, Rollout rollout) {
    return rollout.isPointed() && world.exposure().inForce() >= rollout.routed();
  }

  /// The stages it reached return to what main serves; then it is over.
  static void withdraw(Pen pen) {
    for (var rollout : in(pen, Phase.WITHDRAWING)) {
      if (rollout.isPointed()) {
        if (isInForce(pen.world(), rollout)) rollout.step(Step.RETURNED, "").ifPresent(pen::write);
      } else if (mayGoBack(pen.world(), rollout.lane())) withdraw(pen, rollout);
    }
  }

  /// Whether no hold says that nothing may go back, either.
  static boolean mayGoBack(World world, String lane) {
    return Stops.of(world, lane, Motion.BACK_BY_VERDICT).isEmpty();
  }

  private static void withdraw(Pen pen, Rollout rollout) {
    boolean pointed = returned(pen, rollout, rollout.plan().places());
    if (!pointed) rollout.step(Step.RETURNED, "nothing was exposed").ifPresent(pen::write);
  }

  /// Gives places that serve a rollout's release to what main serves, and says whether there were
  /// any.
  private static boolean returned(Pen pen, Rollout rollout, List<Place> places) {
    var main = pen.world().rollouts().serving(rollout.lane());
    if (main.filter(rollout.release()::equals).isPresent()) return false;
    var back = new TreeMap<Place, List<Weighted>>();
    for (var place : places) {
      if (pen.world().exposure().serves(place, rollout.release())) {
        back.put(place, main.map(it -> Pointing.weights(pen.world(), place, it)).orElse(List.of()));
      }
    }
    if (!back.isEmpty()) Pointing.point(pen, rollout.id(), back);
    return !back.isEmpty();
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
    return pen.world().rollouts().in(phase);
  }

  private static List<Slot> slots(World world, Rollout rollout) {
    return slots(world, rollout, rollout.plan().places());
  }

  private static List<Slot> slots(World world, Rollout rollout, List<Place> places) {
    var slots = new ArrayList<Slot>(places.size());
    for (var place : inUse(world, places)) slots.add(new Slot(place, rollout.release()));
    return slots;
  }

  static List<Place> inUse(World world, List<Place> places) {
    return world.farm().out().isEmpty()
        ? places
        : places.stream().filter(place -> !world.farm().isOut(place.target())).toList();
  }
}
