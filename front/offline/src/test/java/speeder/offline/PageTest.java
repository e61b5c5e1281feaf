package speeder.offline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The page about these commands. The guides are run in proof/acceptance.
class PageTest {
  private static final Path REFERENCE = Path.of("../../docs/reference/offline.md");
  private static final Pattern BLOCK = Pattern.compile("```\\n(.*?)```", Pattern.DOTALL);
  private static final String COMMAND =
      """
      #!/bin/sh
      exec "$JAVA" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 --enable-native-access=ALL-UNNAMED \
      -cp "$CLASSES" speeder.offline.Main "$@"
      """;
  private static final long SECONDS_MAX = 300;

  @TempDir Path folder;

  @Test
  void every_block_runs_in_an_empty_folder_as_it_is_written() throws Exception {
    var said = run(REFERENCE);
    assertTrue(said.contains("COVERED: Every suite (1) passed"), () -> said);
  }

  private String run(Path page) throws Exception {
    var said = folder.resolve("said");
    var work = Files.createDirectory(folder.resolve("work"));
    var bash = new ProcessBuilder("bash", "-euc", blocks(page));
    bash.environment().put("HOME", folder.toString());
    bash.environment().merge("PATH", command().toString(), (path, ours) -> ours + ":" + path);
    bash.environment().put("JAVA", System.getProperty("java.home") + "/bin/java");
    bash.environment().put("CLASSES", System.getProperty("java.class.path"));
    bash.environment().put("XDG_CACHE_HOME", folder.resolve("cache").toString());
    var process =
        bash.directory(work.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    try {
      assertTrue(process.waitFor(SECONDS_MAX, TimeUnit.SECONDS), () -> "too slow: " + read(said));
      assertEquals(0, process.exitValue(), () -> read(said));
    } finally {
      process.destroyForcibly();
    }
    return read(said);
  }

  /// A folder with the command, for what the pages call to call it, too.
  private Path command() throws IOException {
    var bin = Files.createDirectories(folder.resolve("bin"));
    var command = Files.writeString(bin.resolve("speeder"), COMMAND);
    Files.setPosixFilePermissions(command, PosixFilePermissions.fromString("rwx------"));
    return bin;
  }

  private static String blocks(Path page) throws IOException {
    return BLOCK
        .matcher(Files.readString(page))
        .results()
        .map((MatchResult it) -> it.group(1))
        .collect(Collectors.joining("\n"));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unread) {
      return unread.toString();
    }
  }
}
