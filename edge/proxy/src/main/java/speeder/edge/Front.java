package speeder.edge;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import speeder.core.route.Answer;
import speeder.core.route.Answer.Served;
import speeder.core.route.RouteTable;
import speeder.core.route.RouteTable.Backend;
import speeder.core.route.Routing;
import speeder.edge.Flights.Flight;

/// Takes requests, decides who serves them by the table in force, and sends each on its way.
final class Front extends Handler.Abstract.NonBlocking {
  /// @param debugHeader of the table that decided
  /// @param flight begun to whoever serves; none where nobody does
  record Decision(Answer answer, String debugHeader, Optional<Flight> flight) {}

  private final TableInForce table;
  private final Flights flights;
  private final Tallies tallies;
  private final RequestHeaders headers;
  private final Backends backends;
  private final LongSupplier draws;
  private final AtomicInteger active = new AtomicInteger();
  private volatile boolean ending;

  /// @param draws uniform over all longs
  Front(
      TableInForce table,
      Flights flights,
      Tallies tallies,
      RequestHeaders headers,
      Backends backends,
      LongSupplier draws) {
    this.table = table;
    this.flights = flights;
    this.tallies = tallies;
    this.headers = headers;
    this.backends = backends;
    this.draws = draws;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    active.incrementAndGet();
    var ended = Callback.from(callback, active::decrementAndGet);
    var refused = refusal(request);
    if (refused.isPresent()) {
      refused.get().answer(response, ended, Optional.empty(), ending);
      return true;
    }
    // How long a backend may take is for its own limit to say.
    request.addIdleTimeoutListener(_ -> false);
    new Passage(this, request, response, ended, draws.getAsLong()).begin();
    return true;
  }

  private static Optional<Trouble> refusal(Request request) {
    var method = request.getMethod();
    if (HttpMethod.CONNECT.is(method) || HttpMethod.TRACE.is(method)) {
      return Optional.of(Trouble.NO_METHOD);
    }
    if (Hops.isCoded(request.getHeaders())) return Optional.of(Trouble.NO_CODING);
    boolean websocket = request.getHeaders().contains(HttpHeader.UPGRADE, "websocket");
    return websocket ? Optional.of(Trouble.NO_WEBSOCKET) : Optional.empty();
  }

  /// Who serves the request, by the table in force now. Where somebody does, a flight to it has
  /// begun when this returns. Nothing where there is no table.
  ///
  /// @param avoid a backend that could not be reached: the stage's next choice is taken, if any
  Optional<Decision> decide(Request request, long draw, Optional<Backend> avoid) {
    return table.decide(in -> in.map(edge -> decide(edge.table(), request, draw, avoid)));
  }

  private Decision decide(RouteTable by, Request request, long draw, Optional<Backend> avoid) {
    var answer = Routing.resolve(by, Facts.of(request, by.debugHeader(), draw));
    if (!(answer instanceof Served served)) {
      return new Decision(answer, by.debugHeader(), Optional.empty());
    }
    var chosen = avoid.filter(served.backend()::equals).isPresent() ? otherwise(served) : served;
    var flight = flights.begin(chosen.backend());
    return new Decision(chosen, by.debugHeader(), Optional.of(flight));
  }

  private static Served otherwise(Served served) {
    return new Served(
        served.tenant(),
        served.lane(),
        served.stage(),
        served.otherwise().orElse(served.backend()),
        Optional.empty(),
        served.rule(),
        served.grounds(),
        served.newClient());
  }

  Flights flights() {
    return flights;
  }

  Tallies tallies() {
    return tallies;
  }

  RequestHeaders headers() {
    return headers;
  }

  Backends backends() {
    return backends;
  }

  /// From now on each answer is the last of its connection, and says so.
  void end() {
    ending = true;
  }

  boolean isEnding() {
    return ending;
  }

  /// Requests that have come and are not answered to the end.
  int active() {
    return active.get();
  }
}
