package speeder.edge;

import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.client.Result;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import speeder.core.route.Answer.NotServed;
import speeder.core.route.Answer.Served;
import speeder.core.route.RouteTable.Backend;

/// One request's way to a backend and back.
///
/// A GET or HEAD without a body is asked once more where no byte of an answer came: of the stage's
/// other backend where this one takes no connections, else of the same, on a fresh connection. All
/// else is sent once, whatever happens.
final class Passage {
  private final Front front;
  private final Request request;
  private final Response response;
  private final Callback callback;
  private final long draw;
  private final Optional<ClientBody> body;

  Passage(Front front, Request request, Response response, Callback callback, long draw) {
    this.front = front;
    this.request = request;
    this.response = response;
    this.callback = callback;
    this.draw = draw;
    this.body = hasBody(request) ? Optional.of(new ClientBody(request)) : Optional.empty();
  }

  void begin() {
    go(isRepeatable(), Optional.empty());
  }

  private void go(boolean first, Optional<Backend> avoid) {
    var decision = front.decide(request, draw, avoid);
    if (decision.isEmpty()) {
      Trouble.NO_TABLE.answer(response, callback, Optional.empty(), front.isEnding());
      return;
    }
    switch (decision.get().answer()) {
      case NotServed not ->
          Trouble.of(not).answer(response, callback, Optional.empty(), front.isEnding());
      case Served served -> send(served, decision.get(), first);
    }
  }

  private void send(Served served, Front.Decision decision, boolean first) {
    var address = served.backend().address();
    var target = request.getHttpURI().getPathQuery();
    var out =
        first ? front.backends().kept(address, target) : front.backends().fresh(address, target);
    var from = request.getConnectionMetaData().getRemoteSocketAddress();
    var came = request.getHeaders();
    out.method(request.getMethod())
        .headers(headers -> headers.clear().add(front.headers().forBackend(came, from)))
        .idleTimeout(Limits.BACKEND_IDLE.toMillis(), TimeUnit.MILLISECONDS);
    if (!first) out.headers(headers -> headers.put(HttpHeader.CONNECTION, "close"));
    body.ifPresent(out::body);
    boolean secure = front.headers().proto(came, from).equals("https");
    var arrival = new Arrival(this, served, decision, secure, first);
    out.onRequestBegin(_ -> arrival.reach());
    out.send(arrival);
    decision.flight().ifPresent(flight -> flight.goesOutAs(out));
  }

  /// What came for an attempt is over.
  void ended(Arrival arrival, Result result) {
    var served = arrival.served();
    arrival.land();
    if (arrival.isWhole()) arrival.whenWritten(callback);
    else failed(arrival, served, failure(result));
  }

  private void failed(Arrival arrival, Served served, Throwable failure) {
    if (arrival.clientGone() || body.filter(ClientBody::failed).isPresent()) {
      callback.failed(failure);
    } else if (arrival.hasBegun()) {
      front.tallies().brokenOff(served);
      if (response.isCommitted()) callback.failed(failure);
      else trouble(served, failure, true);
    } else if (arrival.mayRepeat() && isOfTheConnection(arrival, failure)) {
      again(arrival, served);
    } else {
      front.tallies().unanswered(served);
      trouble(served, failure, arrival.reached());
    }
  }

  /// Too many waiting, or too long an answer, would only be so again.
  private static boolean isOfTheConnection(Arrival arrival, Throwable failure) {
    return switch (failure) {
      case RejectedExecutionException _ -> false;
      case TimeoutException _ -> !arrival.reached();
      default -> true;
    };
  }

  /// A backend that another one stands in for has failed; one that is asked again not yet.
  private void again(Arrival arrival, Served served) {
    var avoid = arrival.reached() ? Optional.<Backend>empty() : Optional.of(served.backend());
    if (avoid.isPresent() && served.otherwise().isPresent()) front.tallies().unanswered(served);
    go(false, avoid);
  }

  private void trouble(Served served, Throwable failure, boolean reached) {
    Trouble.of(served, failure, reached)
        .answer(response, callback, Optional.of(served), front.isEnding());
  }

  boolean isHead() {
    return HttpMethod.HEAD.is(request.getMethod());
  }

  Response response() {
    return response;
  }

  Front front() {
    return front;
  }

  private boolean isRepeatable() {
    var method = request.getMethod();
    return body.isEmpty() && (HttpMethod.GET.is(method) || HttpMethod.HEAD.is(method));
  }

  private static boolean hasBody(Request request) {
    long length = request.getLength();
    return length > 0
        || (length < 0 && request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING));
  }

  private static Throwable failure(Result result) {
    @Nullable Throwable failure = result.getFailure();
    return failure == null
        ? new IllegalStateException("An answer ended without its end.")
        : failure;
  }
}
