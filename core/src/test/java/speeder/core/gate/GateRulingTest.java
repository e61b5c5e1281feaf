package speeder.core.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static speeder.core.gate.Runs.failed;
import static speeder.core.gate.Runs.passed;
import static speeder.core.gate.Runs.snapshot;
import static speeder.core.gate.Runs.suite;
import static speeder.core.gate.Runs.with;

import java.util.List;
import org.junit.jupiter.api.Test;
import speeder.core.evidence.Evidence;
import speeder.core.farm.GatePolicy.Unknown;
import speeder.core.gate.GateRuling.Open;
import speeder.core.gate.GateRuling.Shut;

class GateRulingTest {
  private static final String[] EXACT = {"core@1", "cite@2"};

  @Test
  void proof_opens_the_gate_whatever_the_policy() {
    var ruling = rule(Unknown.SHUT, List.of(suite("all")), passed("r1", "all", EXACT));
    assertEquals(new Open("Every suite (1) passed on exactly this.", false), ruling);
  }

  @Test
  void want_of_evidence_opens_it_only_by_policy_and_says_so() {
    var open = rule(Unknown.PASS, List.of(suite("all")));
    assertEquals(
        new Open("Unproven, and passed by policy: all: No run of it is known.", true), open);
    assertEquals(List.of("gate-unknown"), codes(rule(Unknown.SHUT, List.of(suite("all")))));
  }

  @Test
  void what_is_owed_shuts_it_even_where_the_unknown_passes() {
    var runtime = with(suite("cite", "core", "cite"), "runtime", "sha256:p1");
    var suites = List.of(runtime, suite("lint", "cite"));
    var unstated = passed("r1", "cite", EXACT);

    assertEquals(List.of("suite-owed"), codes(rule(Unknown.PASS, suites, unstated)));
    assertEquals(
        List.of("suite-owed", "gate-unknown"), codes(rule(Unknown.SHUT, suites, unstated)));
    var lint = passed("r2", "lint", "cite@2");
    assertTrue(
        rule(Unknown.PASS, suites, unstated, lint) instanceof Open(_, var byPolicy) && byPolicy);
  }

  @Test
  void a_known_failure_shuts_it_even_where_the_unknown_passes() {
    var runtime = with(suite("cite", "core", "cite"), "runtime", "sha256:p1");
    var suites = List.of(runtime, suite("lint", "cite"));

    var ruling =
        rule(Unknown.PASS, suites, passed("r1", "cite", EXACT), failed("r2", "lint", "cite@2"));
    assertEquals(List.of("suite-failed"), codes(ruling));
  }

  @Test
  void a_changed_factor_is_one_reason_for_all_suites() {
    var suites = List.of(with(suite("a"), "base", "b2"), with(suite("b"), "base", "b2"));
    var ruling =
        rule(
            Unknown.PASS,
            suites,
            with(passed("r1", "a", EXACT), "base", "b1"),
            with(passed("r2", "b", EXACT), "base", "b1"));
    assertEquals(List.of("gate-full"), codes(ruling));
    assertEquals("All 2 suites must run: base changed.", ruling.summary());
  }

  @Test
  void a_gate_without_suites_is_open_by_policy() {
    assertEquals(new Open("No suite is asked for.", true), rule(Unknown.SHUT, List.of()));
  }

  private static GateRuling rule(Unknown policy, List<Suite> suites, Evidence... evidence) {
    return GateRuling.of(Gate.ask(Question.of(snapshot(EXACT), suites), List.of(evidence)), policy);
  }

  private static List<String> codes(GateRuling ruling) {
    return ruling instanceof Shut(var reasons)
        ? reasons.stream().map(reason -> reason.code()).toList()
        : List.of("open");
  }
}
