package speeder.cli;

import java.util.List;
import speeder.api.Autonomy;

/// How far automation goes, as people read it.
final class AutonomyWords {
  private static final int DECIDED_MAX = 10;

  private AutonomyWords() {}

  static String text(Words words, Autonomy autonomy) {
    var text = new StringBuilder();
    for (var lane : autonomy.lanes()) lane(text, words, lane);
    return text.append(controls(words, autonomy.controls())).toString();
  }

  private static void lane(StringBuilder text, Words words, Autonomy.Lane lane) {
    text.append(lane.lane()).append('\n');
    for (var stage : lane.stages()) text.append("  ").append(stage(stage)).append('\n');
    var agreement = lane.agreement();
    text.append(
        "  people agreed in %d of %d decisions in %s; to go farther it takes %d%% of at least %d%n"
            .formatted(
                agreement.agreed(),
                agreement.made(),
                agreement.within(),
                agreement.percent(),
                agreement.decisions()));
    if (!lane.missing().isEmpty()) {
      text.append("  without a pass: %s%n".formatted(String.join(", ", lane.missing())));
    }
    for (var it : lane.open()) text.append("  it would ").append(would(it)).append('\n');
    lane.decided().stream()
        .limit(DECIDED_MAX)
        .forEach(it -> text.append("  ").append(decided(words, it)).append('\n'));
  }

  private static String stage(Autonomy.Stage it) {
    var allowed = it.allowed().equals(it.now()) ? "" : ", let go as far as " + it.allowed();
    var ceiling = it.ceiling().equals(it.allowed()) ? "" : ", at most " + it.ceiling();
    return "%-8s %s%s%s".formatted(it.stage(), it.now(), allowed, ceiling);
  }

  static String would(Autonomy.Opinion it) {
    return switch (it.move()) {
      case "set-out" -> "deploy %s: %s".formatted(it.release(), it.why());
      case "go-on" -> "go on to %s with %s: %s".formatted(it.stage(), it.release(), it.why());
      default -> "take back %s: %s".formatted(it.release(), it.why());
    };
  }

  private static String decided(Words words, Autonomy.Opinion it) {
    return "%s, %s: it would %s; people %s"
        .formatted(
            it.match().orElse(""),
            it.then().map(words::ago).map(ago -> ago + " ago").orElse(""),
            would(it),
            it.did().orElse(""));
  }

  static String controls(Words words, List<Autonomy.Control> controls) {
    var text = new StringBuilder();
    for (var it : controls) text.append(control(words, it)).append('\n');
    return text.toString();
  }

  private static String control(Words words, Autonomy.Control it) {
    var said =
        it.by().map(by -> ", by %s, %s ago".formatted(by, it.since().map(words::ago).orElse("")));
    var until = it.until().map(end -> ", until " + words.day(end)).orElse("");
    var reason = it.reason().map(": "::concat).orElse("");
    return "%-24s %s%s%s%s"
        .formatted(
            it.control(), it.passed() ? "passed" : "no pass", said.orElse(""), until, reason);
  }
}
