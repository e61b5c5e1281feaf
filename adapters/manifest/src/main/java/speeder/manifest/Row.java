package speeder.manifest;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// One line of a file of tab-separated values.
final class Row {
  private final Lists.Line line;
  private final List<String> columns;
  private final List<String> cells;
  private final Problems problems;

  Row(Lists.Line line, List<String> columns, Problems problems) {
    this.line = line;
    this.columns = columns;
    this.cells = Arrays.asList(line.text().split("\t", -1));
    this.problems = problems;
  }

  /// Whether it has as many values as there are columns.
  boolean whole() {
    if (cells.size() == columns.size()) return true;
    problems.add(
        line.file(), line.number(), 1, columns.size() + " values", cells.size() + " of them");
    return false;
  }

  Optional<String> cell(String column) {
    int at = columns.indexOf(column);
    return at < 0 ? Optional.empty() : Optional.of(cells.get(at)).filter(text -> !text.isEmpty());
  }

  void wrong(String column, String expected) {
    var found = cell(column).map(text -> "`" + text + "`").orElse("nothing");
    problems.add(line.file(), line.number(), start(column), expected, found);
  }

  void word(String column, String expected, Collection<String> words) {
    problems.addWordAt(line, start(column), expected, cell(column).orElse(""), words);
  }

  private int start(String column) {
    int at = Math.max(0, columns.indexOf(column));
    return 1 + cells.subList(0, at).stream().mapToInt(cell -> cell.length() + 1).sum();
  }
}
