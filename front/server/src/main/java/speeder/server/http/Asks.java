package speeder.server.http;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import speeder.api.Command;
import speeder.core.release.ReleaseFact.Recalled;
import speeder.core.value.Actor;
import speeder.core.world.AccessAsk;
import speeder.core.world.ApprovalAsk;
import speeder.core.world.Ask;
import speeder.core.world.Input;
import speeder.core.world.ScheduleAsk;
import speeder.engine.port.PortFailure;

/// Wire commands as the core's. Only their form is looked at here; whether they are obeyed is the
/// core's.
final class Asks {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]{0,127}");

  /// Causes of the engine's own that an id must not be taken for.
  private static final Pattern RESERVED = Pattern.compile("wake-up|watch-.*");

  private Asks() {}

  /// @param naming what names of sources and commits mean
  /// @param now lengths of time begin then
  static Input.Command command(Command wire, Actor actor, Naming naming, Instant now)
      throws PortFailure {
    if (!ID.matcher(wire.id()).matches() || RESERVED.matcher(wire.id()).matches()) {
      throw Refused.badInput(
          "The command's id is not 1 to 128 letters, digits, dots, colons, - or _.",
          "Choose a new one for each wish, a UUID for example.");
    }
    var person = Wish.within("on_behalf_of", wire.onBehalfOf()).orElse(actor.principal());
    var wish = new Wish(wire);
    var ask = ask(wire.ask(), wish, naming, now);
    wish.end();
    return new Input.Command(wire.id(), actor.onBehalfOf(person), ask);
  }

  private static Ask rollback(Wish wish, Naming naming) throws PortFailure {
    var lane = wish.lane();
    var to = wish.release();
    var older = to.isEmpty() ? Optional.<Recalled>empty() : naming.older(lane, to.get());
    return new Ask.Rollback(lane, to, wish.reason(), wish.said(Command.OVERRIDE), older);
  }

  private static Ask ask(String what, Wish wish, Naming naming, Instant now) throws PortFailure {
    return switch (what) {
      case Command.DEPLOY -> new Ask.Deploy(wish.lane(), wish.release());
      case Command.CONFIGURE -> new Ask.Configure(wish.lane());
      case Command.HOLD -> ScheduleAsks.hold(wish, now);
      case Command.CADENCE -> ScheduleAsks.cadence(wish);
      case Command.LIFT -> new ScheduleAsk.Lift(wish.reach());
      case Command.THAW -> ScheduleAsks.thaw(wish, now);
      case Command.ROLLBACK -> rollback(wish, naming);
      case Command.WITHDRAW -> new Ask.Withdraw(wish.lane());
      case Command.WAIVE -> new Ask.Waive(wish.lane(), wish.reason());
      case Command.FILE_EVIDENCE -> new Ask.FileEvidence(wish.lane());
      case Command.TAKE_OUT -> new Ask.TakeOut(wish.target(), wish.reason());
      case Command.TAKE_IN -> new Ask.TakeIn(wish.target());
      case Command.LOCK -> LockAsks.acquire(wish);
      case Command.UNLOCK -> LockAsks.letGo(wish);
      case Command.BREAK_LOCK -> LockAsks.broken(wish);
      case Command.ISSUE_TOKEN -> AccessAsks.issue(wish);
      case Command.APPROVE -> new ApprovalAsk.Approve(wish.number("proposal"));
      case Command.DECLINE -> new ApprovalAsk.Decline(wish.number("proposal"), wish.reason());
      case Command.CONFIRM -> new AutonomyAsks(wish).confirm();
      case Command.SET_AUTONOMY -> new AutonomyAsks(wish).set();
      case Command.REPORT -> new AutonomyAsks(wish).report();
      case Command.PASS_CONTROL -> new AutonomyAsks(wish).pass();
      case Command.FAIL_CONTROL -> new AutonomyAsks(wish).fail();
      case Command.REVOKE_TOKEN -> new AccessAsk.RevokeToken(wish.needed("token"), wish.reason());
      case Command.PIN -> new MarkAsks(wish, naming).pin();
      case Command.UNPIN -> new MarkAsks(wish, naming).unpin();
      case Command.BAD -> new MarkAsks(wish, naming).bad();
      case Command.GOOD -> new MarkAsks(wish, naming).good();
      case Command.KEEP -> new MarkAsks(wish, naming).keep();
      case Command.LET_GO -> new MarkAsks(wish, naming).letGo();
      default ->
          throw Refused.badInput(
              "Nothing is known to ask for as %s.".formatted(what),
              "Ask one of these: %s.".formatted(String.join(", ", Command.ASKS)));
    };
  }
}
