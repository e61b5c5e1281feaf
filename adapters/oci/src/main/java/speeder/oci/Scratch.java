package speeder.oci;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// Room for what is not finished, on the file system of what it becomes.
///
/// Each process has a folder of its own and holds a lock on it. Whoever opens the store deletes the
/// folders whose locks are free: what a killed process left.
final class Scratch implements AutoCloseable {
  private static final String LOCK = "lock";

  /// Folders of this process. Their lock files must not be opened again: closing any descriptor of
  /// a file gives up all its locks.
  private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

  private final Path own;
  private final FileChannel lock;
  private final AtomicLong count = new AtomicLong();

  private Scratch(Path own, FileChannel lock) {
    this.own = own;
    this.lock = lock;
  }

  static Scratch open(Path tmp) throws IOException {
    Files.createDirectories(tmp);
    try (var _ = Locks.hold(tmp.resolve(LOCK))) {
      sweep(tmp);
      var own = Files.createDirectory(tmp.resolve(UUID.randomUUID().toString()));
      OWN.add(own);
      var lock = lockFile(own.resolve(LOCK));
      lock.lock();
      return new Scratch(own, lock);
    }
  }

  /// A name that nothing has.
  Path path(String what) {
    return own.resolve(what + "-" + count.incrementAndGet());
  }

  /// A new empty folder.
  Path folder(String what) throws IOException {
    return Files.createDirectory(path(what));
  }

  @Override
  public void close() throws IOException {
    lock.close();
    Disk.deleteAll(own);
    OWN.remove(own);
  }

  private static void sweep(Path tmp) throws IOException {
    try (var left = Files.newDirectoryStream(tmp, Files::isDirectory)) {
      for (var folder : left) if (isFree(folder)) Disk.deleteAll(folder);
    }
  }

  private static boolean isFree(Path folder) throws IOException {
    if (OWN.contains(folder)) return false;
    try (var channel = lockFile(folder.resolve(LOCK));
        var lock = channel.tryLock()) {
      return lock != null;
    }
  }

  private static FileChannel lockFile(Path file) throws IOException {
    return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }
}
