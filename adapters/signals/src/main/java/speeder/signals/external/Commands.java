package speeder.signals.external;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import speeder.core.lock.Sight;

/// A command that prints what a lane of others serves and whether it moves.
final class Commands {
  private static final Duration LONGEST = Duration.ofSeconds(10);
  private static final int OUTPUT_BYTES_MAX = 64 << 10;

  Sight look(List<String> command) {
    var name = "command " + command.getFirst();
    try {
      var process = started(command);
      try {
        return look(process, name);
      } finally {
        end(process);
      }
    } catch (IOException failure) {
      return Sight.unknown("%s cannot be run".formatted(name));
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
      return Sight.unknown("%s was left".formatted(name));
    }
  }

  private static Process started(List<String> command) throws IOException {
    return new ProcessBuilder(command)
        .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static Sight look(Process process, String name) throws InterruptedException {
    long until = System.nanoTime() + LONGEST.toNanos();
    var output = new CompletableFuture<String>();
    Thread.ofVirtual().start(() -> read(process.getInputStream(), output));
    try {
      var text = output.get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
      if (!process.waitFor(until - System.nanoTime(), TimeUnit.NANOSECONDS)) return late(name);
      int code = process.exitValue();
      return code == 0
          ? Told.ofReport(text, name)
          : Sight.unknown("%s ended with code %d".formatted(name, code));
    } catch (TimeoutException late) {
      return late(name);
    } catch (ExecutionException broken) {
      return Sight.unknown("%s could not be read".formatted(name));
    }
  }

  private static Sight late(String name) {
    return Sight.unknown("%s took longer than %d s".formatted(name, LONGEST.toSeconds()));
  }

  /// More than that is no JSON that one would write.
  private static void read(InputStream from, CompletableFuture<String> to) {
    try (from) {
      to.complete(new String(from.readNBytes(OUTPUT_BYTES_MAX), StandardCharsets.UTF_8));
    } catch (IOException broken) {
      to.completeExceptionally(new UncheckedIOException(broken));
    }
  }

  private static void end(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
