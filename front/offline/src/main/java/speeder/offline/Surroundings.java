package speeder.offline;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/// What a command is given by its surroundings.
///
/// @param terminal whether a person reads what goes to `err`
record Surroundings(
    PrintStream out,
    PrintStream err,
    Map<String, String> environment,
    Path home,
    InstantSource clock,
    boolean terminal) {
  private static final Path ERR = Path.of("/proc/self/fd/2");

  static Surroundings ofProcess() {
    return new Surroundings(
        utf8(FileDescriptor.out),
        utf8(FileDescriptor.err),
        System.getenv(),
        Path.of(System.getProperty("user.home")),
        InstantSource.system(),
        isTerminal());
  }

  /// The folder where fetched and built things are kept, unless a person names one.
  Path cache() {
    return variable("XDG_CACHE_HOME")
        .map(Path::of)
        .orElseGet(() -> home.resolve(".cache"))
        .resolve("speeder");
  }

  /// Runs the commands that speak to a server.
  Path launcher() {
    return variable("SPEEDER_HOME")
        .map(it -> Path.of(it, "speeder"))
        .orElseGet(() -> Path.of("speeder"));
  }

  private Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name)).filter(it -> !it.isEmpty());
  }

  private static PrintStream utf8(FileDescriptor to) {
    return new PrintStream(new FileOutputStream(to), true, StandardCharsets.UTF_8);
  }

  private static boolean isTerminal() {
    try {
      var opened = Files.readSymbolicLink(ERR).toString();
      return opened.startsWith("/dev/pts/") || opened.startsWith("/dev/tty");
    } catch (IOException | UnsupportedOperationException unknown) {
      return false;
    }
  }
}
