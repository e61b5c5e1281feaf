package speeder.oci;

import java.util.Map;

/// What a file is beside its bytes.
///
/// @param mode permission bits, and the type for nodes
/// @param seconds since 1970
/// @param attributes extended attributes by name
record Metadata(int mode, int user, int group, long seconds, Map<String, byte[]> attributes) {
  static final Metadata FIXED = new Metadata(0, 0, 0, MetadataRule.FIXED_TIME, Map.of());

  static Metadata root(int mode, long seconds) {
    return new Metadata(mode, 0, 0, seconds, Map.of());
  }

  boolean isRoots() {
    return user == 0 && group == 0;
  }

  int permissions() {
    return mode & 07777;
  }
}
