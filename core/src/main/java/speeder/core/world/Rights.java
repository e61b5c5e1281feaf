package speeder.core.world;

import java.time.Instant;
import java.util.Optional;
import speeder.core.access.Action;
import speeder.core.access.Errand;
import speeder.core.access.Roles;
import speeder.core.value.Actor;
import speeder.core.value.Refusal;

/// Whether an actor may do what an ask is after. Speeder's own automation needs no role.
public final class Rights {
  private Rights() {}

  /// Why an actor may not, if so.
  static Optional<Refusal> refusal(World world, Actor actor, Errand errand, Instant now) {
    if (actor.equals(Actor.SPEEDER)) return Optional.empty();
    var who = world.access().principal(actor, now);
    if (who.isEmpty()) return AccessRefusals.noToken(actor);
    if (isAskedLater(errand)) return Optional.empty();
    if (Roles.of(world.farm().policies()).allow(who.get(), errand)) return Optional.empty();
    return AccessRefusals.missingRole(world, who.get(), errand, now);
  }

  /// Who may approve is asked for each proposal: its groups have a say without a role.
  private static boolean isAskedLater(Errand errand) {
    return errand.action().equals(Action.APPROVE.word());
  }

  /// Whether an actor may read what is private.
  public static boolean readsPrivate(World world, Actor actor, Instant now) {
    return world
        .access()
        .principal(actor, now)
        .filter(it -> Roles.of(world.farm().policies()).allowSomewhere(it, Action.READ_PRIVATE))
        .isPresent();
  }
}
