package speeder.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// What a command is given by its surroundings.
///
/// @param newId makes ids of commands
/// @param random cryptographically strong
record Surroundings(
    PrintStream out,
    PrintStream err,
    Map<String, String> environment,
    Path home,
    String user,
    InstantSource clock,
    ZoneId zone,
    Supplier<String> newId,
    RandomGenerator random) {

  static Surroundings ofProcess() {
    return new Surroundings(
        System.out,
        System.err,
        System.getenv(),
        Path.of(System.getProperty("user.home")),
        System.getProperty("user.name"),
        InstantSource.system(),
        ZoneId.systemDefault(),
        () -> UUID.randomUUID().toString(),
        new SecureRandom());
  }

  Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name)).filter(it -> !it.isEmpty());
  }
}
