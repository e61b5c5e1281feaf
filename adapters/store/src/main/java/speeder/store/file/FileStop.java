package speeder.store.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import speeder.core.schedule.HoldFile;
import speeder.engine.port.Stop;

/// A stop as a file: it stands while the file is there, and its first line is the reason. Of
/// several files one is enough; one that stops going back, too, counts before others.
///
/// `echo "why" > hold` sets it, `rm hold` lifts it, whether a server runs or not; a reason that
/// begins with `--frozen` stops going back, too. The file is looked at again and again: that costs
/// microseconds and works on every file system, which file events do not.
public final class FileStop implements Stop {
  private static final String FROZEN = "--frozen";
  private static final int READ_BYTES_MAX = 4 * REASON_CHARS_MAX;

  private final List<Path> files;

  public FileStop(Path... files) {
    this.files = List.of(files);
  }

  @Override
  public Optional<HoldFile> present() {
    var all = files.stream().flatMap(file -> present(file).stream()).toList();
    return all.stream().filter(HoldFile::frozen).findFirst().or(() -> all.stream().findFirst());
  }

  private static Optional<HoldFile> present(Path file) {
    try (var in = Files.newInputStream(file)) {
      return Optional.of(said(new String(in.readNBytes(READ_BYTES_MAX), UTF_8)));
    } catch (NoSuchFileException lifted) {
      return Optional.empty();
    } catch (IOException e) {
      var why = "%s cannot be read (%s)".formatted(file, e.getClass().getSimpleName());
      return Optional.of(new HoldFile(why, false));
    }
  }

  private static HoldFile said(String text) {
    var first = text.lines().map(String::strip).filter(line -> !line.isEmpty()).findFirst();
    var line = first.orElse("");
    boolean frozen = line.startsWith(FROZEN);
    var why = frozen ? line.substring(FROZEN.length()).strip() : line;
    var reason = why.isEmpty() ? "no reason given" : why;
    return new HoldFile(reason.substring(0, Math.min(reason.length(), REASON_CHARS_MAX)), frozen);
  }
}
