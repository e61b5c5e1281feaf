package speeder.signals.http;

/// What is wrong in a file, and where.
///
/// @param line, column from 1; 0 where no place can be named
/// @param sentence what was expected, and what is there
public record Problem(String file, int line, int column, String sentence) {
  @Override
  public String toString() {
    return "%s:%d:%d: %s".formatted(file, line, column, sentence);
  }
}
