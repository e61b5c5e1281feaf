package speeder.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which logs stay.
class LogFilesTest {
  @TempDir Path folder;

  @Test
  void what_lives_keeps_its_log_and_the_oldest_of_the_dead_goes() throws Exception {
    var logs = new LogFiles(folder);
    for (int age = 0; age < LogFiles.FILES_MAX; age++) {
      var file = Files.writeString(logs.of("c-" + age), "");
      Files.setLastModifiedTime(file, FileTime.fromMillis(1_000L * (LogFiles.FILES_MAX - age)));
    }
    var oldest = "c-" + (LogFiles.FILES_MAX - 1);
    logs.forgetOldest(oldest::equals);

    assertTrue(Files.exists(logs.of(oldest)), "the log of what lives");
    assertFalse(Files.exists(logs.of("c-" + (LogFiles.FILES_MAX - 2))), "the oldest of the dead");
    assertEquals(LogFiles.FILES_MAX - 1, Folders.in(folder).size());
  }
}
