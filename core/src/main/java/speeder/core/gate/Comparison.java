package speeder.core.gate;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import speeder.core.evidence.Evidence;
import speeder.core.evidence.Evidence.Outcome;
import speeder.core.evidence.Installed;
import speeder.core.snapshot.Pick;

/// How one run differs from a run of its suite on the snapshot.
///
/// @param lacking sources that the suite installs and the run did not have
/// @param other what the run had at other contents than the snapshot, or beside it
/// @param changed factors of other values, `patches` among them
/// @param unstated factors that the run does not say
record Comparison(
    Evidence run,
    SortedSet<String> lacking,
    SortedSet<String> other,
    SortedSet<String> changed,
    SortedSet<String> unstated,
    Age age) {
  enum Age {
    CURRENT,
    TOO_OLD,
    UNDATED
  }

  /// The nearest first: fewest differences, then newest.
  static final Comparator<Comparison> NEAREST =
      Comparator.comparingInt((Comparison each) -> each.lacking.size() + each.other.size())
          .thenComparingInt(each -> each.changed.size() + each.unstated.size())
          .thenComparing(Comparison::run);

  static Comparison of(Evidence run, Suite suite, Question question, Map<String, Pick> picks) {
    var present = new TreeSet<String>();
    var other = new TreeSet<String>();
    for (var installed : run.installed()) {
      pick(installed, picks)
          .filter(installed::isAt)
          .ifPresentOrElse(pick -> present.add(pick.source()), () -> other.add(installed.title()));
    }
    var lacking = new TreeSet<>(suite.on(question.snapshot()));
    lacking.removeAll(present);
    lacking.removeAll(other);
    return new Comparison(
        run,
        lacking,
        other,
        changed(run, suite, question),
        unstated(run, suite),
        age(run, question));
  }

  /// Whether the run had exactly what the snapshot holds: all that its suite installs, and nothing
  /// else.
  boolean sameContents() {
    return lacking.isEmpty() && other.isEmpty() && !changed.contains(Evidence.PATCHES);
  }

  /// Whether it is a run on the snapshot, dated well enough, of the same definition.
  boolean isExact() {
    return sameContents() && changed.isEmpty() && unstated.isEmpty() && age == Age.CURRENT;
  }

  /// Whether all that is known of it fits, and something is not known.
  boolean mayBeExact() {
    return sameContents() && changed.isEmpty() && age != Age.TOO_OLD;
  }

  boolean ended(Outcome outcome) {
    return run.outcome() == outcome;
  }

  private static Optional<Pick> pick(Installed installed, Map<String, Pick> picks) {
    if (installed.source().isPresent()) {
      return Optional.ofNullable(picks.get(installed.source().get()));
    }
    return picks.values().stream().filter(installed::isAt).findFirst();
  }

  private static SortedSet<String> changed(Evidence run, Suite suite, Question question) {
    var changed = new TreeSet<String>();
    suite
        .factors()
        .forEach((name, value) -> {
          var stated = run.factor(name);
          if (!stated.isEmpty() && !stated.contains(value)) changed.add(name);
        });
    Set<String> patches = run.factor(Evidence.PATCHES);
    boolean samePatches = question.patches().map(patches::contains).orElse(patches.isEmpty());
    if (!samePatches) changed.add(Evidence.PATCHES);
    return changed;
  }

  private static SortedSet<String> unstated(Evidence run, Suite suite) {
    var unstated = new TreeSet<>(suite.factors().keySet());
    unstated.removeIf(name -> !run.factor(name).isEmpty());
    return unstated;
  }

  private static Age age(Evidence run, Question question) {
    if (question.notBefore().isEmpty()) return Age.CURRENT;
    var oldest = question.notBefore().get();
    return run.finishedAt()
        .map(at -> at.isBefore(oldest) ? Age.TOO_OLD : Age.CURRENT)
        .orElse(Age.UNDATED);
  }
}
