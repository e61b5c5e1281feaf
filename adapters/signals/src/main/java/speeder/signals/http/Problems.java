package speeder.signals.http;

import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/// Gathers what is wrong in one file.
final class Problems {
  private final String file;
  private final List<Problem> all = new ArrayList<>();

  Problems(String file) {
    this.file = file;
  }

  void add(Node at, String sentence) {
    var mark = at.getStartMark();
    int line = mark.map(Mark::getLine).orElse(-1) + 1;
    int column = mark.map(Mark::getColumn).orElse(-1) + 1;
    all.add(new Problem(file, line, column, sentence));
  }

  List<Problem> all() {
    return List.copyOf(all);
  }
}
