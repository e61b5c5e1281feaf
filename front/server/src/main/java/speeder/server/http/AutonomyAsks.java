package speeder.server.http;

import java.util.Arrays;
import speeder.api.Autonomy;
import speeder.api.Command;
import speeder.core.autonomy.AutonomyFact.Wrong;
import speeder.core.farm.Acting;
import speeder.core.world.AutonomyAsk;

/// Wire commands about how far automation goes.
final class AutonomyAsks {
  private final Wish wish;

  AutonomyAsks(Wish wish) {
    this.wish = wish;
  }

  AutonomyAsk confirm() {
    return new AutonomyAsk.Confirm(wish.lane(), wish.more(Command.STAGE));
  }

  AutonomyAsk set() {
    return new AutonomyAsk.SetLevel(wish.lane(), wish.more(Command.STAGE), level(), wish.reason());
  }

  AutonomyAsk report() {
    return new AutonomyAsk.Report(wish.lane(), wrong(), wish.release(), wish.reason());
  }

  AutonomyAsk pass() {
    var control = wish.needed(Command.CONTROL);
    return new AutonomyAsk.Pass(control, wish.time(Command.FOR), wish.reason());
  }

  AutonomyAsk fail() {
    return new AutonomyAsk.Fail(wish.needed(Command.CONTROL), wish.reason());
  }

  private Acting.Autonomy level() {
    var word = wish.needed(Command.LEVEL);
    return Arrays.stream(Acting.Autonomy.values())
        .filter(it -> it.word().equals(word))
        .findFirst()
        .orElseThrow(() -> no(Command.LEVEL, word, String.join(", ", Autonomy.LEVELS)));
  }

  private Wrong wrong() {
    var word = wish.needed(Command.WRONG);
    return Arrays.stream(Wrong.values())
        .filter(it -> it.word().equals(word))
        .findFirst()
        .orElseThrow(() -> no(Command.WRONG, word, "miss, false-rollback"));
  }

  private static Refused no(String field, String word, String words) {
    return Refused.badInput(
        "Field with.%s is %s.".formatted(field, word), "Say one of: %s.".formatted(words));
  }
}
