package speeder.server.http;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/// What git servers prove themselves by: a file for each hook, named as the hook, in the folder
/// `hooks` of the server's data.
final class HookSecrets {
  private static final String FOLDER = "hooks";
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

  /// A shorter one could be guessed.
  private static final int CHARS_MIN = 16;

  private static final Set<PosixFilePermission> OWNERS =
      EnumSet.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE);
  private static final System.Logger LOG = System.getLogger("speeder.server");

  private final Path folder;

  /// Hooks of whose open files the log knows.
  private final Set<String> told = ConcurrentHashMap.newKeySet();

  HookSecrets(Path data) {
    this.folder = data.resolve(FOLDER);
  }

  /// Nothing where there is no such hook, its secret is none, or others can read it.
  Optional<byte[]> find(String hook) {
    if (!NAME.matcher(hook).matches()) return Optional.empty();
    try {
      if (isOpen(hook, folder.resolve(hook))) return Optional.empty();
      var secret = Files.readString(folder.resolve(hook)).strip();
      return Optional.of(secret)
          .filter(it -> it.length() >= CHARS_MIN)
          .map(it -> it.getBytes(StandardCharsets.UTF_8));
    } catch (IOException missing) {
      return Optional.empty();
    }
  }

  /// Whether others than its owner can get at it. Said once, until it is mended.
  private boolean isOpen(String hook, Path file) throws IOException {
    boolean open = !OWNERS.containsAll(Files.getPosixFilePermissions(file));
    if (!open) told.remove(hook);
    else if (told.add(hook)) {
      LOG.log(
          Level.WARNING,
          "Hook {0} is not taken: others than its owner can read {1}. Mend it: chmod 600 {1}",
          hook,
          file);
    }
    return open;
  }
}
