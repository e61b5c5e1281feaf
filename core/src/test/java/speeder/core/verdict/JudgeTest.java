package speeder.core.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import speeder.core.verdict.Counts.Edge;
import speeder.core.verdict.Counts.Probes;
import speeder.core.verdict.Counts.Seen;
import speeder.core.verdict.Counts.Unseen;

class JudgeTest {
  private static final Policy POLICY = new Policy(0.05, 100);

  @ParameterizedTest(name = "{0} requests, {1} errors, {2} mismatches; {4} of {3} unmet: {5}")
  @CsvSource({
    // no traffic: the expectations decide
    "0,   0,   0, 3, 0, PASS",
    "0,   0,   0, 3, 1, FAIL",
    "0,   0,   0, 0, 0, UNKNOWN",
    // little traffic: its error share says nothing
    "99,  99,  0, 3, 0, PASS",
    "99,  99,  0, 0, 0, UNKNOWN",
    "99,  0,   0, 0, 0, UNKNOWN",
    "99,  0,   0, 3, 1, FAIL",
    // enough traffic: the share can speak against, and for
    "100, 5,   0, 3, 0, PASS",
    "100, 6,   0, 3, 0, FAIL",
    "100, 6,   0, 0, 0, FAIL",
    "100, 5,   0, 0, 0, PASS",
    "100, 0,   0, 3, 1, FAIL",
    // another release that answers is wrong, however few requests there were
    "1,   0,   1, 3, 0, FAIL",
    "100, 0,   1, 0, 0, FAIL",
  })
  void counts_decide(
      long requests, long errors, long mismatches, long asked, long unmet, String expected) {
    var verdict = judge(new Seen(requests, errors, mismatches), asked, unmet);

    assertEquals(expected, word(verdict), verdict.toString());
  }

  @ParameterizedTest(name = "{1} of {0} unmet: {2}")
  @CsvSource({"0, 0, BLIND", "3, 0, BLIND", "3, 1, FAIL"})
  void unseen_counters_are_never_a_pass(long asked, long unmet, String expected) {
    var verdict = judge(new Unseen("The edge was started anew."), asked, unmet);

    assertEquals(expected, word(verdict), verdict.toString());
  }

  @Test
  void a_policy_of_no_requests_is_not_met_by_silence() {
    var counts = new Counts(new Seen(0, 0, 0), Probes.NONE);

    assertEquals("UNKNOWN", word(Judge.judge(counts, new Policy(0, 0))));
  }

  @Test
  void reasons_come_in_one_order_and_carry_numbers() {
    var probes = new Probes(2, 4, 2, List.of("b: 500", "a: 404"));
    var counts = new Counts(new Seen(200, 30, 7), probes);

    assertEquals(
        new Verdict.Fail(
            List.of(
                "2 of 4 answers were not as expected.",
                "a: 404",
                "b: 500",
                "7 of 200 requests were answered by another release.",
                "30 of 200 requests were errors: 15.00 %, and 5.00 % are allowed."),
            counts),
        Judge.judge(counts, POLICY));
  }

  @Test
  void a_pass_says_how_much_was_seen_and_can_be_worked_out_again() {
    var counts = new Counts(new Seen(120, 1, 0), new Probes(2, 6, 0, List.of()));

    var verdict = Judge.judge(counts, POLICY);

    assertEquals(new Verdict.Pass(120, 6, counts), verdict);
    assertSame(counts, verdict.counts());
    assertEquals(verdict, Judge.judge(verdict.counts(), POLICY));
  }

  private static Verdict judge(Edge edge, long asked, long unmet) {
    return Judge.judge(new Counts(edge, new Probes(1, asked, unmet, List.of())), POLICY);
  }

  private static String word(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Pass _ -> "PASS";
      case Verdict.Fail _ -> "FAIL";
      case Verdict.Unknown _ -> "UNKNOWN";
      case Verdict.Blind _ -> "BLIND";
    };
  }
}
