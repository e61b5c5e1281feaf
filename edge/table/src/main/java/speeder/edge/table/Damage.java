package speeder.edge.table;

/// A text that is not what it should be: where, and what was expected there.
public final class Damage extends Exception {
  private static final long serialVersionUID = 1;

  private final String sentence;

  Damage(String origin, int line, int column, String expected) {
    this("%s:%d:%d: expected %s.".formatted(origin, line, column, expected));
  }

  private Damage(String sentence) {
    super(sentence);
    this.sentence = sentence;
  }

  /// `origin:line:column: expected what.`
  public String sentence() {
    return sentence;
  }
}
