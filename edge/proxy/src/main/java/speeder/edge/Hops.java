package speeder.edge;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

/// Headers that speak of one connection and end with it (RFC 9110, 7.6.1).
final class Hops {
  private static final Set<String> ALWAYS =
      Set.of(
          "connection",
          "keep-alive",
          "proxy-authenticate",
          "proxy-authorization",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  /// What a sender cannot take out of a message by naming it in Connection.
  private static final Set<String> NEVER = Set.of("host", "content-length", "cache-control");

  private final Set<String> named;

  private Hops(Set<String> named) {
    this.named = named;
  }

  static Hops of(HttpFields headers) {
    if (!headers.contains(HttpHeader.CONNECTION)) return new Hops(Set.of());
    var named = new HashSet<String>();
    for (var name : headers.getCSV(HttpHeader.CONNECTION, false)) {
      named.add(name.strip().toLowerCase(Locale.ROOT));
    }
    named.removeAll(NEVER);
    return new Hops(named);
  }

  /// Whether a body came in a transfer coding beside chunks: it cannot go on as what it is.
  static boolean isCoded(HttpFields headers) {
    return headers.getCSV(HttpHeader.TRANSFER_ENCODING, false).stream()
        .anyMatch(coding -> !coding.strip().equalsIgnoreCase("chunked"));
  }

  boolean ends(HttpField field) {
    var name = field.getLowerCaseName();
    return ALWAYS.contains(name) || named.contains(name);
  }
}
