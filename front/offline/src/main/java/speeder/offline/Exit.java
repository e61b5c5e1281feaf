package speeder.offline;

/// How a command ends, for scripts.
enum Exit {
  DONE(0),
  /// The answer is no: anything but COVERED or PASS, nobody serves it, refused.
  NO(1),
  /// Bad usage or bad input.
  BAD_INPUT(2),
  /// Could not: I/O, time-out.
  COULD_NOT(3);

  private final int code;

  Exit(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }

  /// How another command of Speeder's ended.
  static Exit of(int code) {
    for (var each : values()) if (each.code == code) return each;
    return COULD_NOT;
  }
}
