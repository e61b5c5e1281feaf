package speeder.server.http;

import io.javalin.http.Context;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntSupplier;

/// Who may do what. Reading is open on this machine; changing takes the token.
///
/// A page of another site that runs in a browser here cannot change anything: there are no cookies,
/// its requests carry its Origin, and a name that it points at this machine is not our Host.
final class Guard {
  private static final Set<String> READING = Set.of("GET", "HEAD");

  private static final Map<String, String> HEADERS =
      Map.of(
          "Content-Security-Policy",
          "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
              + "connect-src 'self'; base-uri 'none'; form-action 'none'; "
              + "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
          "X-Content-Type-Options",
          "nosniff",
          "X-Frame-Options",
          "DENY",
          "Referrer-Policy",
          "no-referrer",
          "Cross-Origin-Opener-Policy",
          "same-origin",
          "Cross-Origin-Resource-Policy",
          "same-origin",
          "Cache-Control",
          "no-store");

  private final Token token;
  private final IntSupplier port;

  Guard(Token token, IntSupplier port) {
    this.token = token;
    this.port = port;
  }

  /// @throws Refused where this request may not be made
  void check(Context request) {
    HEADERS.forEach(request::header);
    if (!isOurs(header(request, "Host").orElse(""))) throw strangeHost();
    var origin = header(request, "Origin");
    if (origin.isPresent() && !isOurOrigin(origin.get())) throw strangeOrigin();
    if (!READING.contains(request.method().name())) requireToken(request);
  }

  /// Whether the request carries the token.
  boolean isTrusted(Context request) {
    return header(request, "Authorization").filter(token::opens).isPresent();
  }

  String tokenId() {
    return token.id();
  }

  private void requireToken(Context request) {
    if (header(request, "Authorization").isEmpty()) {
      throw Refused.unauthorized(
          "token-missing",
          "Changing anything takes the server's token.",
          "Send it as Authorization: Bearer TOKEN; it stands in the file token of the data folder.");
    }
    if (!isTrusted(request)) {
      throw Refused.unauthorized(
          "token-wrong",
          "This is not the server's token.",
          "Read it anew from the file token of the server's data folder.");
    }
  }

  private boolean isOurs(String host) {
    int ours = port.getAsInt();
    return host.equals("127.0.0.1:" + ours)
        || host.equals("localhost:" + ours)
        || host.equals("[::1]:" + ours);
  }

  private boolean isOurOrigin(String origin) {
    return origin.startsWith("http://") && isOurs(origin.substring("http://".length()));
  }

  static Optional<String> header(Context request, String name) {
    return Optional.ofNullable(request.header(name));
  }

  private static Refused strangeHost() {
    return Refused.forbidden(
        "host-unknown",
        "The request names a host that this server is not.",
        "Use the address that the server printed at its start.");
  }

  private static Refused strangeOrigin() {
    return Refused.forbidden(
        "origin-unknown",
        "The request comes from a page of another site.",
        "Use the server's own page.");
  }
}
