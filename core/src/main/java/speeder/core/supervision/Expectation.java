package speeder.core.supervision;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// One request and what its answer must be, in the words of httpbb's test files.
///
/// @param url scheme, host and path; the host picks the tenant, the address asked is the slot's
/// @param status codes of which one must come; empty allows any below 400
/// @param bodyRegex of which each must be found somewhere
/// @param headersEqual, headersMatch name to value, name to pattern found somewhere; names in any
///   case
/// @param headersAbsent that must not come
public record Expectation(
    String url,
    String method,
    SortedMap<String, String> headers,
    Optional<String> body,
    List<Integer> status,
    List<String> bodyContains,
    List<String> bodyRegex,
    SortedMap<String, String> headersEqual,
    SortedMap<String, String> headersMatch,
    List<String> headersAbsent) {
  private static final int SHOWN_MAX = 200;
  private static final int FIRST_BAD_STATUS = 400;

  public Expectation {
    headers = Collections.unmodifiableSortedMap(new TreeMap<>(headers));
    status = List.copyOf(status);
    bodyContains = List.copyOf(bodyContains);
    bodyRegex = List.copyOf(bodyRegex);
    headersEqual = Collections.unmodifiableSortedMap(new TreeMap<>(headersEqual));
    headersMatch = Collections.unmodifiableSortedMap(new TreeMap<>(headersMatch));
    headersAbsent = List.copyOf(headersAbsent);
  }

  /// What people call it.
  public String name() {
    return method + " " + url;
  }

  /// What came of it: what was expected and what came instead, and nothing of the answer's body.
  ///
  /// @param release that the answer must name
  public Probed probed(Response response, String release, long milliseconds) {
    var wrong = new ArrayList<String>();
    release(response, release, wrong);
    status(response, wrong);
    headers(response, wrong);
    body(response, wrong);
    return new Probed(name(), joined(wrong), response.release(), milliseconds);
  }

  /// No answer came.
  public Probed unanswered(String why, long milliseconds) {
    var failure = "expected an answer, but " + why;
    return new Probed(name(), Optional.of(failure), Optional.empty(), milliseconds);
  }

  private static void release(Response response, String release, List<String> wrong) {
    if (response.release().filter(release::equals).isPresent()) return;
    var came = response.release().orElse("none was named");
    wrong.add("expected release %s, but %s".formatted(release, shown(came)));
  }

  private void status(Response response, List<String> wrong) {
    int came = response.status();
    if (status.isEmpty() ? came < FIRST_BAD_STATUS : status.contains(came)) return;
    var expected = status.isEmpty() ? "below " + FIRST_BAD_STATUS : oneOf(status);
    wrong.add("expected status %s, but %d".formatted(expected, came));
  }

  private static String oneOf(List<Integer> codes) {
    return String.join(" or ", codes.stream().map(Object::toString).toList());
  }

  private void headers(Response response, List<String> wrong) {
    headersEqual.forEach((name, value) -> {
      var came = response.header(name);
      if (came.filter(value::equals).isEmpty()) header(name, "to be", value, came, wrong);
    });
    headersMatch.forEach((name, pattern) -> {
      var came = response.header(name);
      var matches = came.filter(it -> Pattern.compile(pattern).matcher(it).find());
      if (matches.isEmpty()) header(name, "to match", pattern, came, wrong);
    });
    for (var name : headersAbsent) {
      var came = response.header(name);
      if (came.isPresent()) wrong.add("expected no header %s, but it came".formatted(name));
    }
  }

  private static void header(
      String name, String must, String value, Optional<String> came, List<String> wrong) {
    var instead = came.map(it -> isPrivate(name) ? "another value" : shown(it)).orElse("none came");
    wrong.add("expected header %s %s %s, but %s".formatted(name, must, value, instead));
  }

  /// Cookies let whoever reads them act for another.
  private static boolean isPrivate(String header) {
    return header.toLowerCase(Locale.ROOT).contains("cookie");
  }

  private void body(Response response, List<String> wrong) {
    for (var text : bodyContains) {
      if (!response.body().contains(text)) {
        wrong.add("expected the text %s, but it is not there".formatted(shown(text)));
      }
    }
    for (var pattern : bodyRegex) {
      if (!Pattern.compile(pattern).matcher(response.body()).find()) {
        wrong.add("expected a match of %s, but there is none".formatted(shown(pattern)));
      }
    }
  }

  private static String shown(String text) {
    return text.length() <= SHOWN_MAX ? text : text.substring(0, SHOWN_MAX) + "...";
  }

  private static Optional<String> joined(List<String> wrong) {
    return Optional.of(String.join("; ", wrong)).filter(text -> !text.isEmpty());
  }
}
