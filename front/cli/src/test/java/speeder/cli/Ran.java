package speeder.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import speeder.api.Json;
import speeder.server.TestDesk;

/// What a command ended in, and what it said.
record Ran(int code, String out, String err) {
  private static final AtomicInteger IDS = new AtomicInteger();

  /// Runs `speeder` as nina.
  static Ran speeder(
      TestDesk desk, Path home, Map<String, String> environment, List<String> arguments) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var given =
        new Surroundings(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            environment,
            home,
            "nina",
            desk.clock(),
            ZoneOffset.UTC,
            () -> "id-" + IDS.incrementAndGet(),
            new Random(desk.world().offset()));
    int code = Main.run(given, arguments.toArray(String[]::new));
    return new Ran(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  <T extends Record> T document(Class<T> type) throws Exception {
    assertEquals(1, out.lines().count(), out);
    return Json.read(out, type);
  }
}
