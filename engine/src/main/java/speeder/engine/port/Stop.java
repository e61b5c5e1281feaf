package speeder.engine.port;

import java.util.Optional;
import speeder.core.schedule.HoldFile;

/// A stop that needs nothing of Speeder to be set: a file. Looked at before each forward deed
/// starts, and watched, so that it becomes a fact.
public interface Stop {
  /// Longer reasons are cut.
  int REASON_CHARS_MAX = 500;

  /// What stands. Where it cannot be known whether it stands, it does, and the reason says so.
  Optional<HoldFile> present();
}
