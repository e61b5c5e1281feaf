package speeder.wiring;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;
import speeder.core.farm.Farm;
import speeder.engine.port.Images;
import speeder.engine.port.PortFailure;
import speeder.engine.port.Sources;
import speeder.git.GitSources;
import speeder.oci.Compression;
import speeder.oci.Destinations;
import speeder.oci.OciImages;

/// Sources and images of one farm, for the offline commands. What was fetched and built is kept in
/// a folder, and not fetched or built again; one process uses it at a time.
public final class Workshop implements AutoCloseable {
  private static final Duration POLL = Duration.ofSeconds(10);

  private final FileChannel lock;
  private final GitSources sources;
  private final OciImages images;

  private Workshop(FileChannel lock, GitSources sources, OciImages images) {
    this.lock = lock;
    this.sources = sources;
    this.images = images;
  }

  /// Waits for its turn, and says so.
  ///
  /// @param kept folder, made for its owner alone where it is not there
  public static Workshop open(Path kept, Farm farm, InstantSource clock, Consumer<String> progress)
      throws PortFailure {
    var lock = locked(kept, progress);
    var sources = new GitSources(kept.resolve("mirrors"), farm.sources(), clock, POLL);
    try {
      var images = OciImages.open(kept.resolve("images"), sources, Compression.ZSTD);
      return new Workshop(lock, sources, images);
    } catch (PortFailure failure) {
      sources.close();
      close(lock);
      throw failure;
    }
  }

  public Sources sources() {
    return sources;
  }

  public Images images() {
    return images;
  }

  /// Where the image of each variant goes.
  ///
  /// @throws PortFailure refused where `to` is no place for them
  public static SortedMap<String, String> destinations(String to, Collection<String> variants)
      throws PortFailure {
    return Destinations.of(to, variants);
  }

  @Override
  public void close() throws PortFailure {
    try {
      images.close();
    } finally {
      sources.close();
      close(lock);
    }
  }

  private static FileChannel locked(Path kept, Consumer<String> progress) throws PortFailure {
    try {
      make(kept);
      var file = kept.resolve("lock");
      var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      Optional<FileLock> free = Optional.ofNullable(channel.tryLock());
      if (free.isEmpty()) {
        progress.accept("waits until another speeder is done with " + kept);
        channel.lock();
      }
      return channel;
    } catch (IOException failure) {
      throw PortFailure.failed(
          "no-folder",
          "%s cannot be written (%s).".formatted(kept, failure.getClass().getSimpleName()),
          "Name a folder that this user may write to.");
    }
  }

  private static void make(Path folder) throws IOException {
    if (Files.isDirectory(folder)) return;
    Files.createDirectories(folder);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
  }

  private static void close(FileChannel lock) {
    try {
      lock.close();
    } catch (IOException goesWithTheProcess) {
      // The lock ends with this process at the latest.
    }
  }
}
