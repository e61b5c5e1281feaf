package speeder.edge;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import speeder.core.route.Answer.Rule;
import speeder.core.route.Answer.Served;
import speeder.core.route.ClientCookie;

/// What a client gets to read of a backend's headers.
final class ResponseHeaders {
  private static final Set<String> OWN =
      Set.of(
          Names.STAGE.toLowerCase(Locale.ROOT),
          Names.BELIEF.toLowerCase(Locale.ROOT),
          Names.ERROR.toLowerCase(Locale.ROOT),
          Names.NOTICE.toLowerCase(Locale.ROOT));

  /// Headers by which an application speaks to shared caches alone (RFC 9213, Edge Architecture).
  private static final Set<String> TARGETED = Set.of("cdn-cache-control", "surrogate-control");

  private ResponseHeaders() {}

  /// @param debugHeader of the table, for Vary
  /// @param secure whether the client speaks https, for the cookie
  static void write(
      HttpFields came, HttpFields.Mutable out, Served served, String debugHeader, boolean secure) {
    out.clear();
    var hops = Hops.of(came);
    for (var field : came) {
      if (!hops.ends(field) && !OWN.contains(field.getLowerCaseName())) out.add(field);
    }
    out.add("Via", Names.VIA);
    mark(out, served);
    boolean unasked = isUnasked(served);
    if (unasked) out.put(Names.NOTICE, "debug-backend-unknown");
    if (unasked || !served.cacheable()) keepPrivate(out, debugHeader);
    if (served.cacheable() && !isShared(out)) {
      served.newClient().ifPresent(key -> name(out, key, secure));
    }
  }

  /// Whether somebody asked for a debug backend that there is not, and got what all get.
  private static boolean isUnasked(Served served) {
    return served.rule() != Rule.DEBUG_HEADER && served.grounds().debug().isPresent();
  }

  static void mark(HttpFields.Mutable out, Served served) {
    out.put(Names.STAGE, served.lane() + "/" + served.stage());
    out.put(Names.BELIEF, served.backend().release());
  }

  /// What was private stays as it is; all else becomes `private, no-store`: a debug answer never
  /// stands in for the usual one, in no cache on the way.
  private static void keepPrivate(HttpFields.Mutable out, String debugHeader) {
    boolean already = names(out).contains("private") && !isShared(out);
    if (!already) out.put(HttpHeader.CACHE_CONTROL, "private, no-store");
    TARGETED.forEach(out::remove);
    if (!already) out.remove(HttpHeader.EXPIRES);
    out.ensureField(new HttpField(HttpHeader.VARY, debugHeader));
  }

  /// A client is not named on an answer that a shared cache keeps: all would get the same name.
  private static boolean isShared(HttpFields out) {
    var names = names(out);
    return names.contains("public") || names.contains("s-maxage");
  }

  private static List<String> names(HttpFields out) {
    var directives = out.getCSV(HttpHeader.CACHE_CONTROL, true);
    return directives.stream().map(ResponseHeaders::directiveName).toList();
  }

  private static String directiveName(String directive) {
    int equals = directive.indexOf('=');
    var name = equals < 0 ? directive : directive.substring(0, equals);
    return name.strip().toLowerCase(Locale.ROOT);
  }

  private static void name(HttpFields.Mutable out, String key, boolean secure) {
    out.add(
        HttpHeader.SET_COOKIE,
        "%s=%s; Path=/; Max-Age=%d; HttpOnly; SameSite=Lax%s"
            .formatted(
                ClientCookie.NAME, key, Limits.CLIENT_KNOWN.toSeconds(), secure ? "; Secure" : ""));
  }
}
