package speeder.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import speeder.tidy.Checkout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The main job, for real: MediaWiki, its story of commits, and the rollback.
class DemoTest {
  private static final int MINUTES_MAX = 15;
  private static final List<String> SECONDS =
      List.of("snapshot", "image", "gate", "prepare", "expose", "judge");

  /// What a merged commit is to take until main serves it.
  private static final double AIM_SECONDS = 3;

  /// What going back is to take until it is steady: where containers stand, and where none do.
  private static final double BACK_BY_ROUTE_SECONDS = 1;

  private static final double BACK_BY_START_SECONDS = 3;

  @TempDir Path folder = Path.of("");

  @Test
  void the_demo_proves_itself_and_leaves_nothing() throws Exception {
    var out = folder.resolve("out");
    var err = folder.resolve("err");
    var data = folder.resolve("demo");
    int code = demo(data, out, err);
    System.out.println(Files.readString(err));
    assertEquals(0, code, () -> "the demo's exit code; it said above what it did");
    var said = JsonMapper.shared().readTree(Files.readString(out));
    for (var field : List.of("url", "tenant", "snapshot", "release", "seconds", "served")) {
      assertTrue(said.has(field), field + " is missing: " + said);
    }
    for (var station : SECONDS) assertTrue(said.at("/seconds/" + station).isNumber(), station);
    assertTrue(said.at("/rollouts").size() > 5, "rollouts: " + said.at("/rollouts"));
    assertUnnoticed(said.at("/load"));
    double total = said.at("/seconds/total").asDouble();
    System.out.printf("Merged commit to served: %.2f s, the aim is %.0f%n", total, AIM_SECONDS);
    assertTrue(total < 10 * AIM_SECONDS, "ten times the aim: " + total);
    assertWithin(said.at("/previous"), BACK_BY_ROUTE_SECONDS);
    assertWithin(said.at("/rollback"), BACK_BY_START_SECONDS);
    assertEquals(
        List.of(), Leftovers.of(data, data.resolve("server")), "what the demo leaves behind");
  }

  private static void assertWithin(JsonNode rollback, double stated) {
    double took = rollback.at("/seconds").asDouble();
    System.out.printf("Back to %s: %.2f s, stated %.0f%n", rollback.at("/release"), took, stated);
    assertTrue(took < 10 * stated, "ten times what is stated: " + rollback);
  }

  private static void assertUnnoticed(JsonNode load) {
    assertTrue(load.at("/requests").asInt() > 500, "the load: " + load);
    for (var trouble : List.of("errors", "dropped", "wrong")) {
      assertEquals(0, load.at("/" + trouble).asInt(), trouble + " in " + load);
    }
  }

  private static int demo(Path data, Path out, Path err) throws Exception {
    var command = List.of("./speeder", "demo", "--once", "--json", "--data", data.toString());
    var process =
        new ProcessBuilder(command)
            .directory(Checkout.ROOT.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    if (process.waitFor(MINUTES_MAX, TimeUnit.MINUTES)) return process.exitValue();
    process.destroy();
    throw new AssertionError("the demo did not end: " + Files.readString(err));
  }
}
