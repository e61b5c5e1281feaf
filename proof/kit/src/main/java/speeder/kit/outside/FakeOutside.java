package speeder.kit.outside;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import speeder.core.farm.External;
import speeder.core.lock.Sight;
import speeder.engine.port.Outside;

/// Lanes of others that are seen as a test says; they stand still until then.
public final class FakeOutside implements Outside {
  private final Map<External, Sight> seen = new HashMap<>();

  public synchronized void shows(External how, Sight sight) {
    seen.put(how, sight);
  }

  @Override
  public synchronized Sight look(External how) {
    return seen.getOrDefault(how, Sight.still(Optional.empty()));
  }
}
