package speeder.edge;

import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import speeder.core.route.ClientCookie;
import speeder.core.route.RequestFacts;

/// Takes from a request what routing looks at.
final class Facts {
  private Facts() {}

  static RequestFacts of(Request request, String debugHeader, long draw) {
    var headers = request.getHeaders();
    var host = Optional.ofNullable(headers.get(HttpHeader.HOST)).orElse("");
    var client = ClientCookie.in(headers.getValuesList(HttpHeader.COOKIE));
    return new RequestFacts(host, headers.getValuesList(debugHeader), client, draw);
  }
}
