package speeder.cli;

import speeder.api.Problem;

/// How a command ends, for scripts.
enum Exit {
  DONE(0),
  /// The answer is no: refused, not served, not arrived.
  NO(1),
  /// Bad usage or bad input.
  BAD_INPUT(2),
  /// Could not: no server, no answer in time.
  COULD_NOT(3);

  private final int code;

  Exit(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }

  static Exit of(Problem problem) {
    return switch (problem.status()) {
      case 401, 403, 409 -> NO;
      case 400, 404, 413, 415 -> BAD_INPUT;
      default -> COULD_NOT;
    };
  }
}
