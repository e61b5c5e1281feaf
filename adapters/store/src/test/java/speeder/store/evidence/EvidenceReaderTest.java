package speeder.store.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import speeder.core.evidence.Evidence;
import speeder.core.evidence.Evidence.Outcome;
import speeder.core.evidence.Installed;
import speeder.core.source.ObjectId;
import speeder.engine.port.PortFailure;

class EvidenceReaderTest {
  private static final ObjectId ONE = new ObjectId("1".repeat(40));
  private static final ObjectId TWO = new ObjectId("2".repeat(40));

  private static final String WHOLE =
      """
      {"_type":"https://in-toto.io/Statement/v1","subject":[{"name":"core","digest":{"gitCommit":\
      "1111111111111111111111111111111111111111"}},{"name":"cite","digest":{"gitTree":\
      "2222222222222222222222222222222222222222","sha256":"aa"}}],\
      "predicateType":"https://in-toto.io/attestation/test-result/v0.1","predicate":{"result":\
      "PASSED","configuration":[{"name":"base","digest":{"sha256":"b1","sha512":"b2"}},\
      {"name":"suite:phpunit","digest":{"gitBlob":"c1"},"annotations":{"finishedOn":\
      "2026-03-02T12:00:00Z"}},{"name":"runtime","uri":"pkg:deb/php@8.3"}],\
      "url":"https://ci.example.org/7","passedTests":["a"],"later":{"field":[1,2.5,true,null]}}}\
      """;

  /// The example of the specification, on one line.
  private static final String SPECIFIED =
      """
      {"_type":"https://in-toto.io/Statement/v1","subject":[{"digest":{"gitCommit":\
      "d20ace7968ba43c0219f62d71334c1095bab1602"}}],"predicateType":\
      "https://in-toto.io/attestation/test-result/v0.1","predicate":{"result":"PASSED",\
      "configuration":[{"name":".github/workflows/ci.yml","digest":{"gitBlob":\
      "ebe4add40f63c3c98bc9b32ff1e736f04120b023"}}],"passedTests":[],"failedTests":[]}}\
      """;

  @TempDir private Path folder;

  @Test
  void a_statement_is_read_whole() throws Exception {
    var row = read(WHOLE).getFirst();

    assertEquals("results.jsonl:1", row.id());
    assertEquals("phpunit", row.suite());
    assertEquals(Outcome.PASSED, row.outcome());
    assertEquals(
        List.of(
            Installed.at("core", ONE),
            new Installed(Optional.of("cite"), Optional.empty(), Optional.of(TWO))),
        row.installed());
    assertEquals(
        Map.of(
            "base", Set.of("sha256:b1", "sha512:b2"),
            "runtime", Set.of("pkg:deb/php@8.3"),
            "suite", Set.of("gitBlob:c1")),
        row.factors());
    assertEquals(Optional.of(Instant.parse("2026-03-02T12:00:00Z")), row.finishedAt());
    assertEquals(Optional.of("https://ci.example.org/7"), row.url());
  }

  @Test
  void the_example_of_the_specification_is_read() throws Exception {
    var row = read("\n" + SPECIFIED + "\n\n").getFirst();
    assertEquals("results.jsonl:2", row.id());
    assertEquals(".github/workflows/ci.yml", row.suite());
    assertEquals(Optional.empty(), row.installed().getFirst().source());
    assertEquals(Optional.empty(), row.finishedAt());
  }

  @Test
  void rows_of_several_files_come_in_order() throws Exception {
    var one = Files.writeString(folder.resolve("one.jsonl"), WHOLE + "\n" + SPECIFIED + "\n");
    var two = Files.writeString(folder.resolve("two.jsonl"), SPECIFIED);
    var rows = new EvidenceReader().read(List.of(one, two));
    assertEquals(
        List.of("one.jsonl:1", "one.jsonl:2", "two.jsonl:1"),
        rows.stream().map(row -> row.id()).toList());
  }

  /// What is replaced in a good statement, by what, what stands at the column that is named, and
  /// what is said.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "PASSED"          | "passed"   | "passed"         | PASSED, WARNED or FAILED, found "passed"
          Statement/v1      | Note/v1    | "https://in-toto.io/Note | "https://in-toto.io/Statement/v1"
          test-result/v0.1  | provenance | "https://in-toto.io/att  | "https://in-toto.io/attestation/test
          "result":         | "ended":   | {"ended"         | the field "result", found only ended
          "gitCommit":      | "sha1":    | {"sha1"          | gitCommit, or gitTree of a subject
          "111111           | "11xx11    | "11xx11          | 40 or 64 hex digits, found "11xx11
          2026-03-02        | 2026-13-02 | "2026-13-02      | a time like 2026-03-02T12:00:00Z
          "configuration":[ | "configuration":7,"x":[ | 7,"x"  | a list of configurations, found 7
          "url"             | "result"   | "result":"https  | each field once, found result
          """)
  void what_is_wrong_is_said_with_line_and_column(
      String good, String wrong, String there, String said) throws Exception {
    var line = WHOLE.replace(good, wrong);
    int column = line.indexOf(there) + 1;
    var sentence = refused(SPECIFIED + "\n" + line);
    var expected = "%s:2:%d: expected %s".formatted(folder.resolve("results.jsonl"), column, said);
    assertEquals(expected, sentence.substring(0, Math.min(expected.length(), sentence.length())));
  }

  @Test
  void two_statements_on_a_line_or_one_on_many_are_refused() {
    assertTrue(
        refused(SPECIFIED + SPECIFIED).contains("expected one JSON value and nothing after it"));
    assertTrue(refused("{\n\"_type\": 1}").contains(":1:"), refused("{\n\"_type\": 1}"));
    assertTrue(refused("{\"_type\": [1,,2]}").contains("expected JSON, found Unexpected"));
    assertTrue(refused("[]").contains(":1:1: expected an in-toto statement, found a list"));
  }

  @Test
  void a_file_that_is_not_there_or_is_not_text_is_named() throws Exception {
    var none =
        assertThrows(
            PortFailure.class,
            () -> new EvidenceReader().read(List.of(folder.resolve("none.jsonl"))));
    assertEquals("no-evidence-file", none.why().code());
    var file =
        Files.write(
            folder.resolve("latin.jsonl"), "{\"\u00e9".getBytes(StandardCharsets.ISO_8859_1));
    var latin = assertThrows(PortFailure.class, () -> new EvidenceReader().read(List.of(file)));
    assertTrue(latin.why().sentence().endsWith("expected UTF-8."), latin.why().sentence());
  }

  private String refused(String text) {
    return assertThrows(PortFailure.class, () -> read(text)).why().sentence();
  }

  private List<Evidence> read(String text) throws Exception {
    var file = Files.writeString(folder.resolve("results.jsonl"), text);
    return new EvidenceReader().read(List.of(file));
  }
}
