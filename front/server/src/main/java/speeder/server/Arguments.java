package speeder.server;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import speeder.wiring.Settings;

/// What the server was started with.
record Arguments(Path manifest, Path data, String listen, boolean removeAll) {
  private static final String DEFAULT_LISTEN = "127.0.0.1:7300";

  static Arguments parse(List<String> given) {
    Optional<Path> manifest = Optional.empty();
    Optional<Path> data = Optional.empty();
    var listen = DEFAULT_LISTEN;
    boolean removeAll = false;
    for (var left = given.iterator(); left.hasNext(); ) {
      var name = left.next();
      switch (name) {
        case "--manifest" -> manifest = Optional.of(path(name, left.hasNext() ? left.next() : ""));
        case "--data" -> data = Optional.of(path(name, left.hasNext() ? left.next() : ""));
        case "--listen" -> listen = value(name, left.hasNext() ? left.next() : "");
        case "--remove-all" -> removeAll = true;
        default -> throw new IllegalArgumentException("Unknown: " + name);
      }
    }
    return new Arguments(
        manifest.orElseThrow(() -> new IllegalArgumentException("--manifest is missing")),
        data.orElseThrow(() -> new IllegalArgumentException("--data is missing")),
        listen,
        removeAll);
  }

  String host() {
    return listen.substring(0, colon());
  }

  int port() {
    try {
      return Integer.parseInt(listen.substring(colon() + 1));
    } catch (NumberFormatException notANumber) {
      throw new IllegalArgumentException("--listen: expected host:port; found " + listen);
    }
  }

  private int colon() {
    int colon = listen.lastIndexOf(':');
    if (colon > 0) return colon;
    throw new IllegalArgumentException("--listen: expected host:port; found " + listen);
  }

  Settings settings(Path home, String name) {
    return new Settings(manifest, data, home, name);
  }

  private static Path path(String name, String given) {
    return Path.of(value(name, given)).toAbsolutePath().normalize();
  }

  private static String value(String name, String given) {
    if (given.isEmpty()) throw new IllegalArgumentException(name + " needs a value");
    return given;
  }
}
