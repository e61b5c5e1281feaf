package speeder.core.gate;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import speeder.core.evidence.Evidence;
import speeder.core.evidence.Evidence.Outcome;
import speeder.core.gate.Answer.Doubt;
import speeder.core.gate.Answer.Owed;
import speeder.core.gate.Answer.Witness;

/// What the evidence says of one suite.
sealed interface Standing {
  record Proven(Witness witness) implements Standing {}

  /// @param changed factors that every run of the suite that states them had at another value
  record Unproven(Owed owed, SortedSet<String> changed) implements Standing {}

  /// @param runHelps whether a run on the snapshot would settle it
  record InDoubt(Doubt doubt, boolean runHelps) implements Standing {}

  /// Names listed in a sentence; more are counted.
  int NAMED_MAX = 5;

  /// @param runs of the suite, in any order
  static Standing of(Suite suite, Question question, List<Comparison> runs) {
    var strangers = new TreeSet<>(suite.on(question.snapshot()));
    question.snapshot().picks().forEach(pick -> strangers.remove(pick.source()));
    if (!strangers.isEmpty()) {
      var why = "It installs " + names(strangers) + ", which the snapshot does not hold.";
      return doubt(suite, Assumption.Name.EXACT_CONTENTS, why, false);
    }
    if (runs.isEmpty()) {
      return new Unproven(new Owed(suite.name(), "No run of it is known.", false), new TreeSet<>());
    }
    return ofRuns(suite, runs.stream().sorted(Comparison.NEAREST).toList());
  }

  private static Standing ofRuns(Suite suite, List<Comparison> runs) {
    var passed = find(runs, Outcome.PASSED);
    var failed = find(runs, Outcome.FAILED);
    if (passed.isPresent() && failed.isPresent()) {
      var why =
          "It both passed (%s) and failed (%s) on exactly these contents."
              .formatted(passed.get().id(), failed.get().id());
      return doubt(suite, Assumption.Name.DETERMINISTIC, why, false);
    }
    if (passed.isPresent()) return new Proven(new Witness(suite.name(), passed.get()));
    if (failed.isPresent()) {
      var why = "It failed on exactly these contents (%s).".formatted(failed.get().id());
      return new Unproven(new Owed(suite.name(), why, true), changed(suite, runs));
    }
    return unlessUnstated(suite, runs);
  }

  private static Standing unlessUnstated(Suite suite, List<Comparison> runs) {
    var almost = runs.stream().filter(c -> c.mayBeExact() && c.ended(Outcome.PASSED)).findFirst();
    if (almost.isEmpty()) {
      return new Unproven(
          new Owed(suite.name(), nearest(runs.getFirst()), false), changed(suite, runs));
    }
    var run = almost.get();
    if (run.unstated().isEmpty()) {
      var why = "%s passed on these contents and does not say when.".formatted(run.run().id());
      return doubt(suite, Assumption.Name.CURRENT, why, true);
    }
    var why =
        "%s passed on these contents and does not say its %s."
            .formatted(run.run().id(), names(run.unstated()));
    return doubt(suite, Assumption.Name.SAME_DEFINITION, why, true);
  }

  private static Optional<Evidence> find(List<Comparison> runs, Outcome outcome) {
    return runs.stream()
        .filter(each -> each.isExact() && each.ended(outcome))
        .map(Comparison::run)
        .findFirst();
  }

  /// What the nearest run had otherwise.
  private static String nearest(Comparison run) {
    var parts = new ArrayList<String>();
    if (!run.other().isEmpty()) parts.add("had other contents of " + names(run.other()));
    if (!run.lacking().isEmpty()) parts.add("lacked " + names(run.lacking()));
    if (!run.changed().isEmpty()) parts.add("had another " + names(run.changed()));
    if (parts.isEmpty()) parts.add(ending(run));
    return "The nearest run, %s, %s.".formatted(run.run().id(), String.join(", ", parts));
  }

  private static String ending(Comparison run) {
    if (run.age() == Comparison.Age.TOO_OLD) return "is too old";
    return run.ended(Outcome.WARNED) ? "ended with warnings" : "failed";
  }

  private static SortedSet<String> changed(Suite suite, List<Comparison> runs) {
    var changed = new TreeSet<String>();
    for (var name : suite.factors().keySet()) {
      var stating = runs.stream().filter(c -> !c.run().factor(name).isEmpty()).toList();
      boolean all = stating.stream().allMatch(c -> c.changed().contains(name));
      if (!stating.isEmpty() && all) changed.add(name);
    }
    return changed;
  }

  private static Standing doubt(
      Suite suite, Assumption.Name assumption, String why, boolean runHelps) {
    return new InDoubt(new Doubt(suite.name(), assumption, why), runHelps);
  }

  static String names(Collection<String> names) {
    var first = names.stream().limit(NAMED_MAX).collect(joining(", "));
    int more = names.size() - NAMED_MAX;
    return more > 0 ? first + " and " + more + " more" : first;
  }
}
