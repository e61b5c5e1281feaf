package speeder.api;

import java.util.function.IntPredicate;

/// Text that stands in one line and is seen as it is: nothing in it ends the line, moves the cursor
/// or turns the direction of reading. What people say is held to it, and what comes from elsewhere
/// is made so before a terminal gets it.
public final class OneLine {
  /// Where Unicode has pictures of the control characters.
  private static final int PICTURES = 0x2400;

  private static final int DELETE = 0x7f;
  private static final int PICTURE_OF_DELETE = 0x2421;
  private static final int REPLACEMENT = 0xfffd;

  private OneLine() {}

  public static boolean is(String text) {
    return text.codePoints().noneMatch(OneLine::isOdd);
  }

  /// With a picture in place of each such character, a space in place of a tab.
  public static String of(String text) {
    return replaced(text, OneLine::isOdd);
  }

  /// The same of several lines.
  public static String each(String lines) {
    return replaced(lines, letter -> letter != '\n' && isOdd(letter));
  }

  private static String replaced(String text, IntPredicate odd) {
    if (text.codePoints().noneMatch(odd)) return text;
    return text.codePoints()
        .map(letter -> odd.test(letter) ? picture(letter) : letter)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static int picture(int letter) {
    if (letter == '\t') return ' ';
    if (letter < ' ') return PICTURES + letter;
    return letter == DELETE ? PICTURE_OF_DELETE : REPLACEMENT;
  }

  private static boolean isOdd(int letter) {
    return switch (Character.getType(letter)) {
      case Character.CONTROL,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      case Character.FORMAT -> turns(letter);
      default -> false;
    };
  }

  /// Of Unicode's bidirectional algorithm: embeddings, overrides and isolates.
  private static boolean turns(int letter) {
    return (letter >= 0x202a && letter <= 0x202e) || (letter >= 0x2066 && letter <= 0x2069);
  }
}
