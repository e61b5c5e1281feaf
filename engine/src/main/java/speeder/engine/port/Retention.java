package speeder.engine.port;

import java.time.Instant;
import java.util.List;

/// What one keeper holds on this machine that could be made or fetched again. The core says what
/// may go; what going back may need is pinned and never asked for.
public interface Retention {
  enum Kind {
    MIRROR,
    LAYER,
    UNPACKED,
    SLOT
  }

  /// @param name the keeper's own: a source's name, a digest, a slot
  /// @param bytes on disk
  /// @param usedAt when it was last needed
  record Kept(Kind kind, String name, long bytes, Instant usedAt) {}

  /// Everything there is, in a fixed order.
  List<Kept> kept() throws PortFailure;

  /// Takes one away; what is gone already is done.
  ///
  /// @throws PortFailure refused `in-use` where something that runs needs it
  void drop(Kind kind, String name) throws PortFailure;
}
