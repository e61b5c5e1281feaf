package speeder.server.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/// What git servers prove themselves by: a file for each hook, named as the hook, in the folder
/// `hooks` of the server's data.
final class HookSecrets {
  private static final String FOLDER = "hooks";
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

  /// A shorter one could be guessed.
  private static final int CHARS_MIN = 16;

  private final Path folder;

  HookSecrets(Path data) {
    this.folder = data.resolve(FOLDER);
  }

  /// Nothing where there is no such hook, or its secret is none.
  Optional<byte[]> find(String hook) {
    if (!NAME.matcher(hook).matches()) return Optional.empty();
    try {
      var secret = Files.readString(folder.resolve(hook)).strip();
      return Optional.of(secret)
          .filter(it -> it.length() >= CHARS_MIN)
          .map(it -> it.getBytes(StandardCharsets.UTF_8));
    } catch (IOException missing) {
      return Optional.empty();
    }
  }
}
