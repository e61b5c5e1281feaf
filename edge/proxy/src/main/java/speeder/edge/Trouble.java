package speeder.edge;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import speeder.core.route.Answer.NotServed;
import speeder.core.route.Answer.Served;
import speeder.core.value.Refusal;

/// An answer that the edge gives itself, in words. It names no address and no release as having
/// answered, and no cache keeps it.
record Trouble(int status, Refusal why) {
  /// An answer in a transfer coding that cannot go on.
  static final class Coded extends IOException {
    private static final long serialVersionUID = 1;
  }

  private static final String WAIT = "Try again in a moment.";

  static final Trouble NO_TABLE =
      of(503, "no-table", "This edge has no routes yet.", "Start the server: it publishes them.");

  static final Trouble NO_WEBSOCKET =
      of(501, "no-websocket", "This edge does not switch to WebSocket.", "Ask over HTTP.");

  static final Trouble NO_METHOD =
      of(405, "method-not-served", "This edge serves neither CONNECT nor TRACE.", "Use another.");

  static final Trouble NO_CODING =
      of(
          501,
          "coding-not-served",
          "This edge reads no transfer coding but chunked.",
          "Send it chunked alone; a Content-Encoding goes through.");

  static Trouble of(NotServed answer) {
    int status =
        switch (answer.reason()) {
          case UNKNOWN_HOST -> 404;
          case UNKNOWN_LANE, DEBUG_EMPTY, LANE_EMPTY -> 503;
        };
    return new Trouble(status, answer.refusal());
  }

  /// @param reached whether a connection stood and the request was begun
  static Trouble of(Served served, Throwable failure, boolean reached) {
    var who = "The release in %s/%s".formatted(served.lane(), served.stage());
    if (failure instanceof RejectedExecutionException) {
      return of(503, "backend-full", who + " has too many requests waiting.", WAIT);
    }
    if (failure instanceof Coded) {
      return of(
          502,
          "backend-coding",
          who + " answered in a transfer coding that nobody asked for.",
          "Let it send chunked alone.");
    }
    if (!reached) return of(502, "backend-unreachable", who + " takes no connections.", WAIT);
    if (failure instanceof TimeoutException) {
      return of(504, "backend-slow", who + " did not answer in time.", WAIT);
    }
    return of(502, "backend-broke-off", who + " broke the connection off.", WAIT);
  }

  private static Trouble of(int status, String code, String sentence, String remedy) {
    return new Trouble(status, new Refusal(code, sentence, remedy));
  }

  /// Says so to the client. Nothing may have been sent to it.
  ///
  /// @param last whether its connection closes then
  void answer(Response response, Callback callback, Optional<Served> served, boolean last) {
    response.reset();
    response.setStatus(status);
    var headers = response.getHeaders();
    served.ifPresent(it -> ResponseHeaders.mark(headers, it));
    if (last) headers.put(HttpHeader.CONNECTION, "close");
    headers.put(Names.ERROR, why.code());
    headers.put(HttpHeader.CACHE_CONTROL, "no-store");
    headers.put(HttpHeader.CONTENT_TYPE, "text/plain; charset=utf-8");
    var text = (why + "\n").getBytes(StandardCharsets.UTF_8);
    headers.put(HttpHeader.CONTENT_LENGTH, text.length);
    Content.Sink.write(response, true, new String(text, StandardCharsets.UTF_8), callback);
  }
}
