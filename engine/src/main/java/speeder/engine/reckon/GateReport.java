package speeder.engine.reckon;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import speeder.core.evidence.Evidence;
import speeder.core.farm.GatePolicy;
import speeder.core.gate.Answer;
import speeder.core.gate.Assumption;
import speeder.core.gate.Gate;
import speeder.core.gate.GateRuling;
import speeder.core.gate.Pairs;
import speeder.core.gate.Question;
import speeder.core.gate.Suite;

/// A gate's answer as people and programs read it.
///
/// @param answer `COVERED`, `SELECTIVE`, `FULL` or `UNKNOWN`
/// @param open what the lane makes of it
/// @param byPolicy whether it is open without proof
/// @param covered suites that one run proves, `uncovered` the others
/// @param run what must run, and why
/// @param changed factors that make everything run
/// @param doubts why nothing can be said
/// @param pairs what any passed run had together; it proves nothing
public record GateReport(
    String answer,
    boolean open,
    boolean byPolicy,
    String summary,
    List<String> covered,
    List<String> uncovered,
    List<Answer.Owed> run,
    List<String> changed,
    List<Answer.Doubt> doubts,
    List<Witnessed> witnesses,
    List<Assumption> assumptions,
    Pairs pairs) {

  /// @param run where its result stands
  public record Witnessed(
      String suite, String run, Optional<Instant> finishedAt, Optional<String> url) {}

  /// What the evidence says, and what a policy makes of it.
  public static GateReport of(
      Question question, Collection<Evidence> evidence, GatePolicy.Unknown policy) {
    var answer = Gate.ask(question, evidence);
    var pairs = Pairs.of(question.snapshot(), evidence);
    return of(question, answer, GateRuling.of(answer, policy), pairs);
  }

  public static GateReport of(Question question, Answer answer, GateRuling ruling, Pairs pairs) {
    var covered = answer.witnesses().stream().map(Answer.Witness::suite).toList();
    var uncovered = new TreeSet<>(question.suites().stream().map(Suite::name).toList());
    covered.forEach(uncovered::remove);
    return new GateReport(
        answer.getClass().getSimpleName().toUpperCase(Locale.ROOT),
        ruling instanceof GateRuling.Open,
        ruling instanceof GateRuling.Open(_, var byPolicy) && byPolicy,
        ruling.summary(),
        covered,
        List.copyOf(uncovered),
        answer.run(),
        answer instanceof Answer.Full full ? List.copyOf(full.changed()) : List.of(),
        answer instanceof Answer.Unknown unknown ? unknown.doubts() : List.of(),
        answer.witnesses().stream().map(GateReport::witnessed).toList(),
        answer.assumptions(),
        pairs);
  }

  private static Witnessed witnessed(Answer.Witness witness) {
    var run = witness.run();
    return new Witnessed(witness.suite(), run.id(), run.finishedAt(), run.url());
  }
}
