package speeder.routing.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Headers of a request as curl's `-H` takes them: `Name: value`; `Name;` for one without a value;
/// `Name:` takes away what would be sent of that name by itself, such as Host.
public record Headers(List<Line> all) {
  private static final String HOST = "Host";
  private static final String COOKIE = "Cookie";

  /// @param value empty where there is none
  record Line(String name, String value, boolean taken) {
    private boolean is(String other) {
      return name.equalsIgnoreCase(other);
    }
  }

  public Headers {
    all = List.copyOf(all);
  }

  /// @throws IllegalArgumentException naming what was expected
  public static Headers parse(List<String> lines) {
    var all = new ArrayList<Line>();
    for (var line : lines) all.add(parse(line));
    return new Headers(all);
  }

  private static Line parse(String line) {
    int colon = line.indexOf(':');
    if (colon > 0) {
      var value = line.substring(colon + 1).strip();
      return new Line(line.substring(0, colon).strip(), value, value.isEmpty());
    }
    if (colon < 0 && line.length() > 1 && line.endsWith(";")) {
      return new Line(line.substring(0, line.length() - 1).strip(), "", false);
    }
    throw new IllegalArgumentException(
        "expected `Name: value`, `Name;` without a value, or `Name:` to leave it out; found `"
            + line
            + "`");
  }

  List<String> values(String name) {
    return all.stream().filter(line -> line.is(name) && !line.taken()).map(Line::value).toList();
  }

  List<String> cookies() {
    return values(COOKIE);
  }

  /// The host of a request for a URL with these headers; empty where Host was taken away.
  String host(Optional<String> ofUrl) {
    var given = values(HOST);
    if (!given.isEmpty()) return given.getFirst();
    boolean taken = all.stream().anyMatch(line -> line.is(HOST));
    return taken ? "" : ofUrl.orElse("");
  }
}
