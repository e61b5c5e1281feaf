package speeder.acceptance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How long nobody led, by what had happened.
final class Takeovers {
  private final Map<String, List<Long>> millis = new LinkedHashMap<>();

  /// @param began of System.nanoTime
  void add(String what, long began) {
    long took = (System.nanoTime() - began) / 1_000_000;
    millis.computeIfAbsent(what, _ -> new ArrayList<>()).add(took);
  }

  void print() {
    System.out.println("Seconds until another server leads:");
    System.out.printf("  %-34s %5s %7s %7s %7s%n", "after", "times", "least", "median", "most");
    millis.forEach((what, all) -> {
      var sorted = all.stream().sorted().toList();
      System.out.printf(
          "  %-34s %5d %7.2f %7.2f %7.2f%n",
          what,
          sorted.size(),
          sorted.getFirst() / 1e3,
          sorted.get(sorted.size() / 2) / 1e3,
          sorted.getLast() / 1e3);
    });
  }
}
