package speeder.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import speeder.kit.postgres.Postgres;
import speeder.tidy.Checkout;

/// Every page that answers a question, as its reader has it: each block of commands, word for word,
/// against the demo's farm. A page finds the farm as the demo leaves it, and leaves nothing in
/// force, so the order does not matter; but the last one moves the farm to another store, and ends
/// it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class GuidesTest {
  /// Pages of the demo, and what is said, and stands in no command, where they work.
  static final List<Page> OF_THE_DEMO =
      List.of(
          new Page("docs/guides/stop.md", "by the hold file"),
          new Page("docs/guides/locks.md", "Holds pretrain: lock"),
          new Page("docs/guides/freezes.md", "freeze at lane pretrain"),
          new Page("docs/guides/how-often.md", "{\"sources\":[\"ext/Cite\"]}"),
          new Page("docs/guides/configuration.md", "configuration r-"),
          new Page("docs/guides/hands-free.md", "waits for a yes to go to canary"),
          new Page("docs/guides/who.md", "is carried out"),
          new Page("docs/guides/rollback.md", "was frozen, and is not served"),
          new Page("docs/guides/backup.md", "Restored entries"),
          new Page("docs/reference/cli.md", "pretrain serves"),
          new Page("docs/reference/api.md", "\nid: 1\n"));

  private static final String OF_NO_FARM = "docs/guides/bisect.md";
  private static final String OF_A_DATABASE = "docs/guides/several-servers.md";
  private static final int LAST = 9;

  @TempDir static Path home = Path.of("");

  /// @param says what is said where it works
  record Page(String file, String says) {}

  private Optional<DemoFarm> farm = Optional.empty();

  @BeforeAll
  void begin() throws Exception {
    assumeTrue(
        Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0), "SKIPPED: not root");
    farm = Optional.of(DemoFarm.in(home));
  }

  @AfterAll
  void end() throws Exception {
    if (farm.isPresent()) farm.get().close();
  }

  @ParameterizedTest
  @FieldSource("OF_THE_DEMO")
  @Order(1)
  void works_as_written(Page page) throws Exception {
    var demo = farm.orElseThrow();
    demo.asTold();
    var said = run(page.file, Map.of());
    assertTrue(said.contains(page.says), () -> page + " is not said:\n" + said);
    demo.hasNothingInForce(page.file);
  }

  @Test
  @Order(2)
  void bisecting_finds_the_commit_in_an_empty_folder() throws Exception {
    var said = run(OF_NO_FARM, Map.of());
    assertTrue(said.contains(": Change 4"), () -> said);
  }

  @Test
  @Order(LAST)
  void two_servers_take_over_the_demo_and_end_it() throws Exception {
    try (var postgres = Postgres.start()) {
      run(OF_A_DATABASE, Map.of("STORE", postgres.schema("speeder")));
    }
    assertFalse(Files.exists(farm.orElseThrow().data()), "the demo is still there");
  }

  @Test
  @Order(2)
  void no_guide_is_left_out() throws Exception {
    var run =
        Stream.concat(OF_THE_DEMO.stream().map(Page::file), Stream.of(OF_NO_FARM, OF_A_DATABASE));
    try (var guides = Files.list(Checkout.ROOT.resolve("docs/guides"))) {
      assertEquals(
          guides.map(it -> "docs/guides/" + it.getFileName()).collect(Collectors.toSet()),
          run.filter(it -> it.startsWith("docs/guides/")).collect(Collectors.toSet()));
    }
  }

  private static String run(String page, Map<String, String> more) throws Exception {
    var environment = new HashMap<>(more);
    environment.put("HOME", home.toString());
    var name = Path.of(page).getFileName().toString().replace(".md", "");
    long began = System.nanoTime();
    var said = new Guide(page).run(home.resolve(name), environment);
    System.out.printf("%s: %.1f s%n", page, (System.nanoTime() - began) / 1e9);
    return said;
  }
}
