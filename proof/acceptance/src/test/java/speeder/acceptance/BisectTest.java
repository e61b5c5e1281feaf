package speeder.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import speeder.api.Command;
import speeder.tidy.Checkout;

/// From a lane whose release failed to the commit that breaks, by the command that the lane's
/// status names.
class BisectTest {
  private static final int BEFORE = 4;
  private static final int AFTER = 3;

  @TempDir Path folder = Path.of("");

  @Test
  void the_command_that_status_names_finds_the_commit_of_a_release_that_failed() throws Exception {
    try (var farm = SmallFarm.serving(folder)) {
      farm.client().command(Command.onLane("hold", Command.HOLD, SmallFarm.LANE).because("a look"));
      for (int i = 0; i < BEFORE; i++) farm.site.say("lib " + i);
      var culprit = farm.site.breakPage();
      for (int i = 0; i < AFTER; i++) farm.site.say("later " + i);
      farm.client().command(Command.onLane("lift", Command.LIFT, SmallFarm.LANE));
      Await.until("a release failed: " + farm.told(), () -> farm.lane().failed().isPresent());
      farm.atRest();

      var failed = farm.lane().failed().orElseThrow();
      assertEquals(farm.lane().serving(), failed.good(), failed::toString);
      assertTrue(farm.cli("status").out().contains(failed.remedy()), failed::remedy);
      var found = bisect(farm, failed.remedy());
      assertTrue(found.startsWith("app " + culprit.hex() + ": Break the page"), found);
      assertTrue(found.contains("speeder bad app " + culprit.hex()), found);
    }
  }

  /// As a person would: what the remedy names, and how a mix is tried.
  private static String bisect(SmallFarm farm, String remedy) throws Exception {
    var named = remedy.substring(remedy.indexOf("speeder bisect"));
    var command = new ArrayList<String>(List.of(named.split(" ")));
    command.set(0, Checkout.ROOT.resolve("speeder").toString());
    command.addAll(List.of("--data", farm.data.toString(), "--cache", "cache"));
    command.addAll(List.of("--run", tries(farm.site.app.folder())));
    var said = farm.folder.resolve("bisect.said");
    var process =
        new ProcessBuilder(command)
            .directory(farm.folder.toFile())
            .redirectError(said.toFile())
            .start();
    var out = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertEquals(0, process.waitFor(), () -> out + read(said));
    return out;
  }

  /// Whether the page of a mix answers, by what git has of it.
  private static String tries(Path app) {
    return "commit=$(tr '{' '\\n' < \"$SPEEDER_MIX\" | grep '\"name\":\"app\"'"
        + " | sed 's/.*\"commit\":\"\\([0-9a-f]*\\)\".*/\\1/');"
        + " ! git -C %s show \"$commit:cgi-bin/page\" | grep -q broken".formatted(app);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unread) {
      return unread.toString();
    }
  }
}
