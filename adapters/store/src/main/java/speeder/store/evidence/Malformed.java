package speeder.store.evidence;

/// Something else than what was expected at a column of a line.
final class Malformed extends Exception {
  private static final long serialVersionUID = 1;
  private static final int FOUND_CHARS_MAX = 80;

  private final int column;

  Malformed(int column, String expected, String found) {
    super("expected %s, found %s".formatted(expected, brief(found)));
    this.column = Math.max(column, 1);
  }

  int column() {
    return column;
  }

  private static String brief(String found) {
    return found.length() <= FOUND_CHARS_MAX ? found : found.substring(0, FOUND_CHARS_MAX) + "…";
  }
}
