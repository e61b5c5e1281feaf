package speeder.core.supervision;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// An answer as far as it matters.
///
/// @param headers by name in any case; several of one name are joined by `, `
public record Response(int status, SortedMap<String, String> headers, String body) {
  /// In which a container says which release it is.
  public static final String RELEASE_HEADER = "Speeder-Release";

  public Response(int status, SortedMap<String, String> headers, String body) {
    var anyCase = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    anyCase.putAll(headers);
    this.status = status;
    this.headers = Collections.unmodifiableSortedMap(anyCase);
    this.body = body;
  }

  public static Response of(int status, Map<String, String> headers, String body) {
    return new Response(status, new TreeMap<>(headers), body);
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  public Optional<String> release() {
    return header(RELEASE_HEADER);
  }
}
