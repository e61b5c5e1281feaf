package speeder.offline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgeTest {
  @TempDir Path folder;
  private Speeder speeder;

  @BeforeEach
  void start() {
    speeder = new Speeder(folder);
  }

  private String file(String name, String... lines) throws IOException {
    return Files.writeString(folder.resolve(name), String.join("\n", lines)).toString();
  }

  private Speeder.Ran judge(String... lines) throws IOException {
    return speeder.json("judge", "--observations", file("seen.jsonl", lines));
  }

  /// A line at a minute past noon; `'` stands for a quotation mark.
  private static String at(int minute, String rest) {
    return "{'at':'2026-03-02T12:%02d:00Z',%s}".formatted(minute, rest).replace('\'', '"');
  }

  @Test
  void counts_of_the_time_since_the_line_before_add_up_to_a_pass() throws Exception {
    var judged =
        judge(at(0, "'requests':600,'errors':2"), "", at(1, "'requests':640,'errors':3"))
            .ends(0)
            .document();
    assertEquals("PASS", judged.get("verdict").asString());
    assertEquals("2026-03-02T12:01:00Z", judged.get("decided_at").asString());
    assertEquals(1240, judged.get("counts").get("requests").asLong());
    assertEquals(5, judged.get("counts").get("errors").asLong());
    assertTrue(judged.get("reasons").get(0).asString().contains("1240 requests"));
  }

  @Test
  void the_first_fail_decides_whatever_comes_after_it() throws Exception {
    var judged =
        judge(
                at(0, "'requests':600,'errors':2"),
                at(1, "'requests':600,'errors':30"),
                at(2, "'requests':60000,'errors':0"))
            .ends(1)
            .document();
    assertEquals("FAIL", judged.get("verdict").asString());
    assertEquals("2026-03-02T12:01:00Z", judged.get("decided_at").asString());
    assertEquals(32, judged.get("counts").get("errors").asLong());
    assertEquals(2, judged.get("lines").asInt());
  }

  @Test
  void counters_begin_at_their_first_line() throws Exception {
    var judged =
        judge(
                at(0, "'process':'7','requests':90000,'errors':9000"),
                at(1, "'process':'7','requests':90200,'errors':9001"))
            .ends(0)
            .document();
    assertEquals(200, judged.get("counts").get("requests").asLong());
    assertEquals(1, judged.get("counts").get("errors").asLong());
  }

  @Test
  void counters_of_another_process_are_blind_until_they_have_a_beginning() throws Exception {
    var first = at(0, "'process':'7','requests':500,'errors':0");
    var second = at(1, "'process':'8','requests':10,'errors':0");
    var third = at(2, "'process':'8','requests':510,'errors':1");
    var blind = judge(first, second).ends(1).document();
    assertEquals("BLIND", blind.get("verdict").asString());
    assertTrue(blind.get("counts").get("requests").isNull());
    assertTrue(blind.get("counts").get("unseen").asString().contains("started anew"));
    var again = judge(first, second, third).ends(0).document();
    assertEquals(500, again.get("counts").get("requests").asLong());
  }

  @Test
  void counts_that_stop_while_probes_go_on_are_blind() throws Exception {
    var counted = at(0, "'requests':1000,'errors':0,'probes':[{'name':'GET /'}]");
    var stale = judge(counted, at(1, "'probes':[{'name':'GET /'}]")).ends(1).document();
    assertEquals("BLIND", stale.get("verdict").asString());
    var never = judge(at(1, "'probes':[{'name':'GET /'}]")).ends(1).document();
    assertEquals("BLIND", never.get("verdict").asString());
  }

  @Test
  void an_unmet_expectation_or_another_release_is_a_fail() throws Exception {
    var unmet = "'requests':0,'errors':0,'probes':[{'name':'GET /','failure':'status 500'}]";
    assertEquals("[\"GET /: status 500\"]", failures(judge(at(0, unmet))));
    var other =
        "'release':'r-2','requests':0,'errors':0,'probes':[{'name':'GET /','release':'r-1'}]";
    assertEquals("[\"GET /: release r-1 answered\"]", failures(judge(at(0, other))));
  }

  private static String failures(Speeder.Ran ran) {
    return ran.ends(1).document().get("counts").get("failures").toString();
  }

  @Test
  void expectations_alone_decide_where_no_request_came() throws Exception {
    judge(at(0, "'requests':0,'errors':0,'probes':[{'name':'GET /','milliseconds':12}]")).ends(0);
  }

  @Test
  void too_few_requests_say_nothing_unless_the_rules_say_so() throws Exception {
    var few = at(0, "'requests':10,'errors':0");
    assertEquals("UNKNOWN", judge(few).ends(1).document().get("verdict").asString());
    var seen = file("few.jsonl", few);
    var rules = file("rules.json", "{\"errorRequestsMin\": 5}");
    var judged = speeder.json("judge", "--observations", seen, "--rules", rules).ends(0).document();
    assertEquals("{\"errorShareMax\":0.01,\"errorRequestsMin\":5}", judged.get("rules").toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {'at':'2026-03-02T12:00:00Z'}                                       | 1:1: expected "requests", "probes" or both, found only at
          {'at':'noon','requests':1,'errors':0}                              | 1:7: expected a time like 2026-03-02T12:00:00Z, found "noon"
          {'requests':1,'errors':0}                                          | 1:1: expected the field "at"
          {'at':'2026-03-02T12:00:00Z','requests':1}                         | 1:1: expected the field "errors"
          {'at':'2026-03-02T12:00:00Z','errors':1}                           | 1:1: expected the field "requests"
          {'at':'2026-03-02T12:00:00Z','errors':1,'probes':[]}               | 1:1: expected the field "requests"
          {'at':'2026-03-02T12:00:00Z','requests':1.5,'errors':0}            | 1:41: expected a whole number from 0 on, found 1.5
          {'at':'2026-03-02T12:00:00Z','requests':-1,'errors':0}             | 1:41: expected a whole number from 0 on, found -1
          {'at':'2026-03-02T12:00:00Z','requests':1,'errors':2}              | 1:52: expected at most the 1 requests, found 2
          {'at':'2026-03-02T12:00:00Z','requests':1,'errors':0,'mismatches':2} | 1:67: expected at most the 1 requests, found 2
          {'at':'2026-03-02T12:00:00Z','requests':1,'requests':2,'errors':0} | 1:43: expected each field once, found requests
          {'at':'2026-03-02T12:00:00Z','request':1,'errors':2}               | did you mean "requests"?
          {'at':'2026-03-02T12:00:00Z','probes':[{'failure':'x'}]}           | 1:40: expected the field "name"
          {'at':'2026-03-02T12:00:00Z','probes':[{'name':'x','release':'r'}]} | 1:62: expected "release" of what is judged in the line too
          [1]                                                                | 1:1: expected an observation, an object, found a list
          {'at':                                                             | 1:
          nothing                                                            | 1:
          """)
  void what_is_wrong_with_a_line_is_told_with_its_place(String line, String said) throws Exception {
    judge(line.replace('\'', '"')).ends(2).says("seen.jsonl:1:").says(said);
  }

  @Test
  void lines_that_do_not_go_together_are_told() throws Exception {
    var first = at(5, "'requests':1,'errors':0");
    judge(first, at(4, "'requests':1,'errors':0")).ends(2).says("seen.jsonl:2:7: expected a time");
    judge(first, at(6, "'process':'7','requests':1,'errors':0"))
        .ends(2)
        .says("seen.jsonl:2:40: expected no \"process\", as in the lines before");
    judge(at(5, "'process':'7','requests':1,'errors':0"), at(6, "'requests':1,'errors':0"))
        .ends(2)
        .says("seen.jsonl:2:1: expected the field \"process\", as in the lines before");
    judge(first, at(6, "'release':'r-2','requests':1,'errors':0"))
        .ends(2)
        .says("seen.jsonl:2:40: expected no release, as in the line before, found \"r-2\"");
  }

  @Test
  void no_line_at_all_is_told() throws Exception {
    judge("").ends(2).says("expected an observation, found an empty file");
    speeder.json("judge", "--observations", speeder.at("none")).ends(2).says("There is no file");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {'errorShareMax': '1%'}   | 1:19: expected a share, a number from 0 to 1, found "1%"
          {'errorShareMax': 2}      | 1:19: expected a share, a number from 0 to 1, found 2
          {'errorRequestsMin': 0}   | 1:22: expected a whole number from 1 on, found 0
          {'errorShare': 0.5}       | did you mean "errorShareMax"?
          """)
  void what_is_wrong_with_rules_is_told_with_its_place(String text, String said) throws Exception {
    var seen = file("seen.jsonl", at(0, "'requests':10,'errors':0"));
    var file = file("rules.json", text.replace('\'', '"'));
    speeder.json("judge", "--observations", seen, "--rules", file).ends(2).says(said);
  }
}
