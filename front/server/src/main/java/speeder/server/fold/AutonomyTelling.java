package speeder.server.fold;

import speeder.core.autonomy.AutonomyFact;
import speeder.core.autonomy.AutonomyFact.WouldHave;
import speeder.core.autonomy.ControlFact;

/// What happened to automation and its controls, for people.
final class AutonomyTelling {
  private AutonomyTelling() {}

  static String text(AutonomyFact fact) {
    return switch (fact) {
      case AutonomyFact.LevelSet it ->
          "Automation goes as far as %s%s, by %s: %s"
              .formatted(it.level().word(), at(it.stage()), it.by(), it.reason());
      case AutonomyFact.Confirmed it -> "%s says yes".formatted(it.by());
      case WouldHave it -> "Automation would %s: %s".formatted(would(it), it.why());
      case AutonomyFact.Compared it -> compared(it);
      case AutonomyFact.FoundWrong it ->
          "%s is called a %s by %s: %s"
              .formatted(it.release(), it.wrong().word(), it.by(), it.why());
    };
  }

  private static String at(String stage) {
    return stage.isEmpty() ? "" : " at " + stage;
  }

  private static String would(WouldHave it) {
    return switch (it.move()) {
      case SET_OUT -> "deploy " + it.release();
      case GO_ON -> "go on to %s with %s".formatted(it.stage(), it.release());
      case TAKE_BACK -> "take back " + it.release();
    };
  }

  private static String compared(AutonomyFact.Compared it) {
    return switch (it.match()) {
      case AGREED -> "People agreed with automation: " + it.did();
      case DIFFERED -> "People differed from automation: " + it.did();
      case OVERTAKEN -> "What automation would have done is overtaken: " + it.did();
    };
  }

  static String text(ControlFact fact) {
    return switch (fact) {
      case ControlFact.Passed it ->
          "Control %s passed, by %s, until %s: %s"
              .formatted(it.control(), it.by(), it.until(), it.reason());
      case ControlFact.Failed it ->
          "Control %s has no pass, by %s: %s".formatted(it.control(), it.by(), it.why());
    };
  }
}
