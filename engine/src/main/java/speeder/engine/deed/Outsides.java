package speeder.engine.deed;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import speeder.core.lock.Sight.Moving;
import speeder.core.value.EffectKey;
import speeder.core.world.Effect.WatchOutside;
import speeder.core.world.Input;
import speeder.core.world.Input.Observation;
import speeder.engine.port.Outside;

/// Looks at lanes that others deploy, and tells what is new. One look that fails says little: a
/// lane that was seen counts as out of sight after [#BLIND_LOOKS] of them.
final class Outsides {
  private static final int BLIND_LOOKS = 3;

  private final Outside outside;
  private final Map<EffectKey, Integer> blind = new HashMap<>();

  Outsides(Outside outside) {
    this.outside = outside;
  }

  Optional<Observation> look(WatchOutside watch) {
    var sight = outside.look(watch.how());
    int looks = blind(watch.key(), sight.moving() == Moving.UNKNOWN);
    boolean patient = watch.known().isPresent() && looks > 0 && looks < BLIND_LOOKS;
    boolean news = !patient && !watch.known().equals(Optional.of(sight));
    return news ? Optional.of(new Input.OutsideSeen(watch.lane(), sight)) : Optional.empty();
  }

  /// How many looks in a row saw nothing.
  private synchronized int blind(EffectKey key, boolean once) {
    return once ? blind.merge(key, 1, Integer::sum) : blind.merge(key, 0, (_, none) -> none);
  }

  synchronized void forget(EffectKey key) {
    blind.remove(key);
  }
}
