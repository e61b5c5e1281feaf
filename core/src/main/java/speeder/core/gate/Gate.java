package speeder.core.gate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import speeder.core.evidence.Evidence;
import speeder.core.gate.Answer.Doubt;
import speeder.core.gate.Answer.Owed;
import speeder.core.gate.Answer.Witness;
import speeder.core.gate.Standing.InDoubt;
import speeder.core.gate.Standing.Proven;
import speeder.core.gate.Standing.Unproven;
import speeder.core.snapshot.Pick;

/// Answers whether a snapshot is proven. A pure function: the order of the evidence does not
/// matter, and evidence about something else changes nothing.
public final class Gate {
  private final Question question;
  private final Map<String, Pick> picks = new TreeMap<>();
  private final List<Witness> witnesses = new ArrayList<>();
  private final List<Owed> owed = new ArrayList<>();
  private final List<Doubt> doubts = new ArrayList<>();
  private final List<SortedSet<String>> changed = new ArrayList<>();

  private Gate(Question question) {
    this.question = question;
    for (var pick : question.snapshot().picks()) picks.put(pick.source(), pick);
  }

  public static Answer ask(Question question, Collection<Evidence> evidence) {
    var gate = new Gate(question);
    var runs = gate.bySuite(evidence);
    for (var suite : question.suites()) {
      gate.take(Standing.of(suite, question, runs.getOrDefault(suite.name(), List.of())));
    }
    return gate.answer(!runs.isEmpty());
  }

  private Map<String, List<Comparison>> bySuite(Collection<Evidence> evidence) {
    var suites = new HashMap<String, Suite>();
    for (var suite : question.suites()) suites.put(suite.name(), suite);
    var runs = new HashMap<String, List<Comparison>>();
    for (var run : evidence) {
      var suite = suites.get(run.suite());
      if (suite == null) continue;
      runs.computeIfAbsent(suite.name(), _ -> new ArrayList<>())
          .add(Comparison.of(run, suite, question, picks));
    }
    return runs;
  }

  private void take(Standing standing) {
    switch (standing) {
      case Proven(var witness) -> witnesses.add(witness);
      case Unproven(var unproven, var factors) -> {
        owed.add(unproven);
        changed.add(factors);
      }
      case InDoubt(var doubt, var runHelps) -> {
        doubts.add(doubt);
        if (runHelps) owed.add(new Owed(doubt.suite(), doubt.why(), false));
      }
    }
  }

  private Answer answer(boolean anyEvidence) {
    if (!anyEvidence) owed.forEach(this::doubtForWantOfEvidence);
    var assumptions = Assumptions.of(question, doubts);
    if (!doubts.isEmpty()) {
      return new Answer.Unknown(
          List.copyOf(doubts), List.copyOf(owed), List.copyOf(witnesses), assumptions);
    }
    if (owed.isEmpty()) return new Answer.Covered(List.copyOf(witnesses), assumptions);
    var everywhere = changedEverywhere();
    return everywhere.isEmpty()
        ? new Answer.Selective(List.copyOf(owed), List.copyOf(witnesses), assumptions)
        : new Answer.Full(everywhere, List.copyOf(owed), assumptions);
  }

  private void doubtForWantOfEvidence(Owed missing) {
    doubts.add(new Doubt(missing.suite(), Assumption.Name.EVIDENCE, missing.why()));
  }

  /// Factors that no suite was ever run with as they are now.
  private SortedSet<String> changedEverywhere() {
    if (!witnesses.isEmpty()) return new TreeSet<>();
    var everywhere = new TreeSet<>(changed.getFirst());
    changed.forEach(everywhere::retainAll);
    return everywhere;
  }
}
