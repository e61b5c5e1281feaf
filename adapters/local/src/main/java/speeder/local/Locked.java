package speeder.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import speeder.engine.port.PortFailure;

/// Does something while no other thread or process holds the same file's lock.
///
/// The file's lock keeps other processes out (POSIX record locks belong to a process), a lock in
/// memory other threads. A process that dies lets go.
final class Locked {
  private static final ConcurrentHashMap<Path, ReentrantLock> HERE = new ConcurrentHashMap<>();

  private Locked() {}

  @FunctionalInterface
  interface Body<T> {
    T run() throws IOException, PortFailure;
  }

  @FunctionalInterface
  interface Step {
    void run() throws IOException, PortFailure;
  }

  static <T> T call(Path file, Body<T> body) throws PortFailure {
    var here = HERE.computeIfAbsent(file, _ -> new ReentrantLock());
    here.lock();
    try (var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var _ = channel.lock()) {
      return body.run();
    } catch (IOException e) {
      throw Failures.files(file, e);
    } finally {
      here.unlock();
    }
  }

  static void run(Path file, Step step) throws PortFailure {
    call(
        file,
        () -> {
          step.run();
          return true;
        });
  }
}
