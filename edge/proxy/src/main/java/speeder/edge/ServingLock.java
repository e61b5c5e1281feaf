package speeder.edge;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/// Who holds it serves. The kernel gives it to the next in the moment its holder dies, however it
/// dies (record locks, fcntl(2)).
final class ServingLock implements AutoCloseable {
  private final FileChannel channel;
  private final FileLock lock;

  private ServingLock(FileChannel channel, FileLock lock) {
    this.channel = channel;
    this.lock = lock;
  }

  static Optional<ServingLock> tryTake(Path path) throws IOException {
    var channel = open(path);
    var lock = channel.tryLock();
    if (lock != null) return Optional.of(new ServingLock(channel, lock));
    channel.close();
    return Optional.empty();
  }

  /// Waits as long as somebody else lives to hold it.
  static ServingLock await(Path path) throws IOException {
    var channel = open(path);
    return new ServingLock(channel, channel.lock());
  }

  private static FileChannel open(Path path) throws IOException {
    return FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  @Override
  public void close() throws IOException {
    lock.release();
    channel.close();
  }
}
