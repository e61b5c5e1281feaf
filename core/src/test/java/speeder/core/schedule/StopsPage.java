package speeder.core.schedule;

import java.util.Arrays;
import java.util.stream.Collectors;

/// What stops what, as a page.
final class StopsPage {
  private StopsPage() {}

  static String text() {
    return """
    # What stops what

    | | %s |
    |---|%s
    %s
    This page is written from `Stopper` and `Motion`; a test holds it to them, and another tries each cell: the stop stands, the motion is
    asked for or comes by itself, and is stopped or not as it says here.

    ## What moves

    %s
    ## What stops

    %s\
    """
        .formatted(
            columns(),
            "---|".repeat(Motion.values().length),
            rows(),
            Arrays.stream(Motion.values()).map(StopsPage::motion).collect(Collectors.joining()),
            Arrays.stream(Stopper.values()).map(StopsPage::stopper).collect(Collectors.joining()));
  }

  private static String columns() {
    return Arrays.stream(Motion.values()).map(StopsPage::name).collect(Collectors.joining(" | "));
  }

  private static String rows() {
    return Arrays.stream(Stopper.values())
        .map(it -> "| %s | %s |\n".formatted(name(it), cells(it)))
        .collect(Collectors.joining());
  }

  private static String cells(Stopper stopper) {
    return Arrays.stream(Motion.values())
        .map(it -> stopper.stops(it) ? "stopped" : "goes on")
        .collect(Collectors.joining(" | "));
  }

  private static String name(Motion motion) {
    return switch (motion) {
      case FORWARD -> "forward";
      case CONFIGURATION -> "configuration";
      case SECURITY -> "security";
      case BACK_BY_PERSON -> "back, by a person";
      case BACK_BY_VERDICT -> "back, by a verdict";
    };
  }

  private static String name(Stopper stopper) {
    return switch (stopper) {
      case HOLD -> "hold";
      case FROZEN_HOLD -> "hold that says `--frozen`";
      case FREEZE -> "freeze";
      case LOCK -> "lock";
      case MISSING_ROLE -> "missing role";
      case CONTROL_NOT_PASSED -> "control not passed";
    };
  }

  private static String motion(Motion motion) {
    var what =
        switch (motion) {
          case FORWARD -> "a release of the heads, or one that was sealed before, gets a stage";
          case CONFIGURATION -> "the same, of a configuration commit on a path of its own";
          case SECURITY -> "the same, of a security patch on a path of its own";
          case BACK_BY_PERSON -> "a rollback, or a withdrawal, that a person asks for";
          case BACK_BY_VERDICT -> "what fails goes back by itself";
        };
    return "- **%s**: %s.\n".formatted(name(motion), what);
  }

  private static String stopper(Stopper stopper) {
    var what =
        switch (stopper) {
          case HOLD ->
              "a person's stop of a lane, a target or everything, or automation's own after it went"
                  + " back\n  ([how](../guides/stop.md)). A flip that the edge was asked for goes on";
          case FROZEN_HOLD -> "the same, and it says that nothing goes back, either";
          case FREEZE -> "a calendar's stop of a lane";
          case LOCK ->
              "another holds the lane's lock, or one of a kind of work that it conflicts with. Going"
                  + " back takes it away";
          case MISSING_ROLE ->
              "whoever asks has no [role](roles.md) that allows it. Automation needs none";
          case CONTROL_NOT_PASSED ->
              "a [control](../guides/hands-free.md) that the lane requires has no pass. It stops"
                  + " automation alone: a\n  person's yes goes past it";
        };
    return "- **%s**: %s.\n".formatted(name(stopper), what);
  }
}
