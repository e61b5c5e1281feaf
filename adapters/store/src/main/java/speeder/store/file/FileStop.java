package speeder.store.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import speeder.engine.port.Stop;

/// A stop as a file: it stands while the file is there, and its first line is the reason.
///
/// `echo "why" > hold` sets it, `rm hold` lifts it, whether a server runs or not. The file is
/// looked at again and again: that costs microseconds and works on every file system, which file
/// events do not.
public final class FileStop implements Stop {
  /// Time between two looks.
  static final Duration POLL = Duration.ofMillis(250);

  private static final int READ_BYTES_MAX = 4 * REASON_CHARS_MAX;

  private final Path file;

  public FileStop(Path file) {
    this.file = file;
  }

  @Override
  public Optional<String> present() {
    try (var in = Files.newInputStream(file)) {
      return Optional.of(reason(new String(in.readNBytes(READ_BYTES_MAX), UTF_8)));
    } catch (NoSuchFileException lifted) {
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of("%s cannot be read (%s)".formatted(file, e.getClass().getSimpleName()));
    }
  }

  @Override
  public Notices watch(Consumer<Optional<String>> changed) {
    var ended = new CountDownLatch(1);
    Thread.ofVirtual().name("hold-file").start(() -> follow(ended, changed));
    return ended::countDown;
  }

  private void follow(CountDownLatch ended, Consumer<Optional<String>> changed) {
    var told = present();
    changed.accept(told);
    while (goesOn(ended)) {
      var now = present();
      if (!now.equals(told)) changed.accept(now);
      told = now;
    }
  }

  private static boolean goesOn(CountDownLatch ended) {
    try {
      return !ended.await(POLL.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static String reason(String text) {
    var first = text.lines().map(String::strip).filter(line -> !line.isEmpty()).findFirst();
    var reason = first.orElse("no reason given");
    return reason.substring(0, Math.min(reason.length(), REASON_CHARS_MAX));
  }
}
