package speeder.engine.deed;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import speeder.core.lock.Sight;
import speeder.core.lock.Sight.Moving;
import speeder.core.value.EffectKey;
import speeder.core.world.Effect.WatchOutside;
import speeder.core.world.Input;
import speeder.core.world.Input.Observation;
import speeder.engine.port.Outside;

/// Looks at lanes that others deploy, and tells what is new. One look that fails says little: a
/// lane counts as out of sight after [#BLIND_LOOKS] of them, or where it was never seen.
final class Outsides {
  private static final int BLIND_LOOKS = 3;

  private final Outside outside;
  private final Map<EffectKey, Told> told = new HashMap<>();

  /// What was told last, and how many looks have failed since.
  private record Told(Sight sight, int blind) {}

  Outsides(Outside outside) {
    this.outside = outside;
  }

  Optional<Observation> look(WatchOutside watch) {
    return news(watch, outside.look(watch.how()));
  }

  private synchronized Optional<Observation> news(WatchOutside watch, Sight sight) {
    var before = Optional.ofNullable(told.get(watch.key()));
    int blind =
        sight.moving() == Moving.UNKNOWN ? 1 + before.map(Told::blind).orElse(BLIND_LOOKS) : 0;
    boolean patient = blind > 0 && blind < BLIND_LOOKS;
    var now = patient ? before.orElseThrow().sight() : sight;
    told.put(watch.key(), new Told(now, Math.min(blind, BLIND_LOOKS)));
    return before.map(Told::sight).filter(now::equals).isPresent()
        ? Optional.empty()
        : Optional.of(new Input.OutsideSeen(watch.lane(), now));
  }

  synchronized void forget(EffectKey key) {
    told.remove(key);
  }
}
