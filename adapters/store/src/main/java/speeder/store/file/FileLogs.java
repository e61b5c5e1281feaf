package speeder.store.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.stream.Collectors;
import speeder.core.value.Digest;
import speeder.core.value.EffectKey;
import speeder.engine.port.Logs;
import speeder.engine.port.PortFailure;

/// Logs as files, one per effect, a line each: time (ISO 8601), visibility, text.
///
/// A file that reaches half of what an effect may keep becomes `NAME.old`, in place of the one
/// before; so the newest half is always there.
public final class FileLogs implements Logs {
  private static final long HALF = EFFECT_BYTES_MAX / 2;
  private static final int NAME_CHARS_MAX = 120;

  private final Path folder;

  public FileLogs(Path folder) {
    this.folder = folder;
  }

  @Override
  public synchronized void append(EffectKey key, List<Line> lines) throws PortFailure {
    var parts = lines.stream().flatMap(line -> line.split().stream()).toList();
    try {
      Files.createDirectories(folder);
      for (var part : parts) write(file(key), render(part));
    } catch (IOException e) {
      throw failed(e);
    }
  }

  @Override
  public synchronized List<Line> tail(EffectKey key, int lines, Visibility reader)
      throws PortFailure {
    var kept = new ArrayDeque<Line>();
    try {
      for (var file : List.of(old(file(key)), file(key))) {
        if (Files.exists(file)) collect(file, lines, reader, kept);
      }
    } catch (IOException e) {
      throw failed(e);
    }
    return List.copyOf(kept);
  }

  private static void collect(Path file, int lines, Visibility reader, ArrayDeque<Line> kept)
      throws IOException {
    var text = new String(Files.readAllBytes(file), UTF_8);
    text.lines()
        .map(FileLogs::parse)
        .filter(line -> line.readableBy(reader))
        .forEach(line -> {
          kept.add(line);
          if (kept.size() > lines) kept.remove();
        });
  }

  /// Appends to a file whose last line is whole: what a crash has torn is ended first, so that no
  /// line takes on another one's visibility. No channel: that would close where the thread was told
  /// to stop, and a deed that is stopped has a last line, too.
  private static void write(Path file, String line) throws IOException {
    var bytes = line.getBytes(UTF_8);
    try (var log = new RandomAccessFile(file.toFile(), "rw")) {
      long size = log.length();
      if (size + bytes.length <= HALF) {
        boolean torn = size > 0 && lastByte(log, size) != '\n';
        log.seek(size);
        if (torn) log.write('\n');
        log.write(bytes);
        return;
      }
    }
    Files.move(file, old(file), REPLACE_EXISTING);
    write(file, line);
  }

  private static int lastByte(RandomAccessFile log, long size) throws IOException {
    log.seek(size - 1);
    return log.read();
  }

  private static String render(Line line) {
    return line.time() + " " + line.visibility() + " " + line.text() + "\n";
  }

  /// A line that cannot be told apart is private.
  private static Line parse(String line) {
    var parts = line.split(" ", 3);
    try {
      if (parts.length == 3) {
        return new Line(Instant.parse(parts[0]), Visibility.valueOf(parts[1]), parts[2]);
      }
    } catch (DateTimeParseException | IllegalArgumentException torn) {
      return torn(line);
    }
    return torn(line);
  }

  private static Line torn(String line) {
    return new Line(Instant.EPOCH, Visibility.PRIVATE, line);
  }

  /// A name that people can read and that no two keys share: what is not plain is replaced, and the
  /// key's digest tells apart what then looks alike.
  private Path file(EffectKey key) {
    var plain =
        key.toString()
            .chars()
            .limit(NAME_CHARS_MAX)
            .mapToObj(FileLogs::plain)
            .collect(Collectors.joining());
    return folder.resolve(plain + "-" + Digest.of(key.toString()).brief() + ".log");
  }

  private static String plain(int c) {
    boolean isPlain = c < 128 && (Character.isLetterOrDigit(c) || c == '-');
    return isPlain ? Character.toString(c) : "_";
  }

  private static Path old(Path file) {
    return file.resolveSibling(file.getFileName() + ".old");
  }

  private PortFailure failed(IOException e) {
    return PortFailure.failed(
        "logs-failed",
        "The logs in %s could not be used (%s).".formatted(folder, e.getClass().getSimpleName()),
        "Look at the space on the disk and at the rights on the folder.");
  }
}
