package speeder.oci;

import java.util.Locale;
import speeder.engine.port.PortFailure;

/// Which paths of a source may go into an image. Git itself refuses most of what is refused here,
/// but only where somebody checked; object stores can hold any bytes.
final class PathRule {
  static final int NAME_BYTES_MAX = 255;
  static final int PATH_BYTES_MAX = 4095;

  private static final String WHITEOUT = ".wh.";
  private static final String REMEDY =
      "Remove it from the source, or pin the source to a commit without it.";

  private PathRule() {}

  /// @throws PortFailure refused `path-hostile`, naming source and path
  static void check(String source, byte[] path) throws PortFailure {
    if (path.length > PATH_BYTES_MAX) throw refuse(source, path, "is longer than 4095 bytes");
    for (int from = 0; ; ) {
      int end = PathBytes.nameEnd(path, from);
      checkName(source, path, from, end);
      if (end == path.length) return;
      from = end + 1;
    }
  }

  private static void checkName(String source, byte[] path, int from, int end) throws PortFailure {
    int length = end - from;
    if (length == 0) throw refuse(source, path, "has an empty name or is absolute");
    if (length > NAME_BYTES_MAX) throw refuse(source, path, "has a name over 255 bytes");
    for (int i = from; i < end; i++) {
      if ((path[i] >= 0 && path[i] < ' ') || path[i] == 0x7f) {
        throw refuse(source, path, "has a control character in a name");
      }
    }
    if (path[from] == '.') checkDotName(source, path, from, length);
  }

  private static void checkDotName(String source, byte[] path, int from, int length)
      throws PortFailure {
    if (length > 5) length = 5;
    var start = new String(path, from, length, java.nio.charset.StandardCharsets.ISO_8859_1);
    if (start.equals(".") || start.equals("..")) throw refuse(source, path, "leaves its folder");
    if (start.toLowerCase(Locale.ROOT).equals(".git")) {
      throw refuse(source, path, "is git's own folder");
    }
    if (start.startsWith(WHITEOUT)) {
      throw refuse(source, path, "has a name that means a deletion in an image (.wh.)");
    }
  }

  private static PortFailure refuse(String source, byte[] path, String why) {
    return PortFailure.refused(
        "path-hostile", "In %s, `%s` %s.".formatted(source, PathBytes.show(path), why), REMEDY);
  }
}
