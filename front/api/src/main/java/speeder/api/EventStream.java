package speeder.api;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Predicate;

/// Server-sent events (WHATWG HTML, section 9.2), as far as the server uses them: `id`, `data` and
/// comments.
final class EventStream {
  /// How long a server may stay away before following gives up.
  static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final Duration BETWEEN_TRIES = Duration.ofMillis(500);

  private final Calls calls;
  private long next;
  private long lastHeard = System.nanoTime();

  EventStream(Calls calls, long from) {
    this.calls = calls;
    this.next = from;
  }

  void follow(Predicate<Event> more) throws ApiFailure {
    while (true) {
      try {
        if (!stream(more)) return;
      } catch (ApiFailure away) {
        if (away.problem().status() != 0 || isOver()) throw away;
      }
      rest();
    }
  }

  /// @return whether more is wanted after the connection broke
  private boolean stream(Predicate<Event> more) throws ApiFailure {
    var request =
        calls.request("/api/events?from=" + next).header("Accept", "text/event-stream").GET();
    var answer = calls.send(request, HttpResponse.BodyHandlers.ofInputStream());
    if (answer.statusCode() != 200) throw problem(answer);
    lastHeard = System.nanoTime();
    try (var lines =
        new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
      return read(lines, more);
    } catch (IOException broken) {
      return true;
    }
  }

  private boolean read(BufferedReader lines, Predicate<Event> more) throws IOException, ApiFailure {
    for (var line = lines.readLine(); line != null; line = lines.readLine()) {
      lastHeard = System.nanoTime();
      if (!line.startsWith("data: ")) continue;
      var event = event(line.substring("data: ".length()));
      next = event.offset() + 1;
      if (!more.test(event)) return false;
    }
    return true;
  }

  private Event event(String data) throws ApiFailure {
    try {
      return calls.said(data, Event.class);
    } catch (BadJson other) {
      throw calls.notSpeeder(200, other);
    }
  }

  private ApiFailure problem(HttpResponse<InputStream> answer) throws ApiFailure {
    try (var body = answer.body()) {
      var text = new String(body.readAllBytes(), StandardCharsets.UTF_8);
      return new ApiFailure(calls.said(text, Problem.class));
    } catch (BadJson | IOException other) {
      return calls.notSpeeder(answer.statusCode(), other);
    }
  }

  private boolean isOver() {
    return System.nanoTime() - lastHeard > PATIENCE.toNanos();
  }

  private static void rest() throws ApiFailure {
    try {
      Thread.sleep(BETWEEN_TRIES);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw ApiFailure.without("interrupted", "It was interrupted.", "Ask again.");
    }
  }
}
