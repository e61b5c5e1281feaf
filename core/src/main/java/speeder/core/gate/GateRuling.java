package speeder.core.gate;

import java.util.ArrayList;
import java.util.List;
import speeder.core.farm.GatePolicy;
import speeder.core.gate.Answer.Covered;
import speeder.core.gate.Answer.Full;
import speeder.core.gate.Answer.Owed;
import speeder.core.gate.Answer.Selective;
import speeder.core.gate.Answer.Unknown;
import speeder.core.value.Refusal;

/// What a lane makes of the gate's answer.
public sealed interface GateRuling {
  /// The answer in a few words.
  String summary();

  /// @param byPolicy whether the lane's policy opened it, without proof
  record Open(String summary, boolean byPolicy) implements GateRuling {}

  record Shut(List<Refusal> reasons) implements GateRuling {
    @Override
    public String summary() {
      var first = reasons.getFirst().sentence();
      return reasons.size() == 1 ? first : first + " And %d more.".formatted(reasons.size() - 1);
    }
  }

  static GateRuling of(Answer answer, GatePolicy.Unknown policy) {
    return switch (answer) {
      case Covered(var witnesses, _) when witnesses.isEmpty() ->
          new Open("No suite is asked for.", true);
      case Covered(var witnesses, _) ->
          new Open("Every suite (%d) passed on exactly this.".formatted(witnesses.size()), false);
      case Selective(var run, _, _) -> new Shut(reasons(run));
      case Full(var changed, var run, _) -> shutByChange(String.join(", ", changed), run);
      case Unknown unknown -> unknown(unknown, policy);
    };
  }

  private static GateRuling unknown(Unknown answer, GatePolicy.Unknown policy) {
    var doubted = answer.doubts().stream().map(Answer.Doubt::suite).toList();
    var owed = answer.run().stream().filter(run -> !doubted.contains(run.suite())).toList();
    var first = answer.doubts().getFirst();
    if (policy == GatePolicy.Unknown.PASS && owed.isEmpty()) {
      return new Open(
          "Unproven, and passed by policy: %s: %s".formatted(first.suite(), first.why()), true);
    }
    var reasons = new ArrayList<>(reasons(owed));
    if (policy == GatePolicy.Unknown.SHUT) {
      for (var doubt : answer.doubts()) {
        reasons.add(
            new Refusal(
                "gate-unknown",
                "%s: %s".formatted(doubt.suite(), doubt.why()),
                "Bring evidence that settles it, or waive the gate with a reason."));
      }
    }
    return new Shut(List.copyOf(reasons));
  }

  private static GateRuling shutByChange(String changed, List<Owed> run) {
    return new Shut(
        List.of(
            new Refusal(
                "gate-full",
                "All %d suites must run: %s changed.".formatted(run.size(), changed),
                "Run them on this snapshot.")));
  }

  private static List<Refusal> reasons(List<Owed> run) {
    return run.stream()
        .map(owed ->
            new Refusal(
                owed.failed() ? "suite-failed" : "suite-owed",
                "%s: %s".formatted(owed.suite(), owed.why()),
                owed.failed()
                    ? "Mend it, or hold back what broke it."
                    : "Run it on this snapshot."))
        .toList();
  }
}
