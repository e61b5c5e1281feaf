package speeder.store.sql;

/// How a database keeps text.
public enum Texts {
  /// As it is.
  PLAIN,
  /// Without the character 0, which it does not take: that is written as 1 and `0`, and 1 as 1 and
  /// `1`. What has neither of them, and so all that people read, is kept as it is.
  WITHOUT_ZERO;

  private static final char ZERO = '\u0000';
  private static final char MARK = '\u0001';

  String written(String text) {
    if (this == PLAIN || (text.indexOf(ZERO) < 0 && text.indexOf(MARK) < 0)) return text;
    return text.replace("" + MARK, MARK + "1").replace("" + ZERO, MARK + "0");
  }

  String read(String stored) {
    if (this == PLAIN || stored.indexOf(MARK) < 0) return stored;
    return stored.replace(MARK + "0", "" + ZERO).replace(MARK + "1", "" + MARK);
  }
}
