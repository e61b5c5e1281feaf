package speeder.edge;

import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

/// What a backend gets to read of a client's headers.
///
/// Host stays. Who the client is, is said by the edge alone: what came under these names is
/// replaced, unless it came from a proxy in front that is trusted by its address; then the edge
/// adds itself to the end, as a proxy does. `Proxy` goes no further: it becomes `HTTP_PROXY` in a
/// CGI's environment, which is where many programs look for theirs.
final class RequestHeaders {
  private static final String UNKNOWN = "unknown";
  private static final Set<String> REPLACED =
      Set.of(
          "forwarded",
          "x-forwarded-for",
          "x-forwarded-host",
          "x-forwarded-port",
          "x-forwarded-proto",
          "x-forwarded-server",
          "x-real-ip",
          "via",
          "expect",
          "proxy");

  private final Set<String> trusted;

  /// @param trusted addresses of proxies in front
  RequestHeaders(Set<String> trusted) {
    this.trusted = trusted;
  }

  HttpFields forBackend(HttpFields came, SocketAddress from) {
    var hops = Hops.of(came);
    var headers = HttpFields.build();
    for (var field : came) {
      if (!hops.ends(field) && !REPLACED.contains(field.getLowerCaseName())) headers.add(field);
    }
    var client = address(from);
    var trust = trusted.contains(client);
    var host = Optional.ofNullable(came.get(HttpHeader.HOST)).orElse("");
    headers.put("X-Forwarded-For", joined(trust, came, "X-Forwarded-For", client));
    headers.put("X-Forwarded-Host", kept(trust, came, "X-Forwarded-Host").orElse(host));
    headers.put("X-Forwarded-Proto", proto(came, from));
    var forwarded = "for=%s;host=\"%s\";proto=http".formatted(node(from), host);
    headers.put("Forwarded", joined(trust, came, "Forwarded", forwarded));
    headers.put("Via", joined(true, came, "Via", Names.VIA));
    return headers.asImmutable();
  }

  /// How the client speaks to the outermost trusted proxy; the edge itself speaks http.
  String proto(HttpFields came, SocketAddress from) {
    boolean trust = trusted.contains(address(from));
    return kept(trust, came, "X-Forwarded-Proto").filter(it -> it.equals("https")).orElse("http");
  }

  private static Optional<String> kept(boolean trust, HttpFields came, String name) {
    return trust ? Optional.ofNullable(came.get(name)) : Optional.empty();
  }

  private static String joined(boolean trust, HttpFields came, String name, String own) {
    var before = trust ? String.join(", ", came.getValuesList(name)) : "";
    return before.isEmpty() ? own : before + ", " + own;
  }

  private static String address(SocketAddress from) {
    return from instanceof InetSocketAddress inet && inet.getAddress() != null
        ? withoutScope(inet.getAddress().getHostAddress())
        : UNKNOWN;
  }

  private static String withoutScope(String address) {
    int scope = address.indexOf('%');
    return scope < 0 ? address : address.substring(0, scope);
  }

  /// RFC 7239, 6: an IPv6 address stands in brackets and quotes.
  private static String node(SocketAddress from) {
    boolean six = from instanceof InetSocketAddress in && in.getAddress() instanceof Inet6Address;
    return six ? "\"[" + address(from) + "]\"" : address(from);
  }
}
