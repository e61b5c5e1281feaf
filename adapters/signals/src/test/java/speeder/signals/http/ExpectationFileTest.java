package speeder.signals.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import speeder.core.supervision.Expectation;
import speeder.engine.port.PortFailure;

class ExpectationFileTest {
  @Test
  void a_file_in_httpbbs_format_is_read_whole() {
    var yaml =
        """
        # comments are fine
        https://wiki.example.org:
        - path: /wiki
          assert_status: 301
          assert_headers:
            Location: https://wiki.example.org/wiki/Main_Page
        - path: /w/index.php?title=Main_Page&action=info
          assert_status: [200, 203]
          assert_body_contains: Information for "Main Page"
        - path: /style.css
          request_headers: {Accept-Encoding: "deflate, gzip"}
          assert_headers_absent:
          - Vary
          - Content-Encoding
          assert_headers_regex:
            Content-Type: ^text/css
        - path: /association
          assert_body_regex: >-
            (?s)"ids".*"exclude"\\s*:\\s*true

        http://jobs.example.org:8081:
          - path: /run
            method: post
            json_body: {type: refresh, tries: 3, urgent: true, tags: [a, 1.5, null]}
            assert_status: 500
          - path: /form
            method: POST
            form_body: {name: "A & B", page: 7}
        """;

    var parsed = ExpectationFile.parse("checks.yaml", yaml);

    assertEquals(List.of(), parsed.problems());
    var all = parsed.expectations();
    assertEquals(
        List.of(
            "GET https://wiki.example.org/wiki",
            "GET https://wiki.example.org/w/index.php?title=Main_Page&action=info",
            "GET https://wiki.example.org/style.css",
            "GET https://wiki.example.org/association",
            "POST http://jobs.example.org:8081/run",
            "POST http://jobs.example.org:8081/form"),
        all.stream().map(Expectation::name).toList());
    assertEquals(List.of(301), all.get(0).status());
    assertEquals(
        Map.of("Location", "https://wiki.example.org/wiki/Main_Page"), all.get(0).headersEqual());
    assertEquals(List.of(200, 203), all.get(1).status());
    assertEquals(List.of("Information for \"Main Page\""), all.get(1).bodyContains());
    assertEquals(Map.of("Accept-Encoding", "deflate, gzip"), all.get(2).headers());
    assertEquals(List.of("Vary", "Content-Encoding"), all.get(2).headersAbsent());
    assertEquals(Map.of("Content-Type", "^text/css"), all.get(2).headersMatch());
    assertEquals(List.of("(?s)\"ids\".*\"exclude\"\\s*:\\s*true"), all.get(3).bodyRegex());
    assertEquals(
        Optional.of("{\"type\":\"refresh\",\"tries\":3,\"urgent\":true,\"tags\":[\"a\",1.5,null]}"),
        all.get(4).body());
    assertEquals(Map.of("Content-Type", "application/json"), all.get(4).headers());
    assertEquals(Optional.of("name=A+%26+B&page=7"), all.get(5).body());
  }

  @Test
  void a_small_test_is_enough() {
    var parsed = ExpectationFile.parse("c", "https://one.example: [{path: /}]");

    var none = new TreeMap<String, String>();
    assertEquals(
        List.of(
            new Expectation(
                "https://one.example/",
                "GET",
                none,
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                none,
                none,
                List.of())),
        parsed.expectations());
  }

  @Test
  void an_empty_file_expects_nothing() {
    assertEquals(new Parsed(List.of(), List.of()), ExpectationFile.parse("c", "# nothing yet\n"));
  }

  @ParameterizedTest(name = "{3}")
  @CsvSource(
      delimiter = '|',
      value = {
        "https://h: [{path: /, assert_stats: 200}]   | 1 | 23 | but assert_stats",
        "https://h: [{assert_status: 200}]           | 1 | 13 | expected a path",
        "https://h: [{path: wiki}]                   | 1 | 20 | begins with /",
        "https://h: [{path: /, assert_status: 20}]   | 1 | 38 | a status from 100 to 599",
        "https://h: [{path: /, assert_status: '200'}]| 1 | 38 | a status from 100 to 599",
        "https://h: [{path: /, method: FETCH}]       | 1 | 31 | expected one of DELETE",
        "https://h: [{path: /, json_body: {}}]       | 1 | 13 | expected a method",
        "https://h: [{path: /, assert_body_regex: '['}]| 1 | 42 | a regular expression",
        "https://h: [{path: /, assert_headers: x}]   | 1 | 39 | names and values of headers",
        "https://h: [{path: /, request_headers: {'a b': x}}]| 1 | 41 | the name of a header",
        "https://h: [{path: /, path: /}]             | 1 | 23 | path only once",
        "https://h: {path: /}                        | 1 | 12 | a list of tests",
        "ftp://h: [{path: /}]                        | 1 | 1  | http:// or https://",
        "https://h/wiki: [{path: /}]                 | 1 | 1  | http:// or https://",
        "[1, 2]                                      | 1 | 1  | expected hosts",
        "https://h: [{path: /                        | 1 | 20 | expected YAML",
      })
  void what_is_wrong_is_said_with_its_place(String yaml, int line, int column, String words) {
    var problems = ExpectationFile.parse("checks.yaml", yaml).problems();

    assertTrue(!problems.isEmpty(), "no problem was found in " + yaml);
    var first = problems.getFirst();
    assertTrue(first.sentence().contains(words), first.toString());
    assertEquals(line, first.line(), first.toString());
    if (!words.equals("expected YAML")) assertEquals(column, first.column(), first.toString());
  }

  @Test
  void all_problems_are_said_at_once_and_nothing_is_read() {
    var yaml =
        """
        https://one.example:
        - path: x
        - path: /ok
        - paht: /y
        """;

    var parsed = ExpectationFile.parse("checks.yaml", yaml);

    assertEquals(List.of(), parsed.expectations());
    assertEquals(
        List.of("checks.yaml:2:9", "checks.yaml:4:3", "checks.yaml:4:3"),
        parsed.problems().stream()
            .map(it -> it.file() + ":" + it.line() + ":" + it.column())
            .toList());
  }

  @Test
  void several_files_are_read_in_order_and_the_first_bad_one_refused(@TempDir Path folder)
      throws Exception {
    var one = Files.writeString(folder.resolve("one.yaml"), "https://h: [{path: /1}]").toString();
    var two = Files.writeString(folder.resolve("two.yaml"), "https://h: [{path: /2}]").toString();
    var bad = Files.writeString(folder.resolve("bad.yaml"), "https://h:\n- paht: /3").toString();

    assertEquals(
        List.of("GET https://h/2", "GET https://h/1"),
        ExpectationFile.read(List.of(two, one)).stream().map(Expectation::name).toList());
    var refused = assertThrows(PortFailure.class, () -> ExpectationFile.read(List.of(one, bad)));
    assertEquals("bad-expectations", refused.why().code());
    assertTrue(refused.why().sentence().contains(bad + ":2:3"), refused.toString());
    var missing =
        assertThrows(PortFailure.class, () -> ExpectationFile.read(List.of("/nowhere.yaml")));
    assertEquals("no-expectations", missing.why().code());
  }
}
