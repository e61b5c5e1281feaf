package speeder.core.world;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import speeder.core.access.Action;
import speeder.core.access.Errand;
import speeder.core.autonomy.AutonomyFact.Confirmed;
import speeder.core.autonomy.AutonomyFact.LevelSet;
import speeder.core.autonomy.ControlFact.Failed;
import speeder.core.autonomy.ControlFact.Passed;
import speeder.core.farm.Lane;
import speeder.core.farm.Policies.Control;
import speeder.core.farm.Stage;
import speeder.core.rollout.Rollout;
import speeder.core.schedule.Motion;
import speeder.core.value.Actor;
import speeder.core.value.Refusal;

/// A person's yes, how far automation goes, and what must be in place for it.
final class AutonomyCommands {
  private final Pen pen;
  private final Actor actor;

  private AutonomyCommands(Pen pen, Actor actor) {
    this.pen = pen;
    this.actor = actor;
  }

  static Optional<Refusal> obey(Pen pen, Actor actor, AutonomyAsk ask) {
    var commands = new AutonomyCommands(pen, actor);
    return switch (ask) {
      case AutonomyAsk.Confirm(var lane, var to) ->
          commands.onLane(lane, it -> commands.confirm(it, to));
      case AutonomyAsk.SetLevel it -> commands.onLane(it.lane(), lane -> commands.set(lane, it));
      case AutonomyAsk.Report it -> commands.onLane(it.lane(), lane -> commands.report(lane, it));
      case AutonomyAsk.Pass it -> commands.pass(it);
      case AutonomyAsk.Fail it -> commands.fail(it);
    };
  }

  /// What an ask is after. More takes others to want it, less does not.
  static Errand errand(World world, AutonomyAsk ask) {
    return switch (ask) {
      case AutonomyAsk.Confirm(var lane, var to) ->
          Errand.onLane(confirming(world, lane), lane, to.map("up to "::concat).orElse(""), "");
      case AutonomyAsk.SetLevel it ->
          Errand.onLane(
              isMore(world, it) ? Action.RAISE_AUTONOMY : Action.LOWER_AUTONOMY,
              it.lane(),
              it.level().word() + it.stage().map(" at "::concat).orElse(""),
              it.reason());
      case AutonomyAsk.Report it ->
          Errand.onLane(Action.REPORT, it.lane(), it.wrong().word(), it.reason());
      case AutonomyAsk.Pass it ->
          Errand.onFarm(Action.CONTROL, "pass " + it.control(), it.reason());
      case AutonomyAsk.Fail it ->
          Errand.onFarm(Action.CONTROL, "fail " + it.control(), it.reason());
    };
  }

  /// Configuration on its own path has roles of its own.
  private static Action confirming(World world, String lane) {
    boolean alone =
        Autonomous.waiting(world, lane)
            .flatMap(it -> world.rollouts().find(it.rollout()))
            .filter(it -> it.motion() == Motion.CONFIGURATION)
            .isPresent();
    return alone ? Action.CONFIGURE : Action.CONFIRM;
  }

  /// The stage that a yes is about now: another one is not meant in its place.
  static AutonomyAsk.Confirm meant(World world, AutonomyAsk.Confirm ask) {
    var waits = Autonomous.waiting(world, ask.lane()).map(Autonomous.Waiting::name);
    return new AutonomyAsk.Confirm(ask.lane(), ask.to().or(() -> waits));
  }

  private static boolean isMore(World world, AutonomyAsk.SetLevel ask) {
    return world
        .farm()
        .lane(ask.lane())
        .filter(lane -> Levels.rises(world, lane, scope(lane, ask), ask.level()))
        .isPresent();
  }

  private static List<String> scope(Lane lane, AutonomyAsk.SetLevel ask) {
    return ask.stage().map(List::of).orElse(lane.stages().stream().map(Stage::name).toList());
  }

  private interface LaneWish {
    Optional<Refusal> on(Lane lane);
  }

  private Optional<Refusal> onLane(String name, LaneWish wish) {
    var lane = pen.world().farm().lane(name);
    if (lane.isEmpty()) return Refusals.noLane(name, pen.world().farm());
    if (lane.get().external()) return Refusals.externalLane(name);
    return wish.on(lane.get());
  }

  private Optional<Refusal> confirm(Lane lane, Optional<String> to) {
    var stop = Stops.butLocks(pen.world(), lane.name(), Motion.FORWARD);
    if (stop.isPresent()) return Refusals.stopped(lane.name(), stop.get());
    var moving =
        pen.world().rollouts().open(lane.name()).stream()
            .filter(it -> it.isMoving() && it.isForward())
            .findFirst();
    if (moving.isEmpty()) return AutonomyRefusals.nothingToConfirm(lane.name());
    return confirm(moving.get(), to);
  }

  private Optional<Refusal> confirm(Rollout rollout, Optional<String> to) {
    var waits = Autonomous.waiting(pen.world(), rollout);
    if (to.isEmpty() && waits.isEmpty()) return AutonomyRefusals.nothingToConfirm(rollout.lane());
    var stages = rollout.plan().stages().stream().map(Stage::name).toList();
    int stage = to.map(stages::indexOf).orElseGet(() -> waits.orElseThrow().stage());
    if (stage < 0) return AutonomyRefusals.noStage(to.orElse(""), rollout.lane(), stages);
    if (isPast(rollout, stage) || pen.world().autonomies().isConfirmed(rollout.id(), stage)) {
      return AutonomyRefusals.confirmedAlready(rollout.lane(), stages.get(stage));
    }
    pen.write(new Confirmed(rollout.lane(), rollout.id(), stage, actor.principal()));
    return Optional.empty();
  }

  private static boolean isPast(Rollout rollout, int stage) {
    return stage < rollout.stage() || (stage == rollout.stage() && rollout.isJudged());
  }

  private Optional<Refusal> set(Lane lane, AutonomyAsk.SetLevel ask) {
    if (ask.reason().isBlank()) return Refusals.noReason();
    if (ask.stage().filter(it -> lane.stage(it).isEmpty()).isPresent()) {
      var stages = lane.stages().stream().map(Stage::name).toList();
      return AutonomyRefusals.noStage(ask.stage().orElseThrow(), lane.name(), stages);
    }
    var refusal = Levels.refusal(pen, lane, scope(lane, ask), ask.level());
    if (refusal.isPresent()) return refusal;
    pen.write(
        new LevelSet(
            lane.name(), ask.stage().orElse(""), ask.level(), actor.principal(), ask.reason()));
    return Optional.empty();
  }

  private Optional<Refusal> report(Lane lane, AutonomyAsk.Report ask) {
    if (ask.reason().isBlank()) return Refusals.noReason();
    var release = ask.release().or(() -> pen.world().rollouts().serving(lane.name()));
    if (release.isEmpty()) return AutonomyRefusals.nothingServed(lane.name());
    if (pen.world().releases().find(release.get()).isEmpty()) {
      return Refusals.noRelease(release.get());
    }
    AutonomyRules.foundWrong(
        pen, lane, ask.wrong(), release.get(), actor.principal(), ask.reason());
    return Optional.empty();
  }

  private Optional<Refusal> pass(AutonomyAsk.Pass ask) {
    if (ask.reason().isBlank()) return Refusals.noReason();
    var control = pen.world().farm().policies().control(ask.control());
    if (control.isEmpty()) return AutonomyRefusals.noControl(ask.control(), pen.world().farm());
    var lasts = ask.lasts().orElse(control.get().valid());
    if (!isWithin(lasts, control.get())) return AutonomyRefusals.tooLong(control.get());
    var until = pen.now().plus(lasts);
    pen.write(new Passed(ask.control(), actor.principal(), until, ask.reason()));
    return Optional.empty();
  }

  private static boolean isWithin(Duration lasts, Control control) {
    return lasts.isPositive() && lasts.compareTo(control.valid()) <= 0;
  }

  private Optional<Refusal> fail(AutonomyAsk.Fail ask) {
    if (ask.reason().isBlank()) return Refusals.noReason();
    if (pen.world().farm().policies().control(ask.control()).isEmpty()) {
      return AutonomyRefusals.noControl(ask.control(), pen.world().farm());
    }
    pen.write(new Failed(ask.control(), actor.principal(), ask.reason()));
    return Optional.empty();
  }
}
