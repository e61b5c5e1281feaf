package speeder.core.access;

import speeder.core.value.Actor;

/// Someone who asks for something, or agrees to it, as known at that time.
public record Signer(Actor actor, Principal principal) {
  /// Whether one and the same person cannot be behind both.
  public boolean isApartFrom(Signer other) {
    return principal.isApartFrom(other.principal)
        && !actor.onBehalfOf().equals(other.name())
        && !other.actor.onBehalfOf().equals(name());
  }

  public String name() {
    return principal.name();
  }
}
