package speeder.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/// One figure, measured in every round.
record Series(String name, String unit, List<Double> samples) {
  Series {
    if (samples.isEmpty()) throw new IllegalArgumentException("Nothing was measured of " + name);
    samples = List.copyOf(samples);
  }

  double median() {
    var sorted = samples.stream().sorted().toList();
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : (sorted.get(half - 1) + sorted.get(half)) / 2;
  }

  double least() {
    return samples.stream().min(Double::compare).orElseThrow();
  }

  double most() {
    return samples.stream().max(Double::compare).orElseThrow();
  }

  /// The same rounds, seen as another figure.
  Series as(String name, String unit, DoubleUnaryOperator how) {
    return new Series(name, unit, samples.stream().map(how::applyAsDouble).toList());
  }

  /// A figure of this and another, round by round.
  Series with(Series other, String name, String unit, DoubleBinaryOperator how) {
    var both = new ArrayList<Double>();
    for (int round = 0; round < Math.min(samples.size(), other.samples.size()); round++) {
      both.add(how.applyAsDouble(samples.get(round), other.samples.get(round)));
    }
    return new Series(name, unit, both);
  }
}
