package speeder.core.value;

/// Who asked: a principal, the token it came with, and on whose behalf (itself, unless said).
public record Actor(String principal, String token, String onBehalfOf) {
  /// Speeder itself: automation, wake-ups, outcomes.
  public static final Actor SPEEDER = new Actor("speeder", "none", "speeder");

  public static Actor person(String name, String token) {
    return new Actor(name, token, name);
  }

  public boolean isPerson() {
    return !equals(SPEEDER);
  }
}
