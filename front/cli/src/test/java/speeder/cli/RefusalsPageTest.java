package speeder.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import speeder.api.ApiFailure;
import speeder.api.Command;
import speeder.api.Problem;
import speeder.engine.port.PortFailure;
import speeder.server.TestDesk;
import speeder.server.TestServer;

/// Refusals have one text, wherever they are read.
class RefusalsPageTest {
  private static final Path CHECKOUT = Path.of("..", "..");
  private static final Path PAGE = CHECKOUT.resolve("docs/reference/refusals.md");

  @TempDir Path data;
  private TestServer server;

  @BeforeEach
  void start() throws PortFailure, IOException {
    server = new TestServer(data, TestDesk.empty());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /// Run with `-Dgolden=write` to write the page anew.
  @Test
  void the_page_of_refusals_is_what_the_code_says() throws IOException {
    var page = RefusalsPage.text(Said.of(CHECKOUT));
    if ("write".equals(System.getProperty("golden"))) Files.writeString(PAGE, page);
    assertEquals(page, Files.readString(PAGE), "write it anew with -Dgolden=write");
  }

  /// What is refused, as a command of the API and on the command line.
  static Stream<Arguments> refused() {
    return Stream.of(
        arguments("no-such-lane", on("nowhere", Command.DEPLOY), "deploy", "nowhere"),
        arguments("lane-is-external", on("train", Command.DEPLOY), "deploy", "train"),
        arguments("not-held", on("pretrain", Command.LIFT), "lift", "pretrain"),
        arguments(
            "nothing-to-go-back-to", on("pretrain", Command.ROLLBACK), "rollback", "pretrain"),
        arguments("nothing-to-withdraw", on("pretrain", Command.WITHDRAW), "withdraw", "pretrain"),
        arguments("nothing-to-confirm", on("pretrain", Command.CONFIRM), "confirm", "pretrain"),
        arguments(
            "no-candidate-waits",
            on("pretrain", Command.WAIVE).because("so"),
            "waive",
            "pretrain",
            "--reason",
            "so"),
        arguments(
            "no-such-release",
            on("pretrain", Command.DEPLOY).withRelease("r-000000000000"),
            "deploy",
            "pretrain",
            "--release",
            "r-000000000000"),
        arguments(
            "no-such-control",
            Command.of("api", Command.PASS_CONTROL).with("control", "other").because("so"),
            "control",
            "pass",
            "other",
            "--reason",
            "so"),
        arguments(
            "autonomy-already",
            on("pretrain", Command.SET_AUTONOMY).with("level", "act").because("so"),
            "autonomy",
            "set",
            "pretrain",
            "act",
            "--reason",
            "so"),
        arguments(
            "no-such-target",
            Command.onTarget("api", Command.TAKE_OUT, "nowhere").because("so"),
            "take-out",
            "nowhere",
            "--reason",
            "so"),
        arguments(
            "reason-missing",
            on("pretrain", Command.HOLD).because(" "),
            "hold",
            "pretrain",
            "--reason",
            " "),
        arguments(
            "no-such-token",
            Command.of("api", Command.REVOKE_TOKEN).with("token", "t-0"),
            "token",
            "revoke",
            "t-0"),
        arguments(
            "bad-input",
            Command.of("api", Command.REVOKE_TOKEN).with("token", " "),
            "token",
            "revoke",
            " "));
  }

  private static Command on(String lane, String ask) {
    return Command.onLane("api", ask, lane);
  }

  private static Arguments arguments(String code, Command command, String... line) {
    return Arguments.of(code, command, List.of(line));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void api_and_command_line_say_the_same_as_the_page(
      String code, Command command, List<String> line) throws Exception {
    var api = assertThrows(ApiFailure.class, () -> server.client.command(command)).problem();
    assertEquals(code, api.code());

    var json = new ArrayList<>(line);
    json.add("--json");
    var document = ran(json).document(Problem.class);
    assertEquals(List.of(code, api.sentence(), api.remedy()), words(document));

    var people = ran(line).err();
    assertEquals("speeder: %s\n  %s (%s)\n".formatted(api.sentence(), api.remedy(), code), people);

    assertTrue(Said.of(CHECKOUT).stream().anyMatch(it -> fits(it, api)), api::toString);
  }

  private static List<String> words(Problem problem) {
    return List.of(problem.code(), problem.sentence(), problem.remedy());
  }

  private Ran ran(List<String> line) {
    Map<String, String> environment = new TreeMap<>(Map.of("SPEEDER_DATA", data.toString()));
    return Ran.speeder(server.desk, data, environment, line);
  }

  private static boolean fits(Said said, Problem problem) {
    return said.code().equals(problem.code())
        && fits(said.sentence(), problem.sentence())
        && fits(said.remedy(), problem.remedy());
  }

  private static boolean fits(String template, String text) {
    return Stream.of(template.split(Pattern.quote(" *or* ")))
        .map(one -> Pattern.quote(one).replace("…", "\\E.*\\Q"))
        .anyMatch(one -> Pattern.compile(one, Pattern.DOTALL).matcher(text).matches());
  }

  /// It has no words of its own for what was refused.
  @Test
  void the_page_shows_a_problems_sentence_remedy_and_code() throws IOException {
    try (var in = requireNonNull(getClass().getResourceAsStream("/speeder/web/api.js"))) {
      var script = new String(in.readAllBytes(), UTF_8);
      assertTrue(
          script.contains("super(`${problem.sentence} ${problem.remedy} (${problem.code})`)"),
          script);
      assertFalse(script.contains("switch"), script);
    }
  }
}
