package speeder.oci;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;

/// Paths as git has them: raw bytes, `/` between names, no leading slash; empty is the root.
final class PathBytes {
  /// Puts what a folder holds right after the folder.
  static final Comparator<byte[]> ORDER = PathBytes::compare;

  static final byte[] ROOT = {};

  private PathBytes() {}

  static byte[] of(String path) {
    return path.getBytes(StandardCharsets.UTF_8);
  }

  static byte[] join(byte[] folder, byte[] path) {
    if (folder.length == 0) return path;
    if (path.length == 0) return folder;
    var joined = Arrays.copyOf(folder, folder.length + 1 + path.length);
    joined[folder.length] = '/';
    System.arraycopy(path, 0, joined, folder.length + 1, path.length);
    return joined;
  }

  /// Whether a path is strictly below a folder.
  static boolean isBelow(byte[] path, byte[] folder) {
    if (folder.length == 0) return path.length > 0;
    return path.length > folder.length
        && path[folder.length] == '/'
        && Arrays.equals(path, 0, folder.length, folder, 0, folder.length);
  }

  static boolean isAtOrBelow(byte[] path, byte[] folder) {
    return Arrays.equals(path, folder) || isBelow(path, folder);
  }

  /// The rest of a path below a folder.
  static byte[] relative(byte[] path, byte[] folder) {
    if (folder.length == 0) return path;
    return Arrays.copyOfRange(path, Math.min(folder.length + 1, path.length), path.length);
  }

  /// The end of the name that starts at an offset.
  static int nameEnd(byte[] path, int from) {
    int end = from;
    while (end < path.length && path[end] != '/') end++;
    return end;
  }

  /// The end of the folder that holds a path: 0 where that is the root.
  static int parentEnd(byte[] path) {
    int end = path.length - 1;
    while (end > 0 && path[end] != '/') end--;
    return Math.max(end, 0);
  }

  static byte[] parent(byte[] path) {
    return Arrays.copyOf(path, parentEnd(path));
  }

  /// The last name of a path.
  static byte[] name(byte[] path) {
    int parent = parentEnd(path);
    return Arrays.copyOfRange(
        path, parent == 0 && !startsWithSlash(path) ? 0 : parent + 1, path.length);
  }

  /// For people: what is not printable is shown as `\xNN`.
  static String show(byte[] path) {
    var text = new StringBuilder();
    for (char c : new String(path, StandardCharsets.UTF_8).toCharArray()) {
      if (c < ' ' || c == 0x7f) text.append("\\x%02x".formatted((int) c));
      else text.append(c);
    }
    return text.toString();
  }

  private static boolean startsWithSlash(byte[] path) {
    return path.length > 0 && path[0] == '/';
  }

  private static int compare(byte[] a, byte[] b) {
    int length = Math.min(a.length, b.length);
    int at = Arrays.mismatch(a, 0, length, b, 0, length);
    return at < 0 ? Integer.compare(a.length, b.length) : Integer.compare(rank(a[at]), rank(b[at]));
  }

  private static int rank(byte b) {
    return b == '/' ? -1 : Byte.toUnsignedInt(b);
  }
}
