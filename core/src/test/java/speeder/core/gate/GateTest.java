package speeder.core.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static speeder.core.gate.Runs.NOON;
import static speeder.core.gate.Runs.at;
import static speeder.core.gate.Runs.failed;
import static speeder.core.gate.Runs.passed;
import static speeder.core.gate.Runs.run;
import static speeder.core.gate.Runs.snapshot;
import static speeder.core.gate.Runs.suite;
import static speeder.core.gate.Runs.tree;
import static speeder.core.gate.Runs.with;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import speeder.core.evidence.Evidence;
import speeder.core.evidence.Evidence.Outcome;
import speeder.core.evidence.Installed;
import speeder.core.gate.Answer.Unknown;
import speeder.core.gate.Assumption.Name;
import speeder.core.gate.Assumption.State;
import speeder.core.snapshot.Snapshot;

class GateTest {
  private static final Snapshot ABC = snapshot("core@1", "cite@2", "echo@3");
  private static final Suite ALL = suite("all");
  private static final Suite CITE = suite("cite", "core", "cite");
  private static final Suite ECHO = suite("echo", "core", "echo");
  private static final String[] EXACT = {"core@1", "cite@2", "echo@3"};

  private static Arguments row(
      String what, List<Suite> suites, List<Evidence> evidence, String expected) {
    return Arguments.argumentSet(what, suites, evidence, expected);
  }

  static Stream<Arguments> table() {
    return Stream.of(
        row(
            "one run had everything",
            List.of(ALL),
            List.of(passed("r1", "all", EXACT)),
            "COVERED all=r1"),
        row(
            "each suite by a run of its own sources",
            List.of(CITE, ECHO),
            List.of(
                passed("r1", "cite", "core@1", "cite@2"), passed("r2", "echo", "core@1", "echo@3")),
            "COVERED cite=r1 echo=r2"),
        row(
            "a run that had more of the snapshot than its suite installs",
            List.of(CITE),
            List.of(passed("r1", "cite", EXACT)),
            "COVERED cite=r1"),
        row(
            "pairs of one suite never add up",
            List.of(ALL),
            List.of(
                passed("r1", "all", "core@1", "cite@2"),
                passed("r2", "all", "core@1", "echo@3"),
                passed("r3", "all", "cite@2", "echo@3")),
            "SELECTIVE run all: The nearest run, r1, lacked echo."),
        row(
            "one source at another commit",
            List.of(CITE, ECHO),
            List.of(
                passed("r1", "cite", "core@1", "cite@2"), passed("r2", "echo", "core@1", "echo@4")),
            "SELECTIVE cite=r1 run echo: The nearest run, r2, had other contents of echo."),
        row(
            "a run beside a source that the snapshot does not hold",
            List.of(CITE),
            List.of(passed("r1", "cite", "core@1", "cite@2", "math@9")),
            "SELECTIVE run cite: The nearest run, r1, had other contents of math."),
        row(
            "a suite that was never run beside one that was",
            List.of(CITE, ECHO),
            List.of(passed("r1", "cite", "core@1", "cite@2")),
            "SELECTIVE cite=r1 run echo: No run of it is known."),
        row(
            "a run that failed on these contents",
            List.of(ALL),
            List.of(failed("r1", "all", EXACT)),
            "SELECTIVE run all: It failed on exactly these contents (r1). FAILED"),
        row(
            "a run that failed on other contents",
            List.of(ALL),
            List.of(failed("r0", "all", "core@7", "cite@2", "echo@3"), passed("r1", "all", EXACT)),
            "COVERED all=r1"),
        row(
            "a run that ended with warnings",
            List.of(ALL),
            List.of(run("r1", "all", Outcome.WARNED, EXACT)),
            "SELECTIVE run all: The nearest run, r1, ended with warnings."),
        row(
            "a run that passed and failed on the same contents",
            List.of(ALL),
            List.of(failed("r1", "all", EXACT), passed("r2", "all", EXACT)),
            "UNKNOWN all DETERMINISTIC It both passed (r2) and failed (r1) on exactly these"
                + " contents."),
        row(
            "no evidence at all",
            List.of(CITE, ECHO),
            List.of(),
            "UNKNOWN cite EVIDENCE No run of it is known. echo EVIDENCE No run of it is known."
                + " run cite: No run of it is known. run echo: No run of it is known."),
        row(
            "evidence of other suites only",
            List.of(CITE),
            List.of(passed("r1", "lint", EXACT)),
            "UNKNOWN cite EVIDENCE No run of it is known. run cite: No run of it is known."),
        row(
            "a suite of a source that is not in the snapshot",
            List.of(suite("math", "core", "math")),
            List.of(passed("r1", "math", "core@1", "math@1")),
            "UNKNOWN math EXACT_CONTENTS It installs math, which the snapshot does not hold."),
        row("no suite", List.of(), List.of(passed("r1", "all", EXACT)), "COVERED"),
        row(
            "the same factors",
            List.of(with(ALL, "base", "sha256:b1")),
            List.of(with(passed("r1", "all", EXACT), "base", "sha256:b1")),
            "COVERED all=r1"),
        row(
            "a factor that changed for every suite",
            List.of(with(CITE, "base", "sha256:b2"), with(ECHO, "base", "sha256:b2")),
            List.of(
                with(passed("r1", "cite", "core@1", "cite@2"), "base", "sha256:b1"),
                with(passed("r2", "echo", "core@1", "echo@3"), "base", "sha256:b1")),
            "FULL base run cite: The nearest run, r1, had another base."
                + " run echo: The nearest run, r2, had another base."),
        row(
            "a factor that changed for one suite",
            List.of(with(CITE, "base", "sha256:b2"), with(ECHO, "base", "sha256:b2")),
            List.of(
                with(passed("r1", "cite", "core@1", "cite@2"), "base", "sha256:b1"),
                with(passed("r2", "echo", "core@1", "echo@3"), "base", "sha256:b2")),
            "SELECTIVE echo=r2 run cite: The nearest run, r1, had another base."),
        row(
            "a factor that the only run does not say",
            List.of(with(ALL, "runtime", "sha256:p1")),
            List.of(passed("r1", "all", EXACT)),
            "UNKNOWN all SAME_DEFINITION r1 passed on these contents and does not say its runtime."
                + " run all: r1 passed on these contents and does not say its runtime."),
        row(
            "a run with patches, for the public contents",
            List.of(ALL),
            List.of(with(passed("r1", "all", EXACT), "patches", "p7")),
            "SELECTIVE run all: The nearest run, r1, had another patches."));
  }

  @ParameterizedTest
  @MethodSource("table")
  void the_answer_is_the_one_in_the_table(
      List<Suite> suites, List<Evidence> evidence, String expected) {
    assertEquals(expected, describe(Gate.ask(Question.of(ABC, suites), evidence)));
  }

  @Test
  void another_commit_with_the_same_tree_is_the_same_contents() {
    var run =
        new Evidence(
            "r1",
            "cite",
            Outcome.PASSED,
            List.of(
                Installed.at("core", Runs.commit("core@1")),
                new Installed(
                    Optional.of("cite"),
                    Optional.of(Runs.commit("cite@12")),
                    Optional.of(tree("cite@2")))),
            new TreeMap<>(),
            Optional.of(NOON),
            Optional.empty());
    assertEquals(
        "COVERED cite=r1", describe(Gate.ask(Question.of(ABC, List.of(CITE)), List.of(run))));
  }

  @Test
  void a_run_that_does_not_name_its_sources_is_known_by_their_commits() {
    var installed =
        Stream.of(EXACT)
            .map(each ->
                new Installed(Optional.empty(), Optional.of(Runs.commit(each)), Optional.empty()))
            .toList();
    SortedMap<String, SortedSet<String>> none = new TreeMap<>();
    var run =
        new Evidence(
            "r1", "all", Outcome.PASSED, installed, none, Optional.empty(), Optional.empty());
    assertEquals(
        "COVERED all=r1", describe(Gate.ask(Question.of(ABC, List.of(ALL)), List.of(run))));
  }

  @Test
  void with_patches_only_runs_with_these_patches_count() {
    var question = new Question(ABC, List.of(ALL), Optional.of("p7"), Optional.empty());
    var bare = passed("r1", "all", EXACT);

    assertEquals(
        "SELECTIVE run all: The nearest run, r1, had another patches.",
        describe(Gate.ask(question, List.of(bare))));
    assertEquals(
        "COVERED all=r2",
        describe(
            Gate.ask(question, List.of(bare, with(passed("r2", "all", EXACT), "patches", "p7")))));
  }

  @Test
  void evidence_that_is_too_old_or_undated_proves_nothing_where_age_matters() {
    var question = new Question(ABC, List.of(ALL), Optional.empty(), Optional.of(NOON));
    var old = at(passed("r1", "all", EXACT), Optional.of(NOON.minusNanos(1)));
    var undated = at(passed("r2", "all", EXACT), Optional.empty());

    assertEquals(
        "SELECTIVE run all: The nearest run, r1, is too old.",
        describe(Gate.ask(question, List.of(old))));
    assertTrue(
        describe(Gate.ask(question, List.of(old, undated))).startsWith("UNKNOWN all CURRENT"));
    assertEquals(
        "COVERED all=r3",
        describe(Gate.ask(question, List.of(old, undated, passed("r3", "all", EXACT)))));
  }

  @Test
  void every_answer_says_all_it_rests_on() {
    var answer = Gate.ask(Question.of(ABC, List.of(CITE)), List.of());
    assertEquals(
        List.of(Name.values()), answer.assumptions().stream().map(Assumption::name).toList());
    assertEquals(State.FAILS, state(answer, Name.EVIDENCE));
    assertEquals(State.NOT_CHECKED, state(answer, Name.AUTHENTIC));
    assertEquals(State.FAILS, state(answer, Name.SCOPE), "echo is in no suite");
  }

  @Test
  void the_newest_witness_is_named() {
    var older = at(passed("a", "all", EXACT), Optional.of(NOON.minusSeconds(5)));
    assertEquals(
        "COVERED all=b",
        describe(
            Gate.ask(Question.of(ABC, List.of(ALL)), List.of(older, passed("b", "all", EXACT)))));
  }

  @Test
  void pairs_show_what_no_run_had_together() {
    var pairs =
        Pairs.of(
            ABC,
            List.of(
                passed("r1", "all", "core@1", "cite@2"),
                passed("r2", "all", "core@1", "echo@4"),
                failed("r3", "all", "cite@2", "echo@3")));
    assertEquals(1, pairs.witnessed());
    assertEquals(3, pairs.all());
    assertEquals(
        List.of(new Pairs.Pair("cite", "echo"), new Pairs.Pair("core", "echo")),
        pairs.unseen().stream().map(GateTest::sorted).sorted(GateTest::byName).toList());
  }

  private static Pairs.Pair sorted(Pairs.Pair pair) {
    var both = new TreeSet<>(List.of(pair.one(), pair.other()));
    return new Pairs.Pair(both.first(), both.last());
  }

  private static int byName(Pairs.Pair one, Pairs.Pair other) {
    return one.one().compareTo(other.one());
  }

  private static State state(Answer answer, Name name) {
    return answer.assumptions().stream()
        .filter(each -> each.name() == name)
        .findFirst()
        .orElseThrow()
        .state();
  }

  /// The answer in a line: its kind, its witnesses, what is to run.
  static String describe(Answer answer) {
    var text = new StringBuilder(answer.getClass().getSimpleName().toUpperCase(Locale.ROOT));
    answer.witnesses().forEach(w -> text.append(" %s=%s".formatted(w.suite(), w.run().id())));
    if (answer instanceof Answer.Full full)
      text.append(' ').append(String.join(",", full.changed()));
    if (answer instanceof Unknown unknown) {
      unknown
          .doubts()
          .forEach(d -> text.append(" %s %s %s".formatted(d.suite(), d.assumption(), d.why())));
    }
    for (var owed : answer.run()) {
      text.append(" run %s: %s".formatted(owed.suite(), owed.why()));
      if (owed.failed()) text.append(" FAILED");
    }
    return text.toString();
  }
}
