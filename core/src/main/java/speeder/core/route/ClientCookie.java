package speeder.core.route;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The cookie by which a client keeps its share.
public final class ClientCookie {
  public static final String NAME = "speeder_client";

  private static final Pattern KEY = Pattern.compile("[0-9a-f]{16}");

  private ClientCookie() {}

  /// The client's key in the values of Cookie headers. What is not of the form that the edge gives
  /// out was not given out by it.
  public static Optional<String> in(List<String> cookies) {
    for (var line : cookies) {
      for (var cookie : line.split(";", -1)) {
        var pair = cookie.strip();
        if (pair.startsWith(NAME + "=")) {
          var key = pair.substring(NAME.length() + 1);
          if (KEY.matcher(key).matches()) return Optional.of(key);
        }
      }
    }
    return Optional.empty();
  }
}
