package speeder.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import speeder.engine.port.PortFailure;

/// What is said of processes that do not end.
class EndingTest {
  @TempDir Path folder;

  @Test
  void a_process_that_stays_although_killed_is_no_fault_of_the_disk() throws Exception {
    var process = new ProcessBuilder("sleep", "60").start();
    var group = Files.createDirectories(folder.resolve("cgroup/prefix/c-1"));
    Files.writeString(folder.resolve("cgroup/cgroup.controllers"), "");
    // A kernel would take it out of this file once it is dead.
    Files.writeString(group.resolve("cgroup.procs"), process.pid() + "\n");
    var ending =
        new Ending(
            Instance.at(folder.resolve("state")),
            new Cgroups(folder.resolve("cgroup"), "prefix"),
            Programs.ofThisMachine(),
            new NoEdge());

    var failure =
        assertThrows(
            PortFailure.class,
            () ->
                Locked.run(
                    folder.resolve("lock"), () -> end(ending, folder.resolve("state/slots/c-1"))));

    assertEquals("not-killed", failure.why().code());
    assertEquals(137, process.waitFor(), "it was killed");
  }

  private static void end(Ending ending, Path slot) throws java.io.IOException, PortFailure {
    try {
      ending.atOnce("c-1", slot);
    } catch (InterruptedException stopped) {
      throw new AssertionError(stopped);
    }
  }
}
