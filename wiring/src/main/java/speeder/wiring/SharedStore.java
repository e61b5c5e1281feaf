package speeder.wiring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import speeder.engine.port.PortFailure;

/// A database that several servers share.
///
/// @param url `jdbc:postgresql://...`, without a password
/// @param password what it is, or the file that holds it
public record SharedStore(String url, Password password) {
  /// Where the password comes from. Never shown.
  public sealed interface Password {
    record Of(Optional<String> word) implements Password {
      @Override
      public String toString() {
        return "a password";
      }
    }

    /// Read at each new connection, so that it may be changed.
    record In(Path file) implements Password {}
  }

  Optional<String> secret() {
    return switch (password) {
      case Password.Of(var word) -> word;
      case Password.In(var file) -> {
        try {
          yield Optional.of(Files.readString(file).strip());
        } catch (IOException unreadable) {
          yield Optional.empty(); // the database says who may not come in
        }
      }
    };
  }

  void check() throws PortFailure {
    if (password instanceof Password.In(var file) && !Files.isReadable(file)) {
      throw PortFailure.refused(
          "password-unreadable",
          "The file %s with the store's password cannot be read.".formatted(file),
          "Correct its name or its rights.");
    }
  }
}
