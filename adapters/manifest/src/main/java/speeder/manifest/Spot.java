package speeder.manifest;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import speeder.core.value.Times;

/// A value at its place in a file. Each question either answers, or notes what was expected there
/// and what was found.
record Spot(String file, Node node, Problems problems) {
  private static final int SHOWN_MAX = 60;
  private static final Pattern USER = Pattern.compile("(?<=://)[^/\\s]*@");

  Optional<String> text() {
    if (!(node instanceof ScalarNode scalar) || isNull()) return wrong("a text");
    if (scalar.getValue().contains("${")) {
      return wrong("a value in full, since variables are not expanded here");
    }
    return Optional.of(scalar.getValue());
  }

  /// A text of that form.
  Optional<String> text(Form form) {
    var text = text();
    return text.isPresent() && !form.fits(text.get()) ? wrong(form.what()) : text;
  }

  /// One of some words.
  Optional<String> word(Collection<String> words) {
    var listed = words.stream().map(word -> "`" + word + "`").collect(Collectors.joining(", "));
    return word(words, "one of " + listed);
  }

  /// The name of something that is defined elsewhere in the manifest.
  Optional<String> word(Collection<String> words, String expected) {
    var text = text();
    if (text.isEmpty() || words.contains(text.get())) return text;
    problems.addWord(file, node.getStartMark(), expected, text.get(), words);
    return Optional.empty();
  }

  Optional<Integer> whole(int min, int max) {
    var text = text();
    if (text.isEmpty()) return Optional.empty();
    var number = Form.WHOLE.fits(text.get()) ? Long.parseLong(text.get()) : Long.MIN_VALUE;
    return number >= min && number <= max
        ? Optional.of((int) number)
        : wrong("a whole number from %d to %d".formatted(min, max));
  }

  Optional<Boolean> yes() {
    return word(List.of("true", "false")).map("true"::equals);
  }

  Optional<Duration> duration() {
    return text(Form.DURATION).flatMap(Times::parse);
  }

  Optional<Long> bytes() {
    return text(Form.BYTES).map(Measures::bytes);
  }

  /// A share as a percentage, from 0 to 100.
  Optional<Double> percent() {
    var percent = text(Form.PERCENT).map(Measures::percent);
    return percent.filter(share -> share > 100).isPresent() ? wrong(Form.PERCENT.what()) : percent;
  }

  Optional<Double> number(double min, double max) {
    var number = text(Form.NUMBER).map(Double::parseDouble);
    return number.filter(value -> value < min || value > max).isPresent()
        ? wrong("a number from %s to %s".formatted(min, max))
        : number;
  }

  /// The items of a list; one text stands for a list of it.
  List<Spot> items() {
    if (node instanceof SequenceNode list) {
      return list.getValue().stream().map(item -> new Spot(file, item, problems)).toList();
    }
    if (node instanceof ScalarNode && !isNull()) return List.of(this);
    wrong("a list");
    return List.of();
  }

  List<String> texts() {
    return items().stream().flatMap(item -> item.text().stream()).toList();
  }

  List<String> texts(Form form) {
    return items().stream().flatMap(item -> item.text(form).stream()).toList();
  }

  /// Keys and values, of which only these keys may be there.
  Table table(Keys keys) {
    return Table.of(this, Optional.of(keys));
  }

  /// Keys and values, whatever the keys.
  Table table() {
    return Table.of(this, Optional.empty());
  }

  boolean isText() {
    return node instanceof ScalarNode && !isNull();
  }

  boolean isTable() {
    return node instanceof MappingNode;
  }

  boolean isNull() {
    return node.getTag().equals(Tag.NULL);
  }

  /// `file:line:column`.
  String place() {
    return "%s:%d:%d"
        .formatted(file, Problems.line(node.getStartMark()), Problems.column(node.getStartMark()));
  }

  <T> Optional<T> wrong(String expected) {
    problems.add(file, node.getStartMark(), expected, shown());
    return Optional.empty();
  }

  /// Notes a problem in words of its own.
  void wrongAs(String expected, String found) {
    problems.add(file, node.getStartMark(), expected, found);
  }

  /// A table without keys at this place.
  Table empty() {
    return Table.empty(this);
  }

  private String shown() {
    return switch (node) {
      case ScalarNode _ when isNull() -> "nothing";
      case ScalarNode scalar -> "`" + cut(scalar.getValue()) + "`";
      case SequenceNode _ -> "a list";
      case MappingNode _ -> "keys and values";
      default -> "something else";
    };
  }

  /// Without the credentials that an address may hold.
  private static String cut(String text) {
    var shown = USER.matcher(text).replaceAll("");
    return shown.length() <= SHOWN_MAX ? shown : shown.substring(0, SHOWN_MAX) + "...";
  }
}
