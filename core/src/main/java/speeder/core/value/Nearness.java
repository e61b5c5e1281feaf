package speeder.core.value;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/// Finds the word that someone probably meant.
public final class Nearness {
  private Nearness() {}

  /// The nearest of the words, unless even that one is nothing like it: more than a third of its
  /// letters, and more than two, would have to change.
  public static Optional<String> nearest(String word, Collection<String> words) {
    return words.stream()
        .filter(other -> edits(word, other) <= Math.max(2, word.length() / 3))
        .min(Comparator.comparingInt((String other) -> edits(word, other)).thenComparing(w -> w));
  }

  /// Letters to insert, delete, replace or swap with a neighbour (Damerau 1964, in the restricted
  /// form that edits no place twice) to turn one word into the other.
  public static int edits(String from, String to) {
    int[] before = new int[to.length() + 1];
    int[] last = row(to.length());
    for (int i = 1; i <= from.length(); i++) {
      int[] now = new int[to.length() + 1];
      now[0] = i;
      for (int j = 1; j <= to.length(); j++) now[j] = cost(from, to, i, j, before, last, now);
      before = last;
      last = now;
    }
    return last[to.length()];
  }

  private static int[] row(int length) {
    int[] row = new int[length + 1];
    for (int j = 0; j <= length; j++) row[j] = j;
    return row;
  }

  private static int cost(
      String from, String to, int i, int j, int[] before, int[] last, int[] now) {
    int same = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
    int least = Math.min(last[j - 1] + same, Math.min(last[j], now[j - 1]) + 1);
    boolean swapped =
        i > 1
            && j > 1
            && from.charAt(i - 1) == to.charAt(j - 2)
            && from.charAt(i - 2) == to.charAt(j - 1);
    return swapped ? Math.min(least, before[j - 2] + 1) : least;
  }
}
