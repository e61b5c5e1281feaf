package speeder.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;

/// The most that each ratio may be. A ratio that nobody bounded guards nothing, so it is out.
///
/// @param most by the ratio's name
record Bounds(SortedMap<String, Double> most) {
  Bounds {
    most = Collections.unmodifiableSortedMap(new TreeMap<>(most));
  }

  /// @param file of lines `benchmark.ratio = most`
  static Bounds read(Path file) throws IOException {
    var lines = new Properties();
    try (var reader = Files.newBufferedReader(file)) {
      lines.load(reader);
    }
    var most = new TreeMap<String, Double>();
    for (var name : lines.stringPropertyNames()) most.put(name, bound(file, name, lines));
    return new Bounds(most);
  }

  private static double bound(Path file, String name, Properties lines) throws IOException {
    var text = lines.getProperty(name);
    try {
      double bound = Double.parseDouble(text);
      if (bound > 0) return bound;
    } catch (NumberFormatException notOne) {
      throw new IOException("%s: %s is `%s`, not a number".formatted(file, name, text), notOne);
    }
    throw new IOException("%s: %s is `%s`, not above 0".formatted(file, name, text));
  }

  Optional<Double> of(Ratio ratio) {
    return Optional.ofNullable(most.get(ratio.name()));
  }

  boolean holds(Ratio ratio) {
    return of(ratio).filter(bound -> ratio.value() <= bound).isPresent();
  }
}
