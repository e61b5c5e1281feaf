package speeder.core.gate;

import static speeder.core.gate.Assumption.State.FAILS;
import static speeder.core.gate.Assumption.State.HOLDS;
import static speeder.core.gate.Assumption.State.NOT_CHECKED;

import java.util.List;
import java.util.TreeSet;
import speeder.core.gate.Answer.Doubt;
import speeder.core.gate.Assumption.Name;
import speeder.core.gate.Assumption.State;

/// Says of every assumption whether it holds, fails, or is taken unchecked. Always all of them.
final class Assumptions {
  private final Question question;
  private final List<Doubt> doubts;

  private Assumptions(Question question, List<Doubt> doubts) {
    this.question = question;
    this.doubts = doubts;
  }

  static List<Assumption> of(Question question, List<Doubt> doubts) {
    var all = new Assumptions(question, doubts);
    return List.of(Name.values()).stream().map(all::state).toList();
  }

  private Assumption state(Name name) {
    var failing = doubts.stream().filter(doubt -> doubt.assumption() == name).toList();
    if (failing.isEmpty()) return unless(name);
    var sentence = new StringBuilder();
    for (var doubt : failing) {
      if (!sentence.isEmpty()) sentence.append(' ');
      sentence.append(doubt.suite()).append(": ").append(doubt.why());
    }
    return new Assumption(name, FAILS, sentence.toString());
  }

  private Assumption unless(Name name) {
    return switch (name) {
      case EVIDENCE -> evidence();
      case HERMETIC ->
          say(
              name,
              NOT_CHECKED,
              "That a run reads nothing but what it installed is taken as given.");
      case DETERMINISTIC ->
          say(name, HOLDS, "No suite is known both to pass and to fail on these contents.");
      case COMPLETE ->
          say(name, HOLDS, "A run counts only with every source that its suite installs.");
      case SAME_DEFINITION -> definition();
      case AUTHENTIC -> say(name, NOT_CHECKED, "No signature of the evidence was checked.");
      case CURRENT -> current();
      case EXACT_CONTENTS ->
          say(
              name,
              HOLDS,
              "Commits or trees of every source, and the patches, were compared: "
                  + question.patches().map(id -> "patches " + id).orElse("without patches")
                  + ".");
      case SCOPE -> scope();
    };
  }

  private Assumption evidence() {
    return question.suites().isEmpty()
        ? say(Name.EVIDENCE, NOT_CHECKED, "No suite is asked for, so nothing had to be proven.")
        : say(Name.EVIDENCE, HOLDS, "There are runs of the suites asked for.");
  }

  private Assumption definition() {
    var factors = new TreeSet<String>();
    var without = new TreeSet<String>();
    for (var suite : question.suites()) {
      factors.addAll(suite.factors().keySet());
      if (suite.factors().isEmpty()) without.add(suite.name());
    }
    if (without.isEmpty() && !factors.isEmpty()) {
      return say(Name.SAME_DEFINITION, HOLDS, "Compared: " + String.join(", ", factors) + ".");
    }
    return say(
        Name.SAME_DEFINITION,
        NOT_CHECKED,
        "No harness, runtime or base image is declared, so none was compared: "
            + Standing.names(without)
            + ".");
  }

  private Assumption current() {
    return question
        .notBefore()
        .map(oldest -> say(Name.CURRENT, HOLDS, "Only runs since " + oldest + " count."))
        .orElseGet(() -> say(Name.CURRENT, NOT_CHECKED, "Evidence of any age counts."));
  }

  private Assumption scope() {
    var untested = new TreeSet<String>();
    question.snapshot().picks().forEach(pick -> untested.add(pick.source()));
    for (var suite : question.suites()) untested.removeAll(suite.on(question.snapshot()));
    var about = "The answer is about the suites' own verdicts";
    return untested.isEmpty()
        ? say(Name.SCOPE, HOLDS, about + "; every source is in one.")
        : say(Name.SCOPE, FAILS, about + "; in none of them: " + Standing.names(untested) + ".");
  }

  private static Assumption say(Name name, State state, String sentence) {
    return new Assumption(name, state, sentence);
  }
}
