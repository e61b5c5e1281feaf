package speeder.signals.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import speeder.core.supervision.Expectation;

/// Reads one test of a file.
final class OneTest {
  private static final Set<String> METHODS =
      new TreeSet<>(List.of("DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"));
  private static final Pattern PATH = Pattern.compile("/[^\\s\\p{Cntrl}]*");
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
  private static final int STATUS_MIN = 100;
  private static final int STATUS_MAX = 599;

  private final String base;
  private final Problems problems;
  private String path = "/";
  private String method = "GET";
  private SortedMap<String, String> headers = new TreeMap<>();
  private Optional<Body> body = Optional.empty();
  private List<Integer> status = List.of();
  private List<String> bodyContains = List.of();
  private List<String> bodyRegex = List.of();
  private SortedMap<String, String> headersEqual = new TreeMap<>();
  private SortedMap<String, String> headersMatch = new TreeMap<>();
  private List<String> headersAbsent = List.of();

  OneTest(String base, Problems problems) {
    this.base = base;
    this.problems = problems;
  }

  void read(Node test, List<Expectation> into) {
    if (!(test instanceof MappingNode keys)) {
      problems.add(test, "expected a test with a path");
      return;
    }
    var entries = Entries.of(keys, problems);
    if (!entries.containsKey("path")) problems.add(test, "expected a path");
    entries.forEach(this::key);
    if (body.isPresent() && !entries.containsKey("method")) {
      problems.add(test, "expected a method, as there is a body");
    }
    into.add(expectation());
  }

  private void key(String name, Entries.Entry entry) {
    var value = entry.value();
    switch (name) {
      case "path" -> path = path(value);
      case "method" -> method = method(value);
      case "request_headers" -> headers = headers(value);
      case "form_body" -> body(entry, Body.form(value, problems));
      case "json_body" -> body(entry, Body.json(value, problems));
      case "assert_status" -> status = statuses(value);
      case "assert_body_contains" -> bodyContains = texts(value);
      case "assert_body_regex" -> bodyRegex = patterns(value);
      case "assert_headers" -> headersEqual = headers(value);
      case "assert_headers_regex" -> headersMatch = headerPatterns(value);
      case "assert_headers_absent" -> headersAbsent = texts(value);
      default ->
          problems.add(
              entry.key(),
              "expected path, method, request_headers, form_body, json_body, assert_status,"
                  + " assert_body_contains, assert_body_regex, assert_headers,"
                  + " assert_headers_regex or assert_headers_absent, but "
                  + name);
    }
  }

  private void body(Entries.Entry entry, Body more) {
    if (body.isPresent()) problems.add(entry.key(), "expected one of form_body and json_body");
    body = Optional.of(more);
  }

  private Expectation expectation() {
    body.ifPresent(it -> headers.putIfAbsent("Content-Type", it.type()));
    return new Expectation(
        base + path,
        method,
        headers,
        body.map(Body::text),
        status,
        bodyContains,
        bodyRegex,
        headersEqual,
        headersMatch,
        headersAbsent);
  }

  private String path(Node node) {
    var text = text(node);
    if (!PATH.matcher(text).matches()) {
      problems.add(node, "expected a path that begins with / and has no space");
    }
    return text;
  }

  private String method(Node node) {
    var text = text(node).toUpperCase(Locale.ROOT);
    if (!METHODS.contains(text)) {
      problems.add(node, "expected one of %s".formatted(String.join(", ", METHODS)));
    }
    return text;
  }

  private List<Integer> statuses(Node node) {
    var codes = new ArrayList<Integer>();
    for (var one : several(node)) {
      boolean isNumber = one instanceof ScalarNode scalar && scalar.getTag().equals(Tag.INT);
      var text = isNumber ? text(one) : "";
      if (text.matches("\\d{3}") && isStatus(Integer.parseInt(text))) {
        codes.add(Integer.parseInt(text));
      } else {
        problems.add(one, "expected a status from %d to %d".formatted(STATUS_MIN, STATUS_MAX));
      }
    }
    return codes;
  }

  private static boolean isStatus(int code) {
    return code >= STATUS_MIN && code <= STATUS_MAX;
  }

  private List<String> texts(Node node) {
    return several(node).stream().map(this::text).toList();
  }

  private List<String> patterns(Node node) {
    return several(node).stream().map(this::pattern).toList();
  }

  private String pattern(Node node) {
    var text = text(node);
    try {
      Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      problems.add(node, "expected a regular expression: " + e.getDescription());
    }
    return text;
  }

  private SortedMap<String, String> headers(Node node) {
    var headers = new TreeMap<String, String>();
    if (!(node instanceof MappingNode mapping)) {
      problems.add(node, "expected names and values of headers");
      return headers;
    }
    Entries.of(mapping, problems)
        .forEach((name, entry) -> headers.put(headerName(name, entry.key()), value(entry.value())));
    return headers;
  }

  private String headerName(String name, Node at) {
    if (!TOKEN.matcher(name).matches()) problems.add(at, "expected the name of a header");
    return name;
  }

  private String value(Node node) {
    var text = text(node);
    if (text.chars().anyMatch(Character::isISOControl)) problems.add(node, "expected one line");
    return text;
  }

  private SortedMap<String, String> headerPatterns(Node node) {
    var headers = headers(node);
    if (node instanceof MappingNode mapping) {
      Entries.of(mapping, new Problems("")).values().forEach(entry -> pattern(entry.value()));
    }
    return headers;
  }

  private static List<Node> several(Node node) {
    return node instanceof SequenceNode sequence ? sequence.getValue() : List.of(node);
  }

  /// A scalar as it was written: `1` is the text 1.
  private String text(Node node) {
    if (node instanceof ScalarNode scalar && !scalar.getTag().equals(Tag.NULL)) {
      return scalar.getValue();
    }
    problems.add(node, "expected a text");
    return "";
  }
}
