package speeder.bench;

/// How often things are measured.
enum Effort {
  /// Enough for figures that can be quoted.
  WHOLE,
  /// Enough to see that every benchmark runs and no ratio is far off.
  SMOKE;

  private static final int SMOKE_ROUNDS = 3;

  int rounds(int whole) {
    return switch (this) {
      case WHOLE -> whole;
      case SMOKE -> Math.min(whole, SMOKE_ROUNDS);
    };
  }
}
