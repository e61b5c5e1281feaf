package speeder.edge;

import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/// What the edge has to say, on standard error, which whoever started it appends to its log. At
/// most [Limits#LOG_RECORDS] a minute, and the log is cut at [Limits#LOG_BYTES]: an edge runs for
/// years, and clients must not fill its disk.
final class EdgeLog extends Handler {
  private final PrintStream out;
  private final Path file;
  private Instant minute = Instant.EPOCH;
  private int records;

  EdgeLog(PrintStream out, Path file) {
    this.out = out;
    this.file = file;
    setFormatter(new SimpleFormatter());
    setLevel(Level.INFO);
  }

  /// Takes the place of whatever logged before.
  static void begin(Path file) {
    var root = Logger.getLogger("");
    for (var handler : root.getHandlers()) root.removeHandler(handler);
    root.addHandler(new EdgeLog(System.err, file));
  }

  @Override
  public synchronized void publish(LogRecord record) {
    if (!isLoggable(record)) return;
    turnTo(record.getInstant().truncatedTo(ChronoUnit.MINUTES));
    if (++records > Limits.LOG_RECORDS) return;
    say(getFormatter().format(record));
  }

  private void turnTo(Instant now) {
    if (now.equals(minute)) return;
    int left = records - Limits.LOG_RECORDS;
    minute = now;
    records = 0;
    if (left > 0) say("%d more were left out in the minute before.%n".formatted(left));
  }

  private void say(String text) {
    out.print(text);
    out.flush();
    try {
      if (Files.exists(file) && Files.size(file) > Limits.LOG_BYTES) cut();
    } catch (IOException failed) {
      out.println("The log could not be cut: " + failed);
    }
  }

  /// Whoever writes to it appends, and goes on at its new end.
  private void cut() throws IOException {
    try (var log = new RandomAccessFile(file.toFile(), "rw")) {
      var kept = new byte[Limits.LOG_BYTES / 2];
      log.seek(log.length() - kept.length);
      log.readFully(kept);
      log.setLength(0);
      log.seek(0);
      log.write(kept);
    }
  }

  @Override
  public void flush() {
    out.flush();
  }

  @Override
  public void close() {
    flush();
  }
}
