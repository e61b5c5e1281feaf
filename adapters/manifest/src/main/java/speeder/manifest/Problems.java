package speeder.manifest;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import speeder.core.value.Nearness;

/// All that is wrong so far.
final class Problems {
  private static final Comparator<Problem> ORDER =
      Comparator.comparing(Problem::file)
          .thenComparingInt(Problem::line)
          .thenComparingInt(Problem::column)
          .thenComparing(Problem::expected);

  private final List<Problem> all = new ArrayList<>();

  boolean none() {
    return all.isEmpty();
  }

  List<Problem> sorted() {
    return all.stream().sorted(ORDER).distinct().toList();
  }

  void add(String file, int line, int column, String expected, String found) {
    all.add(new Problem(file, line, column, expected, found, Optional.empty()));
  }

  void add(String file, Optional<Mark> mark, String expected, String found) {
    add(file, line(mark), column(mark), expected, found);
  }

  /// A word that is none of those that may stand there.
  void addWord(
      String file, Optional<Mark> mark, String expected, String found, Collection<String> words) {
    all.add(
        new Problem(
            file,
            line(mark),
            column(mark),
            expected,
            "`" + found + "`",
            Nearness.nearest(found, words)));
  }

  /// The same for a line of a list.
  void addWordAt(
      Lists.Line line, int column, String expected, String found, Collection<String> words) {
    all.add(
        new Problem(
            line.file(),
            line.number(),
            column,
            expected,
            "`" + found + "`",
            Nearness.nearest(found, words)));
  }

  static int line(Optional<Mark> mark) {
    return mark.map(Mark::getLine).orElse(0) + 1;
  }

  static int column(Optional<Mark> mark) {
    return mark.map(Mark::getColumn).orElse(0) + 1;
  }
}
