package speeder.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import speeder.api.Event;
import speeder.demo.Browser;

/// A merged commit is served, by itself.
class WayOfACommitTest {
  /// The aim: what a merged commit is to take until main serves it.
  private static final Duration STATED = Duration.ofSeconds(3);

  @TempDir Path folder = Path.of("");

  @Test
  void a_merged_commit_is_served_through_debug_canary_and_main() throws Exception {
    try (var farm = SmallFarm.serving(folder);
        var browser = new Browser(farm.edge(), SmallFarm.HOST)) {
      var before = farm.lane().serving().orElseThrow();
      assertEquals("config one\nlib one\napp one\n", browser.get("/cgi-bin/page").body());
      long from = farm.client().status().offset() + 1;
      var committed = Instant.now();
      farm.site.say("lib two");
      var release = farm.servesOtherThan(before);
      farm.atRest();
      var facts = farm.facts(from);
      Stations.of(committed, facts).print("a merged commit, from git to main");
      assertStages(facts);
      var answer = browser.get("/cgi-bin/page");
      assertEquals("config one\nlib two\napp one\n", answer.body(), "what main serves");
      assertEquals(release, answer.release(), "who says it served");
      var took = Duration.between(committed, Stations.of(committed, facts).served());
      assertTrue(
          took.compareTo(STATED.multipliedBy(10)) < 0, "stated " + STATED + ", came " + took);
    }
  }

  private static void assertStages(List<Event> facts) {
    var exposed =
        facts.stream()
            .filter(it -> it.kind().equals("route.pointed"))
            .map(it -> it.body().json())
            .toList();
    assertEquals(3, exposed.size(), "tables of debug, canary and main: " + exposed);
  }
}
