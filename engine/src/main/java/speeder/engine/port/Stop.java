package speeder.engine.port;

import java.util.Optional;
import java.util.function.Consumer;

/// A stop that needs nothing of Speeder to be set: a file. Checked before each forward deed starts,
/// and watched, so that it becomes a fact.
public interface Stop {
  /// Longer reasons are cut.
  int REASON_CHARS_MAX = 500;

  /// The reason while it stands. Where it cannot be known whether it stands, it does, and the
  /// reason says so.
  Optional<String> present();

  /// Says what stands now, then every change of it, until closed.
  Notices watch(Consumer<Optional<String>> changed);

  /// Ends a watch.
  interface Notices extends AutoCloseable {
    @Override
    void close();
  }
}
