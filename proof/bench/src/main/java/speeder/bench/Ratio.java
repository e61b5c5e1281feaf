package speeder.bench;

/// How a figure stands to another of the same run.
///
/// @param name as the file of bounds has it: `benchmark.ratio`
record Ratio(String name, double value) {
  /// The median of the rounds' own ratios: what slowed one round down slowed both.
  static Ratio of(String name, Series ours, Series other) {
    return new Ratio(name, ours.with(other, name, "x", (a, b) -> a / b).median());
  }
}
