package speeder.core.route;

import java.util.List;
import java.util.Optional;

/// Reads a debug header: `backend=NAME; other=attributes`, or the name alone in the first place
/// (the form of `X-Wikimedia-Debug`).
final class DebugHeader {
  private static final String BACKEND = "backend";

  private DebugHeader() {}

  /// The backend that the first value to name one names.
  static Optional<String> backend(List<String> values) {
    return values.stream().flatMap(value -> named(value).stream()).findFirst();
  }

  private static Optional<String> named(String value) {
    var parts = value.split(";", -1);
    for (var part : parts) {
      int equals = part.indexOf('=');
      if (equals > 0 && part.substring(0, equals).strip().equalsIgnoreCase(BACKEND)) {
        return nonEmpty(unquoted(part.substring(equals + 1).strip()));
      }
    }
    var first = parts[0].strip();
    return first.indexOf('=') < 0 ? nonEmpty(first) : Optional.empty();
  }

  private static String unquoted(String value) {
    boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
    return quoted ? value.substring(1, value.length() - 1) : value;
  }

  private static Optional<String> nonEmpty(String value) {
    return value.isEmpty() ? Optional.empty() : Optional.of(value);
  }
}
