package speeder.oci;

import java.util.Map;

/// One entry of a tar.
///
/// @param type flag of ustar: `0` file, `1` hard link, `2` link, `3` `4` devices, `5` folder, `6`
///   pipe
/// @param path cleaned: no leading `./` or slash, no slash at its end; empty for the root
/// @param target of a link, as it stands; of a hard link, cleaned
record TarEntry(
    char type,
    byte[] path,
    byte[] target,
    Metadata metadata,
    long size,
    int deviceMajor,
    int deviceMinor) {
  /// Linux's `makedev` for user space.
  long device() {
    long major = deviceMajor;
    long minor = deviceMinor;
    return ((major & 0xfffff000L) << 32)
        | ((major & 0xfffL) << 8)
        | ((minor & 0xffffff00L) << 12)
        | (minor & 0xffL);
  }

  Map<String, byte[]> attributes() {
    return metadata.attributes();
  }
}
