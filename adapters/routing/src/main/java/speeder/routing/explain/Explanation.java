package speeder.routing.explain;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
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
  private static final String HOST = "host";

  /// A header of a request.
  public record Header(String name, String value) {
    /// Reads `Name: value`.
    public static Optional<Header> parse(String line) {
      int colon = line.indexOf(':');
      return colon < 1
          ? Optional.empty()
          : Optional.of(
              new Header(line.substring(0, colon).strip(), line.substring(colon + 1).strip()));
    }

    private boolean is(String other) {
      return name.equalsIgnoreCase(other);
    }
  }

  /// Asks the same resolver as the edge does.
  ///
  /// @param url whose host picks the tenant, unless a Host header says otherwise
  /// @param client the value of the client's `speeder_client` cookie, where it has one
  /// @param draw what a client without one would draw
  public static Explanation of(
      RouteTable table, URI url, List<Header> headers, Optional<String> client, long draw) {
    var host = values(headers, HOST).stream().findFirst().or(() -> host(url)).orElse("");
    var debug = values(headers, table.debugHeader());
    return of(Routing.resolve(table, new RequestFacts(host, debug, client, draw)));
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

  private static Optional<String> host(URI url) {
    return Optional.ofNullable(url.getRawAuthority());
  }

  private static List<String> values(List<Header> headers, String name) {
    return headers.stream().filter(header -> header.is(name)).map(Header::value).toList();
  }

  /// The fields of `route explain`, by name.
  public SortedMap<String, String> fields() {
    var fields = new TreeMap<String, String>();
    tenant.ifPresent(it -> fields.put("tenant", it));
    lane.ifPresent(it -> fields.put("lane", it));
    stage.ifPresent(it -> fields.put("stage", it));
    release.or(() -> backend).ifPresent(it -> fields.put("release_or_backend", it));
    fields.put("rule", rule);
    fields.put("why", why);
    return fields;
  }
}
