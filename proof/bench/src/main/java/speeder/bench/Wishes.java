package speeder.bench;

import java.util.ArrayList;
import java.util.List;

/// What the command line asks for.
///
/// @param names of benchmarks; none means all
record Wishes(List<String> names, Effort effort, boolean json) {
  static final String USAGE = "Usage: proof/bench/run [--json] [--smoke] [NAME...]; names: ";

  Wishes {
    names = List.copyOf(names);
  }

  /// A word that is neither an option nor the name of a benchmark.
  static final class Unknown extends Exception {
    private static final long serialVersionUID = 1;

    Unknown(String word) {
      super("There is no benchmark or option `" + word + "`.");
    }
  }

  static Wishes of(List<String> words, List<String> known) throws Unknown {
    var names = new ArrayList<String>();
    var effort = Effort.WHOLE;
    boolean json = false;
    for (var word : words) {
      switch (word) {
        case "--json" -> json = true;
        case "--smoke" -> effort = Effort.SMOKE;
        default -> {
          if (!known.contains(word)) throw new Unknown(word);
          names.add(word);
        }
      }
    }
    return new Wishes(names, effort, json);
  }

  boolean want(Benchmark benchmark) {
    return names.isEmpty() || names.contains(benchmark.name());
  }
}
