package speeder.cli;

/// How a command ended, for scripts.
enum Exit {
  DONE(0),
  /// The answer is no: refused, or not what was asked for.
  NO(1),
  BAD_USAGE(2),
  /// Out of reach, or too late.
  COULD_NOT(3);

  private final int code;

  Exit(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }
}
