package speeder.wiring;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import speeder.engine.port.PortFailure;

/// Who uses a machine's folder: servers beside one another, or one that takes everything away. The
/// kernel gives it back when the process ends.
final class MachineUse implements AutoCloseable {
  private static final String FILE = "in-use";

  private final FileChannel channel;

  private MachineUse(FileChannel channel) {
    this.channel = channel;
  }

  /// @throws PortFailure refused `machine-in-use` while everything is being taken away
  static MachineUse besideOthers(Path machine) throws PortFailure {
    return take(machine, true);
  }

  /// @throws PortFailure refused `machine-in-use` where a server runs, `no-server-here` where none
  ///   ever did; then nothing is made
  static MachineUse alone(Path machine) throws PortFailure {
    if (Files.exists(machine.resolve(FILE))) return take(machine, false);
    throw PortFailure.refused(
        "no-server-here",
        "No server ever used %s.".formatted(machine),
        "Name the folder that it was started with: --data, or --machine where servers share one.");
  }

  private static MachineUse take(Path machine, boolean beside) throws PortFailure {
    try {
      Files.createDirectories(machine);
      var channel = FileChannel.open(machine.resolve(FILE), CREATE, READ, WRITE);
      if (isTaken(channel, beside)) return new MachineUse(channel);
      channel.close();
      throw inUse(machine);
    } catch (IOException e) {
      throw PortFailure.failed(
          "lock-failed",
          "%s could not be used (%s).".formatted(machine, e.getClass().getSimpleName()),
          "Look at the rights on the folder.");
    }
  }

  private static boolean isTaken(FileChannel channel, boolean beside) throws IOException {
    try {
      return channel.tryLock(0, Long.MAX_VALUE, beside) != null;
    } catch (OverlappingFileLockException heldByThisProcess) {
      return false;
    }
  }

  private static PortFailure inUse(Path machine) {
    return PortFailure.refused(
        "machine-in-use",
        "A server runs on %s.".formatted(machine),
        "End it first; what it started goes on until it is taken away.");
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
