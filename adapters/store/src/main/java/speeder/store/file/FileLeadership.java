package speeder.store.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import speeder.engine.port.Leadership;
import speeder.engine.port.PortFailure;

/// The leader's right as a lock on a file, which the kernel gives back when the process ends.
///
/// The file names the holder for people, a line each: server, process id, when it took the right,
/// when its process began. The last tells a process from a later one with the same id.
public final class FileLeadership implements Leadership {
  private final Path file;
  private final InstantSource clock;

  public FileLeadership(Path file, InstantSource clock) {
    this.file = file;
    this.clock = clock;
  }

  @Override
  public Lead lead(String server) throws PortFailure {
    try {
      var channel = FileChannel.open(file, CREATE, READ, WRITE);
      if (!isLocked(channel)) {
        channel.close();
        throw alreadyRunning();
      }
      var pid = ProcessHandle.current().pid();
      var holder = new Holder(server, pid, clock.instant(), Address.NOWHERE);
      write(channel, render(holder));
      return new Held(channel, holder, clock);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  @Override
  public boolean hasFollowers() {
    return false;
  }

  @Override
  public Optional<Holder> holder() throws PortFailure {
    try {
      return Files.exists(file) ? parse(Files.readString(file)) : Optional.empty();
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /// The lock lives as long as the channel. Nobody follows, so nobody hears where it answers.
  private record Held(FileChannel channel, Holder holder, InstantSource clock) implements Lead {
    @Override
    public void answersAt(Address address) {}

    @Override
    public Instant renew() {
      return clock.instant();
    }

    @Override
    public Optional<Duration> lease() {
      return Optional.empty();
    }

    @Override
    public void close() {
      try (channel) {
        if (channel.isOpen()) channel.truncate(0);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException heldByThisProcess) {
      return false;
    }
  }

  private static void write(FileChannel channel, String text) throws IOException {
    channel.truncate(0);
    channel.write(ByteBuffer.wrap(text.getBytes(UTF_8)), 0);
    channel.force(true);
  }

  private static String render(Holder holder) {
    return String.join(
            "\n",
            holder.server(),
            Long.toString(holder.pid()),
            holder.since().toString(),
            began(holder.pid()))
        + "\n";
  }

  private static Optional<Holder> parse(String text) {
    var lines = text.lines().toList();
    if (lines.size() < 4) return Optional.empty();
    try {
      var holder =
          new Holder(
              lines.get(0),
              Long.parseLong(lines.get(1)),
              Instant.parse(lines.get(2)),
              Address.NOWHERE);
      return Optional.of(holder).filter(each -> began(each.pid()).equals(lines.get(3)));
    } catch (NumberFormatException | DateTimeException notWhole) {
      return Optional.empty();
    }
  }

  /// When a process began, or `ended`.
  private static String began(long pid) {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .flatMap(process -> process.info().startInstant())
        .map(Instant::toString)
        .orElse("ended");
  }

  private PortFailure alreadyRunning() throws PortFailure {
    var who =
        holder()
            .map(h -> "%s (process %d, since %s)".formatted(h.server(), h.pid(), h.since()))
            .orElse("another process");
    return PortFailure.refused(
        "already-running",
        "%s serves %s already.".formatted(who, file.getParent()),
        "Speak to that server, or end it first.");
  }

  private PortFailure failed(IOException e) {
    return PortFailure.failed(
        "lock-failed",
        "%s could not be used (%s).".formatted(file, e.getClass().getSimpleName()),
        "Look at the rights on the folder.");
  }
}
