package speeder.local;

import speeder.core.value.Digest;
import speeder.engine.port.Images.Unpacked;
import speeder.engine.port.PortFailure;

/// Finds the unpacked layers of an image: the `unpacked` of an image store.
@FunctionalInterface
public interface Unpacking {
  Unpacked unpacked(Digest image) throws PortFailure;
}
