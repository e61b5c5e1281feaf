package speeder.signals.external;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import speeder.core.lock.Sight;

/// Whether a file is locked exclusively, by flock(2) or fcntl(2), as the kernel lists it: trying to
/// lock it would be in the way of whoever wants it.
///
/// What the file says while it is locked tells who and why: JSON with `locker` and `reason`, as
/// scap writes it, or a line of text. The list shows locks of processes that this one can see:
/// Speeder must run in the same process namespace as the tool that locks.
final class LockFiles {
  private static final int READ_BYTES_MAX = 16 << 10;

  /// `1: POSIX ADVISORY WRITE 4711 fe:00:9988356 0 EOF`; one that waits has `->` after its number.
  private static final Pattern HELD =
      Pattern.compile("\\d+: (FLOCK|POSIX|OFDLCK)\\s+\\S+\\s+WRITE\\s+\\S+ (\\S+):(\\d+) .*");

  /// File systems that name another device to programs than the kernel does to itself: there the
  /// file's number alone has to do.
  private static final Set<String> STRANGE = Set.of("btrfs", "overlay");

  private final Path locks;

  LockFiles(Path locks) {
    this.locks = locks;
  }

  Sight look(Path file) {
    try {
      return isLocked(file) ? moves(file) : Sight.still(Optional.empty());
    } catch (NoSuchFileException neverLocked) {
      return neverLocked.getFile().equals(locks.toString())
          ? Sight.unknown("%s is not there: no locks can be seen".formatted(locks))
          : Sight.still(Optional.empty());
    } catch (IOException | UnsupportedOperationException failure) {
      return Sight.unknown("%s: %s".formatted(file, failure.getClass().getSimpleName()));
    }
  }

  private boolean isLocked(Path file) throws IOException {
    long inode = (Long) Files.getAttribute(file, "unix:ino");
    var device = device((Long) Files.getAttribute(file, "unix:dev"));
    boolean strange = STRANGE.contains(Files.getFileStore(file).type());
    for (var line : lines()) {
      var held = HELD.matcher(line);
      if (!held.matches() || Long.parseLong(held.group(3)) != inode) continue;
      if (strange || held.group(2).equals(device)) return true;
    }
    return false;
  }

  private List<String> lines() throws IOException {
    return Files.readAllLines(locks, StandardCharsets.UTF_8);
  }

  /// `major:minor` in hexadecimal, taken from how glibc packs them.
  private static String device(long packed) {
    long major = ((packed >> 8) & 0xfff) | ((packed >> 32) & ~0xfffL);
    long minor = (packed & 0xff) | ((packed >> 12) & ~0xffL);
    return "%02x:%02x".formatted(major, minor);
  }

  private static Sight moves(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      var text = new String(in.readNBytes(READ_BYTES_MAX), StandardCharsets.UTF_8).strip();
      return Told.ofLock(text);
    }
  }
}
