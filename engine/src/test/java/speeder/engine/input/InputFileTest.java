package speeder.engine.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import speeder.engine.port.PortFailure;

class InputFileTest {
  @TempDir Path folder;

  private InputFile file(String text) throws Exception {
    var path = Files.writeString(folder.resolve("in.json"), text);
    return new InputFile(path, "recipe", "Write a recipe.");
  }

  private static PortFailure refused(InputFile file, InputFile.Reading<?> reading) {
    return assertThrows(PortFailure.class, () -> file.whole(reading));
  }

  @Test
  void a_whole_file_is_one_value() throws Exception {
    long three =
        file("{\n \"a\": [1, 2,\n 3]}\n")
            .whole(whole -> {
              var items = whole.members("an object").only(Set.of("a")).need("a").items("a list");
              return items.all().getLast().whole(0);
            });
    assertEquals(3, three);
  }

  @Test
  void a_value_knows_its_line_and_column() throws Exception {
    var why =
        refused(
            file("{\n \"a\": [1,\n  true]}"),
            whole -> {
              var items = whole.members("an object").need("a").items("a list");
              return items.all().getLast().text("a name");
            });
    assertEquals("bad-recipe", why.why().code());
    assertEquals("Write a recipe.", why.why().remedy());
    assertTrue(
        why.why().sentence().endsWith("in.json:3:3: expected a name, found true."),
        why.why().sentence());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"a": 1}{      | 1:9: expected one JSON value and nothing after it, found {.
          {"a": 1, "a":2} | 1:10: expected each field once, found a.
          {"a": }        | 1:7: expected JSON, found
          {"a": [1       | expected JSON, found
          {"b": 1}       | 1:2: expected one of the fields a, found "b": did you mean "a"?.
          {}             | 1:1: expected the field "a", found no field.
          {"a": -1}      | 1:7: expected a whole number from 0 on, found -1.
          {"a": 1.0}     | 1:7: expected a whole number from 0 on, found 1.0.
          {"a": 1e3}     | 1:7: expected a whole number from 0 on, found 1e3.
          {"a": 9999999999999999999} | 1:7: expected a whole number from 0 on
          {"a": null}    | 1:7: expected a whole number from 0 on, found null.
          """)
  void what_is_wrong_is_told_with_its_place(String text, String said) throws Exception {
    var why =
        refused(
            file(text), whole -> whole.members("an object").only(Set.of("a")).need("a").whole(0));
    assertTrue(why.why().sentence().contains(said), why.why().sentence());
  }

  @Test
  void shares_and_times_and_digests_are_checked() throws Exception {
    for (var wrong : List.of("1.01", "-0.1", "\"1%\"")) {
      assertTrue(refused(file(wrong), Located::share).why().sentence().contains("from 0 to 1"));
    }
    assertEquals(0.25, file("0.25").whole(Located::share));
    assertTrue(refused(file("\"noon\""), Located::time).why().sentence().contains("a time like"));
    assertTrue(refused(file("\"12\""), Located::objectId).why().sentence().contains("hex digits"));
    assertTrue(refused(file("\"sha1:12\""), Located::digest).why().sentence().contains("sha256:"));
  }

  @Test
  void lines_are_values_and_empty_ones_are_passed_over() throws Exception {
    var seen = new ArrayList<String>();
    file("1\n\n  \n[2]\n").lines((number, line) -> seen.add(number + " " + line.title()));
    assertEquals(List.of("1 1", "4 a list"), seen);
  }

  @Test
  void a_wrong_line_is_told_by_its_number() throws Exception {
    var file = file("1\n2\n{\"a\" 3}\n");
    var why = assertThrows(PortFailure.class, () -> file.lines((_, _) -> {}));
    assertTrue(why.why().sentence().contains("in.json:3:6: expected JSON"), why::toString);
  }

  @Test
  void what_cannot_be_read_is_told() throws Exception {
    var none = new InputFile(folder.resolve("none"), "recipe", "Write a recipe.");
    assertEquals("no-recipe-file", refused(none, whole -> whole).why().code());
    var inside = new InputFile(folder, "recipe", "Write a recipe.");
    assertTrue(refused(inside, whole -> whole).why().sentence().contains("found a folder"));
    var latin = folder.resolve("latin.json");
    Files.write(latin, "\"\u00e9\"".getBytes(StandardCharsets.ISO_8859_1));
    var binary = new InputFile(latin, "recipe", "Write a recipe.");
    assertTrue(refused(binary, whole -> whole).why().sentence().endsWith("expected UTF-8."));
    assertTrue(refused(file(""), whole -> whole).why().sentence().contains("found nothing"));
  }
}
