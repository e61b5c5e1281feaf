package speeder.core.world;

import speeder.core.schedule.Hold;
import speeder.core.schedule.Reach;
import speeder.core.value.Refusal;
import speeder.core.world.Stops.Stop;

/// What people hear of each stop that stands in their way.
final class StopWords {
  private StopWords() {}

  static Refusal refusal(String lane, Stop stop) {
    return switch (stop.stopper()) {
      case HOLD -> new Refusal("lane-held", held(stop), stop.remedy());
      case FROZEN_HOLD ->
          new Refusal("lane-held-frozen", held(stop) + " It stops going back, too.", stop.remedy());
      case FREEZE ->
          new Refusal(
              "lane-frozen",
              "Lane %s is frozen: %s.%s".formatted(lane, stop.why(), opening(stop)),
              stop.remedy());
      case LOCK ->
          new Refusal(
              "lane-locked",
              "%s is locked by %s: %s.".formatted(stop.at(), stop.by(), stop.why()),
              stop.remedy());
      case MISSING_ROLE, CONTROL_NOT_PASSED ->
          new Refusal(
              "control-not-passed",
              "Lane %s waits for a control: %s.".formatted(lane, stop.why()),
              stop.remedy());
    };
  }

  static String thaw(String lane) {
    return "Wait until it opens, or let it move: speeder thaw %s --for TIME --reason TEXT"
        .formatted(lane);
  }

  static String remedy(Hold hold) {
    return switch (hold.hand()) {
      case PERSON, AUTOMATION -> "Lift the hold first: speeder lift " + option(hold.reach());
      case FILE -> "Remove the hold file first.";
    };
  }

  private static String option(Reach reach) {
    return switch (reach.kind()) {
      case ALL -> "--all";
      case LANE -> reach.name();
      case TARGET -> "--target " + reach.name();
      case SOURCE -> "--source " + reach.name();
    };
  }

  private static String held(Stop stop) {
    return "%s is held by %s: %s.".formatted(stop.at(), stop.by(), stop.why());
  }

  private static String opening(Stop stop) {
    return stop.until().map(it -> " It opens at %s.".formatted(it)).orElse("");
  }
}
