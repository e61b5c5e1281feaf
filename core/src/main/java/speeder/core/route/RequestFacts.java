package speeder.core.route;

import java.util.List;
import java.util.Optional;

/// What routing looks at in a request.
///
/// @param host of the request, as it came: any case, with or without port
/// @param debug values of the table's debug header, in order; empty when it did not come
/// @param client what the client is known by, from an earlier answer's [Answer.Served#newClient]
/// @param draw uniform over all longs: becomes the client's key where it has none
public record RequestFacts(String host, List<String> debug, Optional<String> client, long draw) {
  public RequestFacts {
    debug = List.copyOf(debug);
  }
}
