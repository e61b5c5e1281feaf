package speeder.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import speeder.api.Json;
import speeder.server.TestDesk;

/// Where commands are typed, and what they say there.
final class Terminal {
  private static final AtomicInteger IDS = new AtomicInteger();

  private final TestDesk desk;
  private final Path data;

  Terminal(TestDesk desk, Path data) {
    this.desk = desk;
    this.data = data;
  }

  record Ran(int code, String out, String err) {
    <T extends Record> T document(Class<T> type) throws Exception {
      assertEquals(1, out.lines().count(), out);
      return Json.read(out, type);
    }
  }

  Ran speeder(String... arguments) {
    return speeder(new TreeMap<>(), List.of(arguments));
  }

  Ran json(String... arguments) {
    var all = new ArrayList<>(List.of(arguments));
    all.add("--json");
    return speeder(new TreeMap<>(), all);
  }

  Ran speeder(Map<String, String> environment, List<String> arguments) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    environment.putIfAbsent("SPEEDER_DATA", data.toString());
    var given =
        new Surroundings(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            environment,
            data,
            "nina",
            desk.clock(),
            ZoneOffset.UTC,
            () -> "id-" + IDS.incrementAndGet(),
            new Random(desk.world().offset()));
    int code = Main.run(given, arguments.toArray(String[]::new));
    return new Ran(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
