package speeder.kit.signals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import speeder.core.supervision.Expectation;

/// Writes expectations in a line.
public record Asked(Expectation expectation) {
  public static Asked get(String path) {
    return new Asked(
        new Expectation(
            "https://one.example" + path,
            "GET",
            new TreeMap<>(),
            Optional.empty(),
            List.of(),
            List.of(),
            List.of(),
            new TreeMap<>(),
            new TreeMap<>(),
            List.of()));
  }

  public Asked status(Integer... codes) {
    var it = expectation;
    return with(List.of(codes), it.bodyContains(), it.bodyRegex(), it.headersAbsent());
  }

  public Asked contains(String... texts) {
    var it = expectation;
    return with(it.status(), List.of(texts), it.bodyRegex(), it.headersAbsent());
  }

  public Asked regex(String... patterns) {
    var it = expectation;
    return with(it.status(), it.bodyContains(), List.of(patterns), it.headersAbsent());
  }

  public Asked absent(String... names) {
    var it = expectation;
    return with(it.status(), it.bodyContains(), it.bodyRegex(), List.of(names));
  }

  /// Headers that must be equal, and patterns that headers must match.
  public Asked headers(Map<String, String> equal, Map<String, String> match) {
    var it = expectation;
    return new Asked(
        new Expectation(
            it.url(),
            it.method(),
            it.headers(),
            it.body(),
            it.status(),
            it.bodyContains(),
            it.bodyRegex(),
            new TreeMap<>(equal),
            new TreeMap<>(match),
            it.headersAbsent()));
  }

  /// What is sent.
  public Asked sent(String method, Map<String, String> headers, Optional<String> body) {
    var it = expectation;
    return new Asked(
        new Expectation(
            it.url(),
            method,
            new TreeMap<>(headers),
            body,
            it.status(),
            it.bodyContains(),
            it.bodyRegex(),
            it.headersEqual(),
            it.headersMatch(),
            it.headersAbsent()));
  }

  private Asked with(
      List<Integer> status, List<String> contains, List<String> regex, List<String> absent) {
    var it = expectation;
    return new Asked(
        new Expectation(
            it.url(),
            it.method(),
            it.headers(),
            it.body(),
            status,
            contains,
            regex,
            it.headersEqual(),
            it.headersMatch(),
            absent));
  }
}
