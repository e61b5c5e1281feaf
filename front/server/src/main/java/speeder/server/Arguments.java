package speeder.server;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import speeder.wiring.Settings;
import speeder.wiring.SharedStore;

/// What the server was started with.
final class Arguments {
  private static final String DEFAULT_LISTEN = "127.0.0.1:7300";
  private static final int PORT_MAX = 65_535;

  /// Holds the password of a shared store where no file is named.
  private static final String PASSWORD = "SPEEDER_STORE_PASSWORD";

  private enum Name {
    MANIFEST,
    DATA,
    MACHINE,
    STORE,
    STORE_PASSWORD,
    LISTEN,
    NAME;

    String option() {
      return "--" + name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
  }

  private final Map<Name, String> given;
  private final boolean removeAll;
  private final Map<String, String> environment;

  private Arguments(Map<Name, String> given, boolean removeAll, Map<String, String> environment) {
    this.given = given;
    this.removeAll = removeAll;
    this.environment = environment;
  }

  /// @throws IllegalArgumentException saying what is wrong
  static Arguments parse(List<String> words, Map<String, String> environment) {
    var given = new EnumMap<Name, String>(Name.class);
    boolean removeAll = false;
    for (var left = words.iterator(); left.hasNext(); ) {
      var word = left.next();
      if (word.equals("--remove-all")) removeAll = true;
      else given.put(name(word), value(word, left.hasNext() ? left.next() : ""));
    }
    var arguments = new Arguments(given, removeAll, environment);
    if (removeAll) {
      arguments.machine();
      return arguments;
    }
    arguments.wanted(Name.MANIFEST);
    arguments.wanted(Name.DATA);
    arguments.port();
    return arguments;
  }

  private static Name name(String word) {
    for (var name : Name.values()) if (name.option().equals(word)) return name;
    throw new IllegalArgumentException("Unknown: " + word);
  }

  private static String value(String name, String given) {
    if (given.isEmpty()) throw new IllegalArgumentException(name + " needs a value");
    return given;
  }

  boolean removeAll() {
    return removeAll;
  }

  String host() {
    return listen().substring(0, colon());
  }

  int port() {
    try {
      int port = Integer.parseInt(listen().substring(colon() + 1));
      if (port >= 0 && port <= PORT_MAX) return port;
    } catch (NumberFormatException notANumber) {
      throw badListen();
    }
    throw badListen();
  }

  private int colon() {
    int colon = listen().lastIndexOf(':');
    if (colon > 0) return colon;
    throw badListen();
  }

  private IllegalArgumentException badListen() {
    return new IllegalArgumentException(
        "--listen: expected host:port with a port from 0 to %d; found %s"
            .formatted(PORT_MAX, listen()));
  }

  private String listen() {
    return given.getOrDefault(Name.LISTEN, DEFAULT_LISTEN);
  }

  /// The folder of what servers of this machine share.
  Path machine() {
    var machine = given.get(Name.MACHINE);
    return path(machine == null ? wanted(Name.DATA) : machine);
  }

  /// @param otherwise its name where none is given
  Settings settings(Path home, String otherwise) {
    return new Settings(
        path(wanted(Name.MANIFEST)),
        path(wanted(Name.DATA)),
        machine(),
        Optional.ofNullable(given.get(Name.STORE)).map(it -> new SharedStore(it, password())),
        home,
        given.getOrDefault(Name.NAME, otherwise));
  }

  private SharedStore.Password password() {
    var file = given.get(Name.STORE_PASSWORD);
    return file == null
        ? new SharedStore.Password.Of(Optional.ofNullable(environment.get(PASSWORD)))
        : new SharedStore.Password.In(path(file));
  }

  private String wanted(Name name) {
    var value = given.get(name);
    if (value == null) throw new IllegalArgumentException(name.option() + " is missing");
    return value;
  }

  private static Path path(String given) {
    return Path.of(given).toAbsolutePath().normalize();
  }
}
