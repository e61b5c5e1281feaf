package speeder.offline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The commands, run as a process would be, on files of one folder.
record Speeder(Path folder) {
  static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");

  record Ran(int code, String out, String err) {
    /// The one document that standard output is.
    JsonNode document() {
      assertEquals(1, out.lines().count(), this::toString);
      return JsonMapper.shared().readTree(out);
    }

    Ran ends(int expected) {
      assertEquals(expected, code, this::toString);
      return this;
    }

    Ran says(String text) {
      assertTrue(err.contains(text), () -> "expected \"" + text + "\" in " + this);
      return this;
    }
  }

  Ran run(String... arguments) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var around =
        new Surroundings(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Map.of(
                "XDG_CACHE_HOME",
                folder.resolve("cache").toString(),
                "SPEEDER_HOME",
                folder.toString()),
            folder,
            () -> NOW,
            false);
    int code = Main.run(around, arguments);
    return new Ran(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  Ran json(String... arguments) {
    var all = new ArrayList<>(List.of(arguments));
    all.add("--json");
    return run(all.toArray(String[]::new));
  }

  /// Where a file of the folder is.
  String at(String name) {
    return folder.resolve(name).toString();
  }
}
