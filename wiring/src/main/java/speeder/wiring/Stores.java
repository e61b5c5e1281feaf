package speeder.wiring;

import java.time.InstantSource;
import java.util.UUID;
import speeder.engine.port.PortFailure;
import speeder.store.PostgresStore;
import speeder.store.SqliteStore;
import speeder.store.Store;
import speeder.store.postgres.PostgresPlace;

/// The store that settings name.
final class Stores {
  private Stores() {}

  static Store open(Settings settings, InstantSource clock) throws PortFailure {
    if (settings.shared().isEmpty()) return SqliteStore.open(settings.store(), clock);
    var shared = settings.shared().get();
    shared.check();
    return PostgresStore.open(
        PostgresPlace.of(shared.url(), shared::secret),
        settings.store(),
        settings.machineStore(),
        () -> UUID.randomUUID().toString());
  }
}
