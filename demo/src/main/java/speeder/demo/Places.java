package speeder.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Where the demo keeps what.
///
/// @param data of this farm: all in it that is the demo's own goes when the farm ends
/// @param cache shared by all demos, and kept
/// @param home of Speeder's programs
public record Places(Path data, Path cache, Path home) {
  private static final String MARK = ".speeder-demo";
  private static final List<String> LOGS =
      List.of("mariadb-install.log", "mariadbd.log", "wikis.log", "server.log");

  /// All that the demo ever makes in its folder.
  private static final List<String> OWN =
      List.of("server", "git", "images", "checks", "mariadb", "sockets", "secrets");

  private static final List<String> OWN_FILES =
      List.of(
          "speeder.yaml",
          "extensions.txt",
          "skins.txt",
          "freezes.ics",
          "sources",
          "mariadbd.pid",
          "memcached.pid");

  static Path defaultData() {
    return under("XDG_DATA_HOME", ".local/share").resolve("speeder-demo");
  }

  public static Path defaultCache() {
    return under("XDG_CACHE_HOME", ".cache").resolve("speeder/demo");
  }

  private static Path under(String variable, String otherwise) {
    return Optional.ofNullable(System.getenv(variable))
        .filter(text -> !text.isEmpty())
        .map(Path::of)
        .orElse(Path.of(System.getProperty("user.home"), otherwise));
  }

  Path script(String name) {
    return home.resolve("demo/world").resolve(name);
  }

  Path example() {
    return home.resolve("examples/mediawiki");
  }

  Path manifest() {
    return data.resolve("speeder.yaml");
  }

  public Path repositories() {
    return data.resolve("git");
  }

  public Path server() {
    return data.resolve("server");
  }

  public Path serverLog() {
    return data.resolve("server.log");
  }

  /// Where the folder itself may go, its lock may not.
  Path lock() {
    return cache.resolve("demo-%08x.lock".formatted(data.toString().hashCode()));
  }

  /// Makes the folder, or sees that it is a demo's.
  void claim() throws DemoFailure {
    try {
      if (Files.isDirectory(data) && !isOwn() && !isEmpty(data)) {
        throw new DemoFailure(
            DemoFailure.Kind.BAD_INPUT,
            "not-a-demo",
            "%s holds something else than a demo.".formatted(data),
            "Name an empty folder, or one that is not there: --data DIR.");
      }
      Files.createDirectories(data);
      Files.createDirectories(cache);
      if (!isOwn()) Files.createFile(data.resolve(MARK));
    } catch (IOException e) {
      throw failed(e);
    }
  }

  boolean isOwn() {
    return Files.exists(data.resolve(MARK));
  }

  /// Whether a server was ever at work here.
  boolean hasServer() throws DemoFailure {
    try {
      return Files.isDirectory(server()) && !isEmpty(server());
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (var inside = Files.list(folder)) {
      return inside.findAny().isEmpty();
    }
  }

  /// Removes what the demo made in its folder, and the folder if nothing else is in it.
  ///
  /// @param logs whether its logs go too
  void clear(boolean logs) throws DemoFailure {
    try {
      for (var name : OWN) remove(data.resolve(name));
      for (var name : OWN_FILES) Files.deleteIfExists(data.resolve(name));
      if (!logs) return;
      for (var name : LOGS) Files.deleteIfExists(data.resolve(name));
      Files.deleteIfExists(data.resolve(MARK));
      if (Files.isDirectory(data) && isEmpty(data)) Files.delete(data);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private static void remove(Path folder) throws IOException {
    if (!Files.exists(folder)) return;
    try (var all = Files.walk(folder)) {
      for (var path : all.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(path);
    }
  }

  DemoFailure failed(IOException e) {
    return DemoFailure.couldNot(
        "files", "%s: %s.".formatted(data, e), "Make room, or name another folder: --data DIR.");
  }
}
