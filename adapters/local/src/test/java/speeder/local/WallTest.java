package speeder.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The rules against containers, with a program in iptables' place that keeps them in a file: it
/// puts in what it is told, as often as it is told.
class WallTest {
  private static final String PROGRAM =
      """
      #!/bin/sh
      # iptables -w VERB INPUT RULE...
      cd "$(dirname "$0")"
      verb=$2
      shift 3
      case $verb in
        -C) grep -qxF -- "$*" rules ;;
        -I) echo "$*" >>rules ;;
        -D) sed -i "$(grep -nxF -m1 -- "$*" rules | cut -d: -f1)d" rules ;;
      esac
      """;

  @TempDir Path folder;
  private Programs programs;

  @BeforeEach
  void install() throws Exception {
    var program = Files.writeString(folder.resolve("iptables"), PROGRAM);
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.writeString(folder.resolve("rules"), "");
    programs = new Programs(List.of(folder, Path.of("/usr/bin"), Path.of("/bin")));
  }

  @Test
  void slots_that_start_at_once_put_each_rule_in_once() throws Exception {
    var starts = new ArrayList<Callable<Boolean>>();
    for (int slot = 0; slot < 8; slot++) starts.add(wall()::raise);
    try (var threads = Executors.newFixedThreadPool(starts.size())) {
      for (var raised : threads.invokeAll(starts)) assertTrue(raised.get());
    }

    assertEquals(2, rules().size(), "rules: " + rules());
  }

  @Test
  void what_was_put_in_twice_is_taken_out_twice() throws Exception {
    wall().raise();
    var once = Files.readString(folder.resolve("rules"));
    Files.writeString(folder.resolve("rules"), "another\n" + once + once + once);
    assertEquals(2, wall().standing().size());
    wall().remove();

    assertEquals(List.of("another"), rules());
    assertEquals(List.of(), wall().standing());
  }

  private Wall wall() {
    return new Wall(programs, "s123456", folder.resolve("lock"));
  }

  private List<String> rules() throws Exception {
    return Files.readAllLines(folder.resolve("rules"));
  }
}
