package speeder.core.value;

import java.util.Comparator;

/// A fencing token: who may still change a place. A receiver refuses a token lower than the highest
/// it saw.
///
/// The term is the offset of the leader's take-over fact, so that a later leader always outranks an
/// earlier one.
public record Token(long term, EffectKey key) implements Comparable<Token> {
  private static final Comparator<Token> ORDER =
      Comparator.comparingLong(Token::term).thenComparingLong(token -> token.key().offset());

  @Override
  public int compareTo(Token other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return term + ":" + key;
  }
}
