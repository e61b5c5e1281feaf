package speeder.engine.port;

import java.util.Optional;

/// Where the newest checkpoint is kept: a cache of this server alone, which may be lost at any
/// time.
public interface Checkpoints {
  /// The last one that was written whole.
  Optional<byte[]> read() throws PortFailure;

  /// Puts it in the place of the one before.
  void write(byte[] checkpoint) throws PortFailure;
}
