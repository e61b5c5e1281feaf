package speeder.edge;

import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import speeder.core.route.RequestFacts;

/// Takes from a request what routing looks at.
final class Facts {
  private static final Pattern CLIENT = Pattern.compile("[0-9a-f]{16}");

  private Facts() {}

  static RequestFacts of(Request request, String debugHeader, long draw) {
    var headers = request.getHeaders();
    var host = Optional.ofNullable(headers.get(HttpHeader.HOST)).orElse("");
    return new RequestFacts(host, headers.getValuesList(debugHeader), client(headers), draw);
  }

  /// What is not of the form that the edge gives out was not given out by it.
  private static Optional<String> client(HttpFields headers) {
    for (var line : headers.getValuesList(HttpHeader.COOKIE)) {
      for (var cookie : line.split(";", -1)) {
        var pair = cookie.strip();
        if (pair.startsWith(Names.CLIENT + "=")) {
          var key = pair.substring(Names.CLIENT.length() + 1);
          if (CLIENT.matcher(key).matches()) return Optional.of(key);
        }
      }
    }
    return Optional.empty();
  }
}
