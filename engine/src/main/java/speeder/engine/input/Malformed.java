package speeder.engine.input;

import speeder.engine.input.Located.At;

/// Something else than what was expected at a place of a text.
public final class Malformed extends Exception {
  private static final long serialVersionUID = 1;
  private static final int FOUND_CHARS_MAX = 80;

  private final transient At at;

  public Malformed(At at, String expected, String found) {
    super("expected %s, found %s".formatted(expected, brief(found)));
    this.at = at;
  }

  public At at() {
    return at;
  }

  /// What was expected and what was found.
  public String what() {
    return String.valueOf(getMessage());
  }

  private static String brief(String found) {
    return found.length() <= FOUND_CHARS_MAX ? found : found.substring(0, FOUND_CHARS_MAX) + "…";
  }
}
