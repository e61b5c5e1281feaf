package speeder.offline;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;
import speeder.wiring.Archives.Which;
import speeder.wiring.SharedStore;
import speeder.wiring.SharedStore.Password;

/// Which store a command is about.
final class StoreOptions {
  /// Holds the password of a shared store where no file is named.
  private static final String PASSWORD = "SPEEDER_STORE_PASSWORD";

  @Option(names = "--data", paramLabel = "FOLDER", description = "A server's data folder.")
  private Optional<Path> data = Optional.empty();

  @Option(
      names = "--store",
      paramLabel = "URL",
      description = "jdbc:postgresql://HOST/DATABASE?user=NAME, a store of several servers.")
  private Optional<String> store = Optional.empty();

  @Option(
      names = "--store-password",
      paramLabel = "FILE",
      description = "Holds its password; else SPEEDER_STORE_PASSWORD does.")
  private Optional<Path> password = Optional.empty();

  Which which(Session session) throws Failure {
    if (data.isPresent() == store.isPresent()) {
      throw Failure.badInput(
          "bad-usage", "One of --data and --store is wanted.", "Name the store, once.");
    }
    return data.<Which>map(Which.Of::new)
        .orElseGet(() -> new Which.Shared(new SharedStore(store.orElseThrow(), password(session))));
  }

  private Password password(Session session) {
    return password
        .<Password>map(Password.In::new)
        .orElseGet(() ->
            new Password.Of(
                Optional.ofNullable(session.surroundings().environment().get(PASSWORD))));
  }
}
