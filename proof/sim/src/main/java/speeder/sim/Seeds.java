package speeder.sim;

/// Makes neighbouring seeds unlike.
final class Seeds {
  private Seeds() {}

  /// The finalizer of SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number
  /// generators, 2014).
  static long spread(long seed, long stream) {
    long mixed = (seed + stream * 0x632BE59BD9B4E019L) * 0x9E3779B97F4A7C15L;
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }
}
