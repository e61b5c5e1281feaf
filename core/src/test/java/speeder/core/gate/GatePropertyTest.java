package speeder.core.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import speeder.core.evidence.Evidence;
import speeder.core.evidence.Evidence.Outcome;
import speeder.core.gate.Answer.Covered;
import speeder.core.snapshot.Snapshot;

/// What holds for any evidence; each failure names its seed.
class GatePropertyTest {
  private static final int SEEDS = 2_000;
  private static final int SOURCES = 4;

  @Test
  void the_order_of_the_evidence_does_not_matter() {
    for (int seed = 0; seed < SEEDS; seed++) {
      var random = new Random(seed);
      var question = question(random);
      var evidence = evidence(random, question, 12);
      var answer = Gate.ask(question, evidence);
      for (int i = 0; i < 4; i++) {
        Collections.shuffle(evidence, random);
        assertEquals(answer, Gate.ask(question, evidence), "seed " + seed);
      }
    }
  }

  @Test
  void what_is_covered_stays_so_whatever_irrelevant_evidence_comes() {
    int covered = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      var random = new Random(seed);
      var question = question(random);
      var evidence = evidence(random, question, 12);
      if (!(Gate.ask(question, evidence) instanceof Covered)) continue;
      covered++;
      evidence.addAll(irrelevant(random, question));
      assertInstanceOf(Covered.class, Gate.ask(question, evidence), "seed " + seed);
    }
    assertTrue(covered > SEEDS / 20, "only " + covered + " were covered");
  }

  /// An oracle in its plainest words: each suite has one passed run that had every source it
  /// installs at the snapshot's commit and nothing that was not at it, and no such run failed.
  @Test
  void covered_means_one_whole_passed_run_for_each_suite() {
    for (int seed = 0; seed < SEEDS; seed++) {
      var random = new Random(seed);
      var question = question(random);
      var evidence = evidence(random, question, 12);
      boolean expected =
          question.suites().stream()
              .allMatch(suite ->
                  any(question, suite, evidence, Outcome.PASSED)
                      && !any(question, suite, evidence, Outcome.FAILED));
      assertEquals(expected, Gate.ask(question, evidence) instanceof Covered, "seed " + seed);
    }
  }

  private static boolean any(
      Question question, Suite suite, List<Evidence> evidence, Outcome outcome) {
    return evidence.stream()
        .filter(run -> run.suite().equals(suite.name()) && run.outcome() == outcome)
        .anyMatch(run ->
            isOn(question.snapshot(), run) && has(run).containsAll(suite.on(question.snapshot())));
  }

  private static boolean isOn(Snapshot snapshot, Evidence run) {
    return run.installed().stream()
        .allMatch(each ->
            snapshot
                .pick(each.source().orElseThrow())
                .filter(pick -> Optional.of(pick.commit()).equals(each.commit()))
                .isPresent());
  }

  private static Set<String> has(Evidence run) {
    var names = new TreeSet<String>();
    run.installed().forEach(each -> names.add(each.source().orElseThrow()));
    return names;
  }

  private static Question question(Random random) {
    var contents = new String[SOURCES];
    for (int i = 0; i < SOURCES; i++) contents[i] = "s" + i + "@" + random.nextInt(2);
    var suites = new ArrayList<Suite>();
    for (int i = 0; i <= random.nextInt(2); i++) {
      suites.add(
          random.nextBoolean() ? Runs.suite("t" + i) : Runs.suite("t" + i, "s0", "s" + (1 + i)));
    }
    return Question.of(Runs.snapshot(contents), suites);
  }

  private static List<Evidence> evidence(Random random, Question question, int count) {
    var evidence = new ArrayList<Evidence>();
    for (int i = 0; i < count; i++) {
      var outcome = random.nextInt(8) == 0 ? Outcome.FAILED : Outcome.PASSED;
      evidence.add(Runs.run("r" + i, "t" + random.nextInt(3), outcome, contents(random, question)));
    }
    return evidence;
  }

  /// Mostly the snapshot's own commits, some other ones, some sources left out.
  private static String[] contents(Random random, Question question) {
    var contents = new ArrayList<String>();
    for (int i = 0; i < SOURCES; i++) {
      var name = "s" + i;
      boolean isZero =
          question.snapshot().pick(name).orElseThrow().commit().equals(Runs.commit(name + "@0"));
      int number = isZero == (random.nextInt(8) > 0) ? 0 : 1;
      if (random.nextInt(6) > 0) contents.add(name + "@" + number);
    }
    if (contents.isEmpty()) contents.add("s0@9");
    return contents.toArray(String[]::new);
  }

  /// Runs of other suites, runs that failed at other commits, runs that only had a part, repeats.
  private static List<Evidence> irrelevant(Random random, Question question) {
    var more = new ArrayList<Evidence>();
    for (int i = 0; i < 6; i++) {
      more.add(Runs.run("x" + i, "other", Outcome.FAILED, contents(random, question)));
      more.add(Runs.failed("y" + i, "t" + random.nextInt(2), "s0@9", "s1@0", "s2@0", "s3@1"));
      more.add(Runs.passed("z" + i, "t" + random.nextInt(2), "s" + random.nextInt(4) + "@0"));
      more.add(Runs.failed("w" + i, "t" + random.nextInt(2), "s3@0"));
    }
    return more;
  }
}
