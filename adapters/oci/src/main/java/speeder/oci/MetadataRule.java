package speeder.oci;

import speeder.core.source.ObjectId;

/// Owners, modes and times of everything made of git objects. All belongs to root.
///
/// A file's time is derived from its blob id: equal contents have equal times wherever they are
/// built, and changed contents a changed time, which opcode caches and web servers rely on. Times
/// lie in [#TIME_FIRST], [#TIME_END): in the past, and never 0, which some caches take for "none".
final class MetadataRule {
  /// Part of every layer's key: changes whenever anything below does.
  static final String NAME = "root,0644,0755,blob-time/1";

  static final int FILE_MODE = 0644;
  static final int EXECUTABLE_MODE = 0755;
  static final int FOLDER_MODE = 0755;
  static final int LINK_MODE = 0777;

  /// 2001-09-09T01:46:40Z
  static final long TIME_FIRST = 1_000_000_000L;

  /// 2020-09-13T12:26:40Z
  static final long TIME_END = 1_600_000_000L;

  /// Of folders, links and whiteouts.
  static final long FIXED_TIME = TIME_FIRST;

  private static final int ID_DIGITS_USED = 16;

  private MetadataRule() {}

  /// Seconds since 1970: the first 64 bits of the id, folded into the range.
  static long time(ObjectId blob) {
    long bits = Long.parseUnsignedLong(blob.hex().substring(0, ID_DIGITS_USED), 16);
    return TIME_FIRST + Long.remainderUnsigned(bits, TIME_END - TIME_FIRST);
  }
}
