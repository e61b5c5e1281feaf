package speeder.server.http;

import io.javalin.http.Context;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntSupplier;
import speeder.core.value.Actor;
import speeder.core.value.Digest;
import speeder.core.world.Rights;
import speeder.server.Desk;

/// Who asks. Reading is open on this machine; changing takes a token, and whether its principal may
/// is the core's to say.
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

  private static final String BEARER = "Bearer ";

  private final Token token;
  private final RelayKey relayKey;
  private final Desk desk;
  private final IntSupplier port;

  /// @param token the server's own: whoever can read it is the operator
  /// @param relayKey of servers that follow this one
  Guard(Token token, RelayKey relayKey, Desk desk, IntSupplier port) {
    this.token = token;
    this.relayKey = relayKey;
    this.desk = desk;
    this.port = port;
  }

  /// @throws Refused where this request may not be made
  void check(Context request) {
    HEADERS.forEach(request::header);
    // It has a proof of its own, and comes by the name under which a git server knows this machine.
    if (HookCall.isAt(request.path())) return;
    if (!isOurs(header(request, "Host").orElse(""))) throw strangeHost();
    var origin = header(request, "Origin");
    if (origin.isPresent() && !isOurOrigin(origin.get())) throw strangeOrigin();
    if (READING.contains(request.method().name())) return;
    if (request.path().equals(Relay.PATH)) requireRelayKey(request);
    else actor(request);
  }

  /// Whether whoever asks may read what is private.
  boolean isTrusted(Context request) {
    var bearer = header(request, "Authorization").flatMap(this::actor);
    return bearer
        .filter(it -> Rights.readsPrivate(desk.world(), it, desk.clock().instant()))
        .isPresent();
  }

  /// Who asks: the operator, or whoever a token was issued to.
  ///
  /// @throws Refused where no token in force says it
  Actor actor(Context request) {
    var header = header(request, "Authorization");
    if (header.isEmpty()) throw noToken();
    return header.flatMap(this::actor).orElseThrow(Guard::wrongToken);
  }

  private Optional<Actor> actor(String header) {
    if (!header.startsWith(BEARER)) return Optional.empty();
    var secret = header.substring(BEARER.length());
    if (token.is(secret)) return Optional.of(Actor.operator(token.id()));
    if (!Token.isSecret(secret)) return Optional.empty();
    return desk.world()
        .access()
        .of(Digest.of(secret))
        .filter(it -> !it.isOver(desk.clock().instant()))
        .map(it -> Actor.person(it.principal().name(), it.id()));
  }

  private static Refused noToken() {
    return Refused.unauthorized(
        "token-missing",
        "Changing anything takes a token.",
        "Send yours as Authorization: Bearer TOKEN. The server's own stands in the file token of its"
            + " data folder.");
  }

  private static Refused wrongToken() {
    return Refused.unauthorized(
        "token-wrong",
        "This token opens nothing here: it was never issued, was revoked, or its time is over.",
        "Have another one issued: speeder token issue NAME. The server's own stands in the file token"
            + " of its data folder.");
  }

  private void requireRelayKey(Context request) {
    if (header(request, "Authorization").filter(relayKey::opens).isPresent()) return;
    throw Refused.unauthorized(
        "relay-key-wrong",
        "Only a server that follows this one may pass on what it was asked.",
        "Ask at /api/commands.");
  }

  private boolean isOurs(String host) {
    int ours = port.getAsInt();
    return host.equals("127.0.0.1:" + ours) || host.equals("localhost:" + ours);
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
