package speeder.engine.port;

import speeder.core.farm.External;
import speeder.core.lock.Sight;

/// Lanes that others deploy, as they can be seen from here. Never changes anything of theirs, nor
/// takes a lock of theirs, not even for a moment.
public interface Outside {
  /// Looks by all the means that the manifest names. What cannot be read is no failure but part of
  /// the sight.
  Sight look(External how);
}
