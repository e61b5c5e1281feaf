package speeder.routing.explain;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import speeder.core.route.Answer;
import speeder.core.route.RequestFacts;
import speeder.core.route.RouteTable;
import speeder.core.route.Routing;

/// What an edge would do with a request, in words for people and scripts.
///
/// @param rule `debug-header`, `canary-share`, `main`, or the code of the refusal
public record Explanation(
    boolean served,
    Optional<String> tenant,
    Optional<String> lane,
    Optional<String> stage,
    Optional<String> release,
    Optional<String> backend,
    String rule,
    String why) {

  /// Asks the same resolver as the edge does.
  ///
  /// @param url whose host picks the tenant, unless the headers say otherwise
  /// @param client the client's key, where it has one
  /// @param draw what a client without one would draw
  public static Explanation of(
      RouteTable table, URI url, Headers headers, Optional<String> client, long draw) {
    var host = headers.host(host(url));
    var debug = headers.values(table.debugHeader());
    return of(Routing.resolve(table, new RequestFacts(host, debug, client, draw)));
  }

  /// With its port, and without what may stand before it to sign in.
  private static Optional<String> host(URI url) {
    return Optional.ofNullable(url.getRawAuthority())
        .map(authority -> authority.substring(authority.lastIndexOf('@') + 1));
  }

  private static Explanation of(Answer answer) {
    return switch (answer) {
      case Answer.Served served ->
          new Explanation(
              true,
              Optional.of(served.tenant()),
              Optional.of(served.lane()),
              Optional.of(served.stage()),
              Optional.of(served.backend().release()),
              Optional.of(served.backend().address()),
              served.rule().name().toLowerCase(Locale.ROOT).replace('_', '-'),
              served.why());
      case Answer.NotServed not ->
          new Explanation(
              false,
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              not.refusal().code(),
              not.refusal().sentence() + " " + not.refusal().remedy());
    };
  }

  /// The same, with a word more on why.
  Explanation and(String more) {
    return new Explanation(served, tenant, lane, stage, release, backend, rule, why + " " + more);
  }
}
