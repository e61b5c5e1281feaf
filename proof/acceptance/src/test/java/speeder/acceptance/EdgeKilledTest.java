package speeder.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import speeder.demo.Browser;
import speeder.edge.table.EdgeFiles;
import speeder.edge.table.Reply;

/// The edge dies while the server is down: its second takes over with the same table.
class EdgeKilledTest {
  @TempDir Path folder = Path.of("");

  @Test
  void the_second_takes_over_and_no_post_is_sent_twice() throws Exception {
    try (var farm = SmallFarm.serving(folder)) {
      var serving = farm.lane().serving().orElseThrow();
      var files = EdgeFiles.in(farm.data.resolve("edge"));
      Await.until("a second edge stands by", () -> who(files).standby() > 0);
      var before = who(files);
      farm.kill();
      try (var load = Load.on(edge(before), SmallFarm.HOST, "/cgi-bin/page");
          var posts = new Posts(edge(before))) {
        load.goesOn(40);
        assertTrue(ProcessHandle.of(before.pid()).orElseThrow().destroyForcibly(), "killed");
        Await.until("the second says that it serves", () -> who(files).pid() == before.standby());
        load.goesOn(100);
        report(load.bad().size(), load.seen().size());
        assertTrue(load.bad().size() <= 10, "lost: " + load.bad());
        assertEquals(List.of(serving), releases(load), "who answered, before and after");
        posts.assertOnce(farm.folder.resolve("posts/came"));
      }
      assertEquals(before.listen(), who(files).listen(), "where it serves");
      farm.start();
      assertEquals(serving, farm.atRest().serving().orElseThrow(), "what the server finds");
    }
  }

  private static Reply.Who who(EdgeFiles files) throws Exception {
    return (Reply.Who) Reply.read(Files.readAllBytes(files.state()), "state");
  }

  private static java.net.URI edge(Reply.Who who) {
    return java.net.URI.create("http://" + who.listen());
  }

  private static List<String> releases(Load load) {
    return load.seen().stream()
        .filter(it -> it.trouble().isEmpty())
        .map(Load.Seen::release)
        .distinct()
        .toList();
  }

  private static void report(int lost, int all) {
    System.out.printf("Edge killed under load: %d of %d requests lost in flight%n", lost, all);
  }

  /// Posts one after another, each with a number of its own.
  private static final class Posts implements AutoCloseable {
    private final AtomicBoolean over = new AtomicBoolean();
    private final Thread thread;

    Posts(java.net.URI edge) {
      this.thread = Thread.ofPlatform().start(() -> post(edge));
    }

    private void post(java.net.URI edge) {
      for (int number = 1; !over.get(); number++) {
        try (var browser = new Browser(edge, SmallFarm.HOST)) {
          browser.ask("POST", "/cgi-bin/post?n" + number, Map.of());
        } catch (IOException lost) {
          // A post that was lost on the way is not sent again by anyone.
        }
      }
    }

    void assertOnce(Path came) throws Exception {
      close();
      var lines = Files.readAllLines(came);
      assertTrue(lines.size() > 10, "posts that came: " + lines.size());
      assertEquals(lines.size(), new HashSet<>(lines).size(), "posts that came twice: " + lines);
    }

    @Override
    public void close() throws InterruptedException {
      over.set(true);
      thread.join();
    }
  }
}
