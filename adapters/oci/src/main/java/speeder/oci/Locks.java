package speeder.oci;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import speeder.core.value.Digest;

/// Locks by name between threads and between processes. Never hold two of one kind at once: a lock
/// file is shared by all names of a kind with the same first byte.
final class Locks {
  /// File locks belong to the process, so threads need these before them, whoever opened the store.
  private static final Map<Path, ReentrantLock> THREADS = new ConcurrentHashMap<>();

  private final Path folder;

  Locks(Path folder) {
    this.folder = folder;
  }

  /// While a layer is made.
  Held hold(Digest key) throws IOException {
    return hold(folder.resolve("key-" + key.hex().substring(0, 2)));
  }

  /// While an unpacked folder gets its place; may be taken under the other.
  Held holdUnpacked(Digest diffId) throws IOException {
    return hold(folder.resolve("unpacked-" + diffId.hex().substring(0, 2)));
  }

  /// Waits for the lock of a file, made where it is absent.
  static Held hold(Path file) throws IOException {
    var threads =
        THREADS.computeIfAbsent(file.toAbsolutePath().normalize(), _ -> new ReentrantLock());
    if (threads.isHeldByCurrentThread()) throw new IllegalStateException("Two locks at once.");
    threads.lock();
    try {
      var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      channel.lock();
      return new Held(channel, threads);
    } catch (IOException | RuntimeException e) {
      threads.unlock();
      throw e;
    }
  }

  /// Closing the file gives its lock back.
  record Held(FileChannel channel, ReentrantLock threads) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      try {
        channel.close();
      } finally {
        threads.unlock();
      }
    }
  }
}
