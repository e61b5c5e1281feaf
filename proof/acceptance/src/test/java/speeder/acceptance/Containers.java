package speeder.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Containers of slots on this machine, by their processes: one that was started again has another.
final class Containers {
  private Containers() {}

  /// The process of a container.
  record Running(long pid, Instant started) {}

  /// Those that are ready, by `lane/stage/release`.
  ///
  /// @param data of the server
  static SortedMap<String, Running> ready(Path data) throws IOException {
    var ready = new TreeMap<String, Running>();
    try (Stream<Path> folders = Files.list(data.resolve("cluster/slots"))) {
      for (var folder : folders.toList()) add(ready, folder);
    }
    return ready;
  }

  private static void add(SortedMap<String, Running> ready, Path folder) throws IOException {
    try {
      var state = JsonMapper.shared().readTree(Files.readString(folder.resolve("state.json")));
      if (!state.at("/ready").asBoolean()) return;
      long pid = Long.parseLong(Files.readString(folder.resolve("pid")).strip());
      ProcessHandle.of(pid)
          .flatMap(it -> it.info().startInstant())
          .ifPresent(it -> ready.put(name(state), new Running(pid, it)));
    } catch (NoSuchFileException gone) {
      // It goes while it is looked at.
    }
  }

  private static String name(JsonNode state) {
    return String.join("/", text(state, "lane"), text(state, "stage"), text(state, "release"));
  }

  private static String text(JsonNode state, String name) {
    return state.required(name).asString();
  }
}
