package speeder.offline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class GateTest {
  private static final String CORE = "1".repeat(40);
  private static final String CITE = "2".repeat(40);
  private static final String TREE = "3".repeat(40);
  private static final String SNAPSHOT =
      """
      {"sources": [{"name": "core", "commit": "%s", "tree": "%s"},
       {"name": "cite", "commit": "%s", "tree": "%s"}]}
      """
          .formatted(CORE, TREE, CITE, TREE);

  @TempDir Path folder;
  private Speeder speeder;
  private String snapshot = "";

  @BeforeEach
  void start() throws IOException {
    speeder = new Speeder(folder);
    snapshot = file("snapshot.json", SNAPSHOT);
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private Speeder.Ran gate(String... more) {
    var all = new ArrayList<>(List.of("gate", "--snapshot", snapshot, "--evidence"));
    all.addAll(List.of(more));
    return speeder.json(all.toArray(String[]::new));
  }

  private String results(String... rows) throws IOException {
    return file("results.jsonl", String.join("\n", rows) + "\n");
  }

  private static String run(String suite, String result, String... subjects) {
    return """
    {"_type":"https://in-toto.io/Statement/v1","subject":[%s],"predicateType":\
    "https://in-toto.io/attestation/test-result/v0.1","predicate":{"result":"%s",\
    "configuration":[{"name":"suite:%s","annotations":{"finishedOn":"2026-03-02T12:00:00Z"}}]}}\
    """
        .formatted(String.join(",", subjects), result, suite);
  }

  private static String at(String source, String commit) {
    return "{\"name\":\"%s\",\"digest\":{\"gitCommit\":\"%s\"}}".formatted(source, commit);
  }

  @Test
  void a_suite_that_passed_on_exactly_the_snapshot_covers_it() throws Exception {
    var answer =
        gate(results(run("unit", "PASSED", at("core", CORE), at("cite", CITE)))).ends(0).document();
    assertEquals("COVERED", answer.get("answer").asString());
    assertEquals("[\"unit\"]", answer.get("covered").toString());
    assertEquals("[]", answer.get("uncovered").toString());
    assertEquals("results.jsonl:1", answer.get("witnesses").get(0).get("run").asString());
    assertTrue(answer.get("run").isEmpty());
    assertEquals("NOT_CHECKED", assumption(answer, "AUTHENTIC"));
  }

  @Test
  void a_run_that_lacked_a_source_owes_its_suite() throws Exception {
    var whole = run("unit", "PASSED", at("core", CORE), at("cite", CITE));
    var part = run("api", "PASSED", at("core", CORE));
    var answer = gate(results(whole, part)).ends(1).says("--interactions").document();
    assertEquals("SELECTIVE", answer.get("answer").asString());
    assertEquals("[\"api\"]", answer.get("uncovered").toString());
    assertEquals("api", answer.get("run").get(0).get("suite").asString());
    assertTrue(answer.get("run").get(0).get("why").asString().contains("lacked cite"));
  }

  @Test
  void interactions_say_which_sources_a_suite_installs() throws Exception {
    var part = results(run("api", "PASSED", at("core", CORE)));
    var suites = file("suites.json", "{\"suites\": {\"api\": {\"installs\": [\"core\"]}}}");
    var answer = gate(part, "--interactions", suites).ends(0).document();
    assertEquals("COVERED", answer.get("answer").asString());
    assertEquals("FAILS", assumption(answer, "SCOPE"), "cite is in no suite");
  }

  @Test
  void another_runtime_everywhere_makes_everything_run() throws Exception {
    var old = run("api", "PASSED", at("core", CORE), at("cite", CITE));
    var row = old.replace("]}}", ",{\"name\":\"runtime\",\"uri\":\"php@8.2\"}]}}");
    var suites =
        file("s.json", "{\"suites\": {\"api\": {\"factors\": {\"runtime\": \"php@8.3\"}}}}");
    var answer = gate(results(row), "--interactions", suites).ends(1).document();
    assertEquals("FULL", answer.get("answer").asString());
    assertEquals("[\"runtime\"]", answer.get("changed").toString());
  }

  @Test
  void patches_and_age_count() throws Exception {
    var rows = results(run("unit", "PASSED", at("core", CORE), at("cite", CITE)));
    gate(rows, "--patches", "set-7").ends(1);
    gate(rows, "--not-before", "2026-03-02T12:00:00Z").ends(0);
    gate(rows, "--not-before", "2026-03-02T12:00:01Z").ends(1);
    gate(rows, "--not-before", "yesterday").ends(2).says("--not-before");
  }

  @Test
  void several_files_and_suites_may_be_named() throws Exception {
    var one = file("one.jsonl", run("unit", "PASSED", at("core", CORE), at("cite", CITE)));
    var two = file("two.jsonl", run("api", "FAILED", at("core", CORE), at("cite", CITE)));
    var all = gate(one, two).ends(1).document();
    assertTrue(all.get("run").get(0).get("failed").asBoolean(), all::toString);
    gate(one, two, "--suite", "unit").ends(0).says("results of suites that are not asked for: api");
  }

  @Test
  void without_a_result_nothing_is_known_and_without_a_suite_nothing_is_asked() throws Exception {
    var empty = file("empty.jsonl", "\n");
    var unknown = gate(empty, "--suite", "unit").ends(1).document();
    assertEquals("UNKNOWN", unknown.get("answer").asString());
    assertEquals("EVIDENCE", unknown.get("doubts").get(0).get("assumption").asString());
    gate(empty).ends(2).says("No suite is asked for");
  }

  @Test
  void a_suite_that_interactions_do_not_declare_is_told() throws Exception {
    var suites = file("s.json", "{\"suites\": {\"unit\": {}}}");
    gate(results(), "--interactions", suites, "--suite", "unti")
        .ends(2)
        .says("declares no suite unti. Did you mean unit?");
  }

  @Test
  void what_snapshot_prints_is_read_and_its_digest_checked() throws Exception {
    try (var farm = SmallFarm.in(folder)) {
      var printed = farm.speeder.json("snapshot", "--manifest", farm.manifest);
      snapshot = farm.keep("printed.json", printed);
      var core = at("core", farm.head(farm.core));
      var rows = results(run("unit", "PASSED", core, at("cite", farm.head(farm.cite))));
      var answer = gate(rows).ends(0).document();
      assertEquals(printed.document().get("snapshot"), answer.get("snapshot"));

      var changed = printed.out().replace(farm.head(farm.cite), CITE);
      snapshot = file("changed.json", changed);
      gate(rows)
          .ends(2)
          .says("changed.json:1:13: expected sha256:")
          .says("which these sources give");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "sources":  | "soruces":     | 1:2: expected one of the fields held, mix, restless, snapshot, sources, found "soruces": did you mean "sources"?
          111         | 1x1          | 1:41: expected 40 or 64 hex digits
          cite        | core         | 2:11: expected each source once, found "core".
          "tree": "3  | "at": "3     | 1:14: expected the field "tree", found only name, commit, at.
          [{          | {            | 2:2: expected JSON
          "name": "core", | "name": "core", "name": "core", | 1:31: expected each field once, found name.
          """)
  void what_is_wrong_with_a_snapshot_is_told_with_its_place(String good, String bad, String said)
      throws Exception {
    assertTrue(SNAPSHOT.contains(good), good);
    snapshot = file("wrong.json", SNAPSHOT.replaceFirst(java.util.regex.Pattern.quote(good), bad));
    gate(results()).ends(2).says("wrong.json:" + said);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                                        | 1:1: expected the field "suites", found no field.
          {"suites": {}}                            | 1:12: expected at least one suite, found none.
          {"suites": {"a": {"install": []}}}        | did you mean "installs"?
          {"suites": {"a": {"installs": []}}}       | 1:31: expected a source, or no field "installs"
          {"suites": {"a": {"installs": ["b","b"]}}} | 1:36: expected each source once, found "b".
          {"suites": {"a": {}, "a": {}}}            | 1:22: expected each field once, found a.
          """)
  void what_is_wrong_with_interactions_is_told_with_its_place(String text, String said)
      throws Exception {
    var suites = file("suites.json", text);
    gate(results(), "--interactions", suites).ends(2).says(said);
  }

  @Test
  void evidence_that_is_not_there_or_malformed_is_told_with_its_place() throws Exception {
    var good = run("unit", "PASSED", at("core", CORE), at("cite", CITE));
    gate(speeder.at("none.jsonl")).ends(2).says("There is no file").says("none.jsonl");
    gate(folder.toString()).ends(2).says("expected a file, found a folder");
    gate(results(good, good.replace("PASSED", "OK")))
        .ends(2)
        .says("results.jsonl:2:")
        .says("expected PASSED, WARNED or FAILED, found \"OK\"");
  }

  private static String assumption(JsonNode answer, String name) {
    for (var each : answer.get("assumptions")) {
      if (each.get("name").asString().equals(name)) return each.get("state").asString();
    }
    throw new AssertionError("no assumption " + name + " in " + answer);
  }
}
