package speeder.core.bisect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import speeder.core.snapshot.Snapshot;
import speeder.core.value.Digest;

/// Finds the commit that breaks, in the fewest mixes of a good snapshot and a bad one.
///
/// All steps of all sources stand in one row, the most suspicious source first. A mix takes the
/// first few of them and leaves the others out; it parts the row where half of the suspicion lies
/// on either side. What is said of it halves the row: after a good one its steps stay in and are
/// cleared, after a bad one only they are left. So at any time the steps taken for good make a good
/// mix and all that is left makes a bad one, whatever depends on what: the last step left turns one
/// into the other.
public final class Bisection {
  /// What came of trying a mix.
  public enum Said {
    GOOD,
    BAD,
    /// It could not be tried: it does not fit together, or was not built.
    SKIP
  }

  /// Where a bisection stands.
  public sealed interface Stand {
    /// A mix is to be tried.
    ///
    /// @param mixed the sources that stand at another commit than in the good snapshot
    /// @param left steps that may be the one
    record Try(Snapshot mix, List<String> mixed, int left) implements Stand {
      public Try {
        mixed = List.copyOf(mixed);
      }
    }

    /// Laid over a good mix, this step makes a bad one.
    record Found(Step step) implements Stand {}

    /// Nothing that is left can be tried.
    record Undecided(List<Step> left) implements Stand {
      public Undecided {
        left = List.copyOf(left);
      }
    }
  }

  private final Snapshot good;
  private final List<Line> lines;
  private final Map<Digest, Said> said;

  /// Which line is a source's.
  private final Map<String, Integer> places = new HashMap<>();

  /// Steps of each line that are cleared, and those that all that is left ends with.
  private final int[] low;

  private final int[] high;

  private Bisection(Snapshot good, List<Line> lines, Map<Digest, Said> said) {
    this.good = good;
    this.lines = lines;
    this.said = said;
    this.low = new int[lines.size()];
    this.high = lines.stream().mapToInt(Line::last).toArray();
    for (var line : lines) places.put(line.source(), places.size());
  }

  /// @param lines of the sources that differ; all others are the same in both
  /// @param said of mixes, by their digests
  public static Stand of(Snapshot good, List<Line> lines, Map<Digest, Said> said) {
    var order = Comparator.comparingInt(Line::suspicion).reversed().thenComparing(Line::source);
    return new Bisection(good, lines.stream().sorted(order).toList(), said).stand();
  }

  private Stand stand() {
    while (true) {
      var row = row();
      if (row.size() == 1) return new Stand.Found(row.getFirst());
      var cut = cut(row);
      if (cut.isEmpty()) return new Stand.Undecided(row);
      int[] taken = taken(row, cut.get());
      var mix = mix(taken);
      switch (Optional.ofNullable(said.get(mix.digest())).orElse(Said.SKIP)) {
        case GOOD -> System.arraycopy(taken, 0, low, 0, taken.length);
        case BAD -> System.arraycopy(taken, 0, high, 0, taken.length);
        case SKIP -> {
          return new Stand.Try(mix, mixed(taken), row.size());
        }
      }
    }
  }

  /// The steps that may be the one.
  private List<Step> row() {
    var row = new ArrayList<Step>();
    for (int line = 0; line < low.length; line++) {
      for (int at = low[line]; at < high[line]; at++) row.add(Step.of(lines.get(line), at));
    }
    return row;
  }

  /// How many of the row to take: as near as can be to half of the suspicion, and none that was
  /// skipped.
  private Optional<Integer> cut(List<Step> row) {
    int all = row.stream().mapToInt(Step::suspicion).sum();
    int before = 0;
    boolean anySkipped = said.containsValue(Said.SKIP);
    var cuts = new TreeMap<Integer, Integer>();
    for (int count = 1; count < row.size(); count++) {
      before += row.get(count - 1).suspicion();
      boolean skipped = anySkipped && isSkipped(taken(row, count));
      if (!skipped) cuts.putIfAbsent(Math.abs(2 * before - all), count);
    }
    return Optional.ofNullable(cuts.firstEntry()).map(Map.Entry::getValue);
  }

  private boolean isSkipped(int[] taken) {
    return said.get(mix(taken).digest()) == Said.SKIP;
  }

  private int[] taken(List<Step> row, int count) {
    int[] taken = low.clone();
    for (var step : row.subList(0, count)) taken[place(step)]++;
    return taken;
  }

  private int place(Step step) {
    return Optional.ofNullable(places.get(step.source())).orElseThrow();
  }

  private Snapshot mix(int[] taken) {
    var picks = new ArrayList<>(good.picks());
    picks.replaceAll(pick -> {
      var line = places.get(pick.source());
      return line == null ? pick : lines.get(line).picks().get(taken[line]);
    });
    return new Snapshot(picks, good.restless());
  }

  private List<String> mixed(int[] taken) {
    var mixed = new ArrayList<String>();
    for (int line = 0; line < taken.length; line++) {
      if (taken[line] > 0) mixed.add(lines.get(line).source());
    }
    return mixed;
  }
}
