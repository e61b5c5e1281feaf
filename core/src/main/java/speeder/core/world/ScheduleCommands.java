package speeder.core.world;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import speeder.core.access.Action;
import speeder.core.access.Errand;
import speeder.core.farm.Triggers;
import speeder.core.schedule.Cron;
import speeder.core.schedule.Reach;
import speeder.core.schedule.ScheduleFact;
import speeder.core.schedule.ScheduleFact.CadenceChosen;
import speeder.core.schedule.ScheduleFact.CadenceReset;
import speeder.core.schedule.ScheduleFact.Held;
import speeder.core.schedule.ScheduleFact.Lifted;
import speeder.core.schedule.ScheduleFact.ThawEnded;
import speeder.core.schedule.ScheduleFact.Thawed;
import speeder.core.value.Actor;
import speeder.core.value.Refusal;

/// What people's wishes about the schedule lead to.
final class ScheduleCommands {
  /// The longest that a lane may move in spite of its calendars.
  private static final Duration THAW_MAX = Duration.ofDays(7);

  private final Pen pen;
  private final String by;

  private ScheduleCommands(Pen pen, Actor actor) {
    this.pen = pen;
    this.by = actor.principal();
  }

  static Optional<Refusal> obey(Pen pen, Actor actor, ScheduleAsk ask) {
    var commands = new ScheduleCommands(pen, actor);
    return switch (ask) {
      case ScheduleAsk.Hold hold -> commands.hold(hold);
      case ScheduleAsk.Lift(var reach) -> commands.lift(reach);
      case ScheduleAsk.Cadence(var lane, var when) -> commands.cadence(lane, when);
      case ScheduleAsk.Thaw thaw -> commands.thaw(thaw);
      case ScheduleAsk.EndThaw(var lane, var _) -> commands.endThaw(lane);
    };
  }

  /// What an ask is after: a hold beyond one lane takes the right on the whole farm.
  static Errand errand(ScheduleAsk ask) {
    return switch (ask) {
      case ScheduleAsk.Hold it -> errand(Action.HOLD, it.reach(), about(it), it.reason());
      case ScheduleAsk.Lift(var reach) -> errand(Action.LIFT, reach, "", "");
      case ScheduleAsk.Thaw it ->
          Errand.onLane(Action.THAW, it.lane(), "until " + it.until(), it.reason());
      case ScheduleAsk.EndThaw(var lane, var reason) ->
          Errand.onLane(Action.HOLD, lane, "end its thaw", reason);
      case ScheduleAsk.Cadence(var lane, var when) ->
          Errand.onLane(
              Action.CADENCE, lane, when.map(Triggers::words).orElse("as the manifest says"), "");
    };
  }

  private static Errand errand(Action action, Reach reach, String about, String reason) {
    if (reach.kind() == Reach.Kind.LANE) {
      return Errand.onLane(action, reach.name(), about, reason);
    }
    var what = about.isEmpty() ? reach.toString() : reach + " " + about;
    return Errand.onFarm(action, what, reason);
  }

  private static String about(ScheduleAsk.Hold hold) {
    var until = hold.until().map(it -> "until " + it).orElse("");
    return hold.frozen() ? ("frozen " + until).strip() : until;
  }

  private Optional<Refusal> hold(ScheduleAsk.Hold ask) {
    if (ask.reason().isBlank()) return Refusals.noReason();
    var over = ask.until().filter(it -> !it.isAfter(pen.now()));
    if (over.isPresent()) return over.flatMap(Refusals::over);
    var unknown = unknown(ask.reach());
    if (unknown.isPresent()) return unknown;
    if (ask.frozen() && ask.reach().kind() == Reach.Kind.SOURCE) return Refusals.frozenSource();
    pen.write(new Held(ask.reach(), ask.reason(), by, ask.frozen(), ask.until()));
    return Optional.empty();
  }

  private Optional<Refusal> unknown(Reach reach) {
    var name = reach.name();
    return switch (reach.kind()) {
      case ALL -> Optional.empty();
      case LANE -> Commands.unusable(pen.world(), name);
      case TARGET -> Commands.unknownTarget(pen.world(), name);
      case SOURCE ->
          pen.world().heads().bySource().containsKey(name)
              ? Optional.empty()
              : Refusals.noSource(name);
    };
  }

  /// What is held can be lifted, also where the farm no longer has it.
  private Optional<Refusal> lift(Reach reach) {
    if (!pen.world().schedule().holds().canLift(reach)) return notHeld(reach);
    pen.write(new Lifted(reach, by));
    return Optional.empty();
  }

  private Optional<Refusal> cadence(String lane, Optional<Triggers> when) {
    var unusable = Commands.unusable(pen.world(), lane);
    if (unusable.isPresent()) return unusable;
    for (var cron : when.map(Triggers::cron).orElse(List.of())) {
      var wrong = wrong(cron);
      if (wrong.isPresent()) return wrong;
    }
    pen.write(
        when.<ScheduleFact>map(it -> new CadenceChosen(lane, it, by))
            .orElseGet(() -> new CadenceReset(lane, by)));
    return Optional.empty();
  }

  private Optional<Refusal> thaw(ScheduleAsk.Thaw ask) {
    if (ask.reason().isBlank()) return Refusals.noReason();
    if (!ask.until().isAfter(pen.now())) return Refusals.thawOver(ask.until());
    if (ask.until().isAfter(pen.now().plus(THAW_MAX))) return Refusals.thawTooLong(THAW_MAX);
    var unusable = Commands.unusable(pen.world(), ask.lane());
    if (unusable.isPresent()) return unusable;
    boolean keeps =
        pen.world().farm().lane(ask.lane()).filter(it -> !it.freezes().isEmpty()).isPresent();
    if (!keeps) return Refusals.noCalendar(ask.lane());
    pen.write(new Thawed(ask.lane(), ask.until(), ask.reason(), by));
    return Optional.empty();
  }

  private Optional<Refusal> endThaw(String lane) {
    var thaw = pen.world().schedule().calendars().thaw(lane, pen.now());
    if (thaw.isEmpty()) return Refusals.notThawed(lane);
    pen.write(new ThawEnded(lane, by));
    return Optional.empty();
  }

  private Optional<Refusal> wrong(Triggers.Cron cron) {
    try {
      var next = Cron.parse(cron.at(), cron.zone()).next(pen.now());
      return next.isPresent() ? Optional.empty() : Refusals.cronNever(cron.at());
    } catch (IllegalArgumentException wrong) {
      return Refusals.badCron(String.valueOf(wrong.getMessage()));
    }
  }

  private Optional<Refusal> notHeld(Reach reach) {
    var unknown = unknown(reach);
    if (unknown.isPresent()) return unknown;
    boolean byFile = pen.world().schedule().holds().file().isPresent();
    return byFile && reach.equals(Reach.ALL) ? Refusals.heldByFile() : Refusals.notHeld(reach);
  }
}
