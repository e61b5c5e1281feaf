package speeder.engine.deed;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import speeder.core.value.EffectKey;
import speeder.core.world.Effect.WatchLeases;
import speeder.core.world.Input;
import speeder.core.world.Input.Observation;
import speeder.engine.port.Leases;
import speeder.engine.port.PortFailure;

/// Looks whose lease is over. The first look of a server lets each run anew that nobody found to be
/// over: none could be renewed while there was no server.
final class Leasing {
  private final Leases leases;
  private final Set<EffectKey> begun = new HashSet<>();

  Leasing(Leases leases) {
    this.leases = leases;
  }

  synchronized Optional<Observation> look(WatchLeases watch) throws PortFailure {
    if (!begun.contains(watch.key())) begin(watch);
    var over = leases.over(watch.leases());
    return over.isEmpty() ? Optional.empty() : Optional.of(new Input.LeasesLapsed(over));
  }

  private void begin(WatchLeases watch) throws PortFailure {
    for (var each : watch.leases().entrySet()) {
      var _ = leases.renew(each.getKey(), each.getValue()); // one that is over stays so
    }
    begun.add(watch.key());
  }

  synchronized void forget(EffectKey key) {
    begun.remove(key);
  }
}
