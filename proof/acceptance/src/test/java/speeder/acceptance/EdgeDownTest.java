package speeder.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import speeder.edge.table.EdgeFiles;
import speeder.edge.table.Reply;

/// Both processes of the edge die at once while the server is up: it says so and starts another,
/// which serves the same at the same place.
class EdgeDownTest {
  private static final int CLIENTS = 10;

  @TempDir Path folder = Path.of("");

  @Test
  void both_are_killed_and_it_serves_again() throws Exception {
    try (var farm = SmallFarm.serving(folder)) {
      var serving = farm.lane().serving().orElseThrow();
      var files = EdgeFiles.in(farm.data.resolve("edge"));
      Await.until("a second edge stands by", () -> who(files).standby() > 0);
      var before = who(files);
      try (var load =
          Load.on(URI.create("http://" + before.listen()), SmallFarm.HOST, "/cgi-bin/page")) {
        load.goesOn(40);
        kill(before.standby());
        kill(before.pid());
        Await.until("it is said to be down", () -> isTold(farm, "route.silent"));
        Await.until("another serves", () -> who(files).pid() != before.pid());
        Await.until("it is said to be up", () -> !farm.client().status().edge().down());
        load.goesOn(CLIENTS);
        load.goesOn(40);
        var seen = load.seen();
        var after = seen.subList(seen.size() - 40, seen.size());
        System.out.printf(
            "Both edges killed under load: %d of %d requests lost%n",
            load.bad().size(), seen.size());
        assertTrue(after.stream().allMatch(Load.Seen::isGood), "after it: " + after);
        assertEquals(
            List.of(serving), after.stream().map(Load.Seen::release).distinct().toList(), "who");
      }
      assertEquals(before.listen(), who(files).listen(), "where it serves");
      assertEquals("ok", farm.client().health().status());
    }
  }

  private static boolean isTold(SmallFarm farm, String kind) throws Exception {
    return farm.facts(1).stream().anyMatch(it -> it.kind().equals(kind));
  }

  private static void kill(long pid) {
    assertTrue(ProcessHandle.of(pid).orElseThrow().destroyForcibly(), "killed " + pid);
  }

  private static Reply.Who who(EdgeFiles files) throws Exception {
    return (Reply.Who) Reply.read(Files.readAllBytes(files.state()), "state");
  }
}
