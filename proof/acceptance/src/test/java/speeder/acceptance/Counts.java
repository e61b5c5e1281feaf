package speeder.acceptance;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/// Long counts: whole in `./check full`, else a sample drawn from the commit's id.
final class Counts {
  private static final boolean WHOLE = Boolean.getBoolean("speeder.whole");
  private static final long SEED = System.getProperty("speeder.commit", "none").hashCode();

  private Counts() {}

  /// Which of `count` cases to run, in order; says so when it is not all of them.
  static List<Integer> of(String what, int count, int sample) {
    var all = IntStream.range(0, count).boxed().toList();
    if (WHOLE || count <= sample) return all;
    var some = new Random(SEED).ints(0, count).distinct().limit(sample).sorted().boxed().toList();
    System.out.printf("%s: %d of %d: %s%n", what, sample, count, some);
    return some;
  }
}
