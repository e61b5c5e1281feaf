package speeder.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import speeder.edge.table.EdgeFiles;
import speeder.edge.table.Reply;

/// A power cut: the server, both edges and all containers are gone at once, while the window of the
/// newest release is open. What was served is served again, and nobody blames the release.
class MachineRestartedTest {
  @TempDir Path folder = Path.of("");

  @Test
  void what_was_served_is_served_again_and_stands_its_window() throws Exception {
    try (var farm = SmallFarm.serving(folder)) {
      var files = EdgeFiles.in(farm.data.resolve("edge"));
      Await.until("a second edge stands by", () -> who(files).standby() > 0);
      farm.site.say("lib two");
      var serving = farm.servesOtherThan(farm.lane().serving().orElseThrow());
      long before = farm.client().status().offset();
      cutPower(farm, who(files));
      farm.start();
      farm.atRest();

      assertEquals(Optional.of(serving), farm.lane().serving(), farm::told);
      assertEquals(Optional.empty(), farm.lane().hold(), farm::told);
      var facts = farm.facts(before + 1);
      assertFalse(facts.stream().anyMatch(it -> it.text().contains("FAIL")), farm::told);
      try (var load = Load.on(farm.edge(), SmallFarm.HOST, "/cgi-bin/page")) {
        load.goesOn(20);
        assertEquals(List.of(), load.bad(), "what people get afterwards");
      }
    }
  }

  private static void cutPower(SmallFarm farm, Reply.Who edge) throws Exception {
    farm.kill();
    for (long pid : List.of(edge.standby(), edge.pid())) kill(pid);
    for (long pid : containers(farm)) kill(pid);
  }

  private static void kill(long pid) throws Exception {
    var process = ProcessHandle.of(pid).orElseThrow();
    process.destroyForcibly();
    Await.until("process " + pid + " is gone", () -> !process.isAlive());
  }

  private static List<Long> containers(SmallFarm farm) throws Exception {
    var pids = new ArrayList<Long>();
    try (var slots = Files.newDirectoryStream(farm.data.resolve("cluster/slots"))) {
      for (var slot : slots) pid(slot.resolve("pid")).ifPresent(pids::add);
    }
    assertFalse(pids.isEmpty(), "containers to kill");
    return pids;
  }

  private static Optional<Long> pid(Path file) throws Exception {
    try {
      return Optional.of(Long.valueOf(Files.readString(file).strip()));
    } catch (NoSuchFileException halfMade) {
      return Optional.empty();
    }
  }

  private static Reply.Who who(EdgeFiles files) throws Exception {
    return (Reply.Who) Reply.read(Files.readAllBytes(files.state()), "state");
  }
}
