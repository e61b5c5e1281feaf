package speeder.server.http;

import java.util.Optional;
import java.util.regex.Pattern;
import speeder.api.Command;
import speeder.core.value.Actor;
import speeder.core.value.ReleaseId;
import speeder.core.world.Ask;
import speeder.core.world.Input;

/// Wire commands as the core's. Only their form is looked at here; whether they are obeyed is the
/// core's.
final class Asks {
  static final String PRINCIPAL = "operator";

  private static final int TEXT_MAX = 1_000;
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]{0,127}");

  /// Causes of the engine's own that an id must not be taken for.
  private static final Pattern RESERVED = Pattern.compile("wake-up|watch-.*");

  private Asks() {}

  static Input.Command command(Command wire, String tokenId) {
    if (!ID.matcher(wire.id()).matches() || RESERVED.matcher(wire.id()).matches()) {
      throw Refused.badInput(
          "The command's id is not 1 to 128 letters, digits, dots, colons, - or _.",
          "Choose a new one for each wish, a UUID for example.");
    }
    var person = within("on_behalf_of", wire.onBehalfOf()).orElse(PRINCIPAL);
    return new Input.Command(wire.id(), new Actor(PRINCIPAL, tokenId, person), ask(wire));
  }

  private static Ask ask(Command wire) {
    return switch (wire.ask()) {
      case Command.DEPLOY -> new Ask.Deploy(lane(wire), release(wire));
      case Command.HOLD -> new Ask.Hold(lane(wire), reason(wire));
      case Command.LIFT -> new Ask.Lift(lane(wire));
      case Command.ROLLBACK -> new Ask.Rollback(lane(wire), release(wire), reason(wire));
      case Command.WITHDRAW -> new Ask.Withdraw(lane(wire));
      case Command.WAIVE -> new Ask.Waive(lane(wire), reason(wire));
      case Command.FILE_EVIDENCE -> new Ask.FileEvidence(lane(wire));
      case Command.TAKE_OUT -> new Ask.TakeOut(target(wire), reason(wire));
      case Command.TAKE_IN -> new Ask.TakeIn(target(wire));
      default ->
          throw Refused.badInput(
              "Nothing is known to ask for as %s.".formatted(wire.ask()),
              "Ask deploy, hold, lift, rollback, withdraw, waive, file-evidence, take-out, take-in.");
    };
  }

  private static String lane(Command wire) {
    return wanted(wire, "lane", wire.lane());
  }

  private static String target(Command wire) {
    return wanted(wire, "target", wire.target());
  }

  private static String reason(Command wire) {
    return within("reason", wire.reason()).orElse("");
  }

  private static Optional<ReleaseId> release(Command wire) {
    return within("release", wire.release()).map(ReleaseId::new);
  }

  private static String wanted(Command wire, String field, Optional<String> value) {
    return within(field, value)
        .filter(it -> !it.isBlank())
        .orElseThrow(() ->
            Refused.badInput("To %s, field %s is wanted.".formatted(wire.ask(), field), "Add it."));
  }

  private static Optional<String> within(String field, Optional<String> value) {
    if (value.filter(it -> it.length() > TEXT_MAX).isPresent()) {
      throw Refused.badInput(
          "Field %s is longer than %d characters.".formatted(field, TEXT_MAX), "Say it shorter.");
    }
    return value;
  }
}
