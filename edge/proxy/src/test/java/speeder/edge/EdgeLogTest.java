package speeder.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The edge's log has bounds, whatever clients do.
class EdgeLogTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private static final List<String> BAD =
      List.of(
          "GET / HTTP/9.9\r\n\r\n",
          "\0\1\2\r\n\r\n",
          "GET / HTTP/1.1\r\n\r\n",
          "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
          "GET http://[::1 HTTP/1.1\r\nHost: a\r\n\r\n",
          "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
          "POST / HTTP/1.1\r\nHost: "
              + Farm.HOST
              + "\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\nzz\r\n");

  @TempDir Path folder;

  @Test
  void a_minute_has_so_many_records_and_says_how_many_were_left_out() throws Exception {
    var said = said(1, Limits.LOG_RECORDS + 7);

    assertEquals(Limits.LOG_RECORDS + 2, said.lines().filter(it -> it.contains("!")).count());
    assertTrue(said.contains("7 more were left out"), said);
  }

  /// In one minute, and one more in the next.
  private String said(int length, int records) throws Exception {
    var file = folder.resolve("edge.log");
    try (var out = out(file)) {
      var log = new EdgeLog(out, file);
      for (int i = 0; i < records; i++) log.publish(record(NOON, length));
      log.publish(record(NOON.plusSeconds(60), length));
      out.print("!");
    }
    return Files.readString(file);
  }

  @Test
  void a_log_that_is_too_long_loses_its_older_half() throws Exception {
    var said = said(Limits.LOG_BYTES / 10, 20);

    assertTrue(said.length() <= Limits.LOG_BYTES, "bytes: " + said.length());
    assertTrue(said.endsWith("!"), "the newest stays");
  }

  @Test
  void what_a_client_writes_wrongly_is_no_news() throws Exception {
    var heard = new CopyOnWriteArrayList<String>();
    var ear = ear(heard);
    Logger.getLogger("").addHandler(ear);
    try (var backend = new Backend("r-1");
        var edge = new EdgeHere(Farm.main(1, backend.weighing(1)))) {
      for (var bad : BAD) {
        try (var client = edge.client()) {
          client.send(bad);
          client.in.readAllBytes();
        }
      }
    } finally {
      Logger.getLogger("").removeHandler(ear);
    }
    assertEquals(List.of(), heard);
  }

  private static PrintStream out(Path file) throws Exception {
    return new PrintStream(
        new FileOutputStream(file.toFile(), true), false, StandardCharsets.UTF_8);
  }

  private static LogRecord record(Instant at, int length) {
    var record = new LogRecord(Level.WARNING, "x".repeat(length) + "!");
    record.setInstant(at);
    return record;
  }

  private static Handler ear(List<String> heard) {
    return new Handler() {
      @Override
      public void publish(LogRecord record) {
        if (record.getLevel().intValue() >= Level.WARNING.intValue()) {
          heard.add(record.getLoggerName() + ": " + record.getMessage());
        }
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
  }
}
