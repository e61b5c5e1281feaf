package speeder.core.value;

/// Who asked: a principal, the token it came with, and on whose behalf (itself, unless said).
public record Actor(String principal, String token, String onBehalfOf) {
  /// Speeder itself: automation, wake-ups, outcomes.
  public static final Actor SPEEDER = new Actor("speeder", "none", "speeder");

  /// Name of whoever can read the server's own token.
  public static final String OPERATOR = "operator";

  public static Actor operator(String token) {
    return person(OPERATOR, token);
  }

  public static Actor person(String name, String token) {
    return new Actor(name, token, name);
  }

  public boolean isPerson() {
    return !equals(SPEEDER);
  }

  public boolean isOperator() {
    return principal.equals(OPERATOR);
  }

  /// For people: the principal, which is proven; and whom it says to ask for, where that is
  /// another.
  public String who() {
    return principal.equals(onBehalfOf) ? principal : principal + " for " + onBehalfOf;
  }

  public Actor onBehalfOf(String other) {
    return new Actor(principal, token, other);
  }
}
