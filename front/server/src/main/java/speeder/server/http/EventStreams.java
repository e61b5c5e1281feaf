package speeder.server.http;

import io.javalin.http.Context;
import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import speeder.api.Json;
import speeder.engine.port.PortFailure;
import speeder.server.Desk;
import speeder.server.read.JournalReading;

/// `GET /api/events`: server-sent events, one a fact, whose id is its offset.
///
/// Each client reads the journal at its own pace, so that no more than one batch a client is held.
/// One that takes nothing for [Http#IDLE] is cut; it comes back with `Last-Event-ID` and has missed
/// nothing.
final class EventStreams implements AutoCloseable {
  /// Clients that may follow at once.
  static final int CLIENTS_MAX = 64;

  /// Entries that are held for a client.
  private static final int BATCH = 200;

  /// A comment keeps the connection alive, and finds out clients that are gone.
  private static final Duration HEARTBEAT = Duration.ofSeconds(10);

  private final Desk desk;
  private final JournalReading journal;
  private final Set<Thread> open = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  EventStreams(Desk desk) {
    this.desk = desk;
    this.journal = new JournalReading(desk);
  }

  int count() {
    return open.size();
  }

  void handle(Context request) throws IOException, PortFailure, InterruptedException {
    long from = from(request);
    if (closed || open.size() >= CLIENTS_MAX) throw tooMany();
    open.add(Thread.currentThread());
    try {
      request.contentType("text/event-stream").header("X-Accel-Buffering", "no");
      stream(from, request.res().getOutputStream());
    } finally {
      open.remove(Thread.currentThread());
    }
  }

  private static long from(Context request) {
    var last = Guard.header(request, "Last-Event-ID");
    return last.isPresent()
        ? Answers.number("Last-Event-ID", last.get(), 0) + 1
        : Answers.number(request, "from", 1, 0);
  }

  private void stream(long from, ServletOutputStream out)
      throws IOException, PortFailure, InterruptedException {
    long next = Math.max(1, from);
    say(out, "retry: 1000\n\n");
    while (!closed) {
      var entries = desk.journal(next, BATCH);
      for (var entry : entries) {
        var event = journal.event(entry);
        say(out, "id: " + event.offset() + "\ndata: " + Json.text(event) + "\n\n");
        next = event.offset() + 1;
      }
      out.flush();
      if (entries.isEmpty()) idle(out, next - 1);
    }
  }

  private void idle(ServletOutputStream out, long last) throws IOException, InterruptedException {
    desk.await(last, HEARTBEAT);
    if (desk.world().offset() <= last) say(out, ": alive\n\n");
  }

  private static void say(ServletOutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    closed = true;
    open.forEach(Thread::interrupt);
  }

  private static Refused tooMany() {
    return Refused.problem(
        503,
        "Could not",
        "too-many-streams",
        "%d clients follow events already.".formatted(CLIENTS_MAX),
        "Close one, or read /api/journal now and then.");
  }
}
