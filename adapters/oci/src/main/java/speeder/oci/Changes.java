package speeder.oci;

import speeder.engine.port.PortFailure;
import speeder.engine.port.Trees;

/// Takes what makes one file system out of another.
interface Changes {
  /// A file or link is new or other than it was.
  ///
  /// @param path in the image
  /// @param entry of the tree it comes from; only its mode and id count
  void put(byte[] path, String source, Trees.Entry entry) throws PortFailure;

  /// What was at a path is gone, with all below it.
  void gone(byte[] path) throws PortFailure;
}
