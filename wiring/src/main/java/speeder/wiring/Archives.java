package speeder.wiring;

import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import speeder.engine.archive.Backup;
import speeder.engine.archive.Backup.Contents;
import speeder.engine.archive.Trail;
import speeder.engine.archive.Trail.Stretch;
import speeder.engine.port.Entry;
import speeder.engine.port.PortFailure;
import speeder.store.Kept;
import speeder.store.postgres.PostgresPlace;

/// Copies of stores, and trails of them, for the offline commands. A server may go on meanwhile.
public final class Archives {
  private static final int GZIP = 0x1f;

  private Archives() {}

  /// A store: in a server's data folder, or shared by several.
  public sealed interface Which {
    record Of(Path data) implements Which {}

    record Shared(SharedStore store) implements Which {}
  }

  private interface Work<T> {
    T with(Kept kept) throws PortFailure, IOException;
  }

  private interface Writing<T> {
    T write(Kept kept, OutputStream out) throws PortFailure, IOException;
  }

  /// Copies a store into a new file, which is its owner's alone and there only once it is whole.
  ///
  /// @throws PortFailure refused `file-exists`, `no-store`
  public static Contents backup(Which store, Path to) throws PortFailure {
    return intoNewFile(
        store,
        to,
        (kept, out) -> Backup.write(kept.journal(), kept.documents(), kept.archive(), out));
  }

  /// Writes entries as lines of JSON into a new file, as [#backup] does.
  ///
  /// @throws PortFailure refused `bad-input` where there are none between the two
  public static void export(Which store, long from, Optional<Long> until, Path to)
      throws PortFailure {
    intoNewFile(
        store,
        to,
        (kept, out) -> {
          long last = Math.min(kept.journal().last(), until.orElse(Long.MAX_VALUE));
          if (from < 1 || from > last) throw noneOf(from, last, kept.journal().last());
          Trail.write(kept.journal(), from, last, line -> writeLine(out, line.json()));
          return last;
        });
  }

  /// A trail without an entry would prove nothing, and look as if it did.
  private static PortFailure noneOf(long from, long until, long newest) {
    return PortFailure.refused(
        "bad-input",
        "There are no entries from %d to %d: the trail has 1 to %d.".formatted(from, until, newest),
        "Say --from and --until within it, the first one first.");
  }

  private static void writeLine(OutputStream out, byte[] json) throws IOException {
    out.write(json);
    out.write('\n');
  }

  private static <T> T intoNewFile(Which store, Path to, Writing<T> writing) throws PortFailure {
    if (Files.exists(to)) {
      throw PortFailure.refused(
          "file-exists", "%s is there already.".formatted(to), "Name a new file.");
    }
    return within(
        open(store),
        to,
        kept -> {
          var draft = draft(to);
          try {
            var written = written(kept, draft, writing);
            Files.move(draft, to, StandardCopyOption.ATOMIC_MOVE);
            return written;
          } finally {
            Files.deleteIfExists(draft);
          }
        });
  }

  private static <T> T written(Kept kept, Path draft, Writing<T> writing)
      throws PortFailure, IOException {
    try (var out = new BufferedOutputStream(Files.newOutputStream(draft))) {
      return writing.write(kept, out);
    }
  }

  private static Path draft(Path to) throws IOException {
    var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    var folder = to.toAbsolutePath().normalize().getParent();
    return Files.createTempFile(folder, to.getFileName().toString(), ".tmp", owner);
  }

  /// Fills an empty store from a copy.
  public static Contents restore(Path from, Which store) throws PortFailure {
    return within(
        made(store),
        from,
        kept -> {
          try (var in = Files.newInputStream(from)) {
            return Backup.restore(in, kept.journal(), kept.documents(), kept.archive());
          }
        });
  }

  /// Checks a store's whole chain.
  public static Stretch verify(Which store) throws PortFailure {
    return within(open(store), Path.of(""), kept -> Trail.verify(Trail.of(kept.journal(), 1)));
  }

  /// Checks a file: a trail, or a copy of a store.
  public static Stretch verify(Path file) throws PortFailure {
    try {
      return isCopy(file) ? ofCopy(file) : ofTrail(file);
    } catch (IOException unreadable) {
      throw failed(file, unreadable);
    }
  }

  private static Stretch ofCopy(Path file) throws PortFailure, IOException {
    try (var in = Files.newInputStream(file)) {
      var contents = Backup.verify(in);
      return new Stretch(1, contents.last(), Entry.ORIGIN, contents.head());
    }
  }

  private static Stretch ofTrail(Path file) throws PortFailure, IOException {
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      return Trail.verify(Trail.lines(lines));
    }
  }

  private static boolean isCopy(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.read() == GZIP;
    }
  }

  private static Kept open(Which store) throws PortFailure {
    return switch (store) {
      case Which.Of(var data) -> Kept.in(data.resolve("store"));
      case Which.Shared(var shared) -> shared(shared);
    };
  }

  private static Kept made(Which store) throws PortFailure {
    return switch (store) {
      case Which.Of(var data) -> Kept.made(data.resolve("store"));
      case Which.Shared(var shared) -> shared(shared);
    };
  }

  private static Kept shared(SharedStore shared) throws PortFailure {
    shared.check();
    return Kept.in(PostgresPlace.of(shared.url(), shared::secret));
  }

  private static <T> T within(Kept kept, Path file, Work<T> work) throws PortFailure {
    try (kept) {
      return work.with(kept);
    } catch (IOException failure) {
      throw failed(file, failure);
    }
  }

  private static PortFailure failed(Path file, IOException failure) {
    return PortFailure.failed(
        "file-failed",
        "%s could not be read or written (%s).".formatted(file, failure.getClass().getSimpleName()),
        "Look at its name, its rights and the disk.");
  }
}
