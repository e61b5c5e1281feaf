package speeder.signals.calendar;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A line of a calendar, with those that it goes on in.
///
/// @param number of its first, from 1
/// @param name in capitals
/// @param parameters with the semicolon before them
/// @param value nothing where there is no colon
record Line(int number, String name, String parameters, Optional<String> value) {
  static List<Line> of(String text) {
    var lines = new ArrayList<Line>();
    var whole = new StringBuilder();
    int number = 0;
    int first = 1;
    for (var each : (Iterable<String>) text.lines()::iterator) {
      number++;
      boolean goesOn = each.startsWith(" ") || each.startsWith("\t");
      if (goesOn) {
        whole.append(each, 1, each.length());
        continue;
      }
      add(lines, first, whole);
      whole.append(each);
      first = number;
    }
    add(lines, first, whole);
    return lines;
  }

  private static void add(List<Line> lines, int number, StringBuilder whole) {
    var text = whole.toString();
    whole.setLength(0);
    if (!text.isBlank()) lines.add(of(number, text));
  }

  private static Line of(int number, String text) {
    int colon = colon(text);
    var value = colon < 0 ? Optional.<String>empty() : Optional.of(text.substring(colon + 1));
    var before = colon < 0 ? text : text.substring(0, colon);
    int semicolon = before.indexOf(';');
    int end = semicolon < 0 ? before.length() : semicolon;
    var name = before.substring(0, end).strip().toUpperCase(Locale.ROOT);
    return new Line(number, name, before.substring(end), value.map(String::strip));
  }

  /// The first that stands outside of quotes.
  private static int colon(String text) {
    boolean quoted = false;
    for (int at = 0; at < text.length(); at++) {
      if (text.charAt(at) == '"') quoted = !quoted;
      if (text.charAt(at) == ':' && !quoted) return at;
    }
    return -1;
  }

  boolean hasParameter(String start) {
    return parameters.toUpperCase(Locale.ROOT).contains(";" + start);
  }
}
