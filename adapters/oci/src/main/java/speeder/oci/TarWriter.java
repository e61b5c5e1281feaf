package speeder.oci;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Writes tar: ustar headers of POSIX.1-1988, and a pax header of POSIX.1-2001 before an entry that
/// ustar cannot hold. Equal calls give equal bytes.
final class TarWriter {
  static final int BLOCK = 512;
  static final byte FILE = '0';
  static final byte LINK = '2';
  static final byte FOLDER = '5';

  private static final byte PAX = 'x';
  private static final int NAME = 100;
  private static final int PREFIX_AT = 345;
  private static final int PREFIX = 155;
  private static final int LINK_AT = 157;
  private static final long SIZE_MAX = 077777777777L;
  private static final byte[] ZEROS = new byte[2 * BLOCK];
  private static final byte[] PAX_NAME = "././@PaxHeader".getBytes(StandardCharsets.US_ASCII);

  private final OutputStream out;
  private final byte[] header = new byte[BLOCK];

  TarWriter(OutputStream out) {
    this.out = out;
  }

  /// Follow it with exactly `size` bytes, then [#pad].
  void file(byte[] path, int mode, long size, long seconds) throws IOException {
    entry(FILE, path, mode, size, seconds, PathBytes.ROOT);
  }

  void pad(long size) throws IOException {
    out.write(ZEROS, 0, (int) (-size & (BLOCK - 1)));
  }

  void folder(byte[] path) throws IOException {
    var slashed = Arrays.copyOf(path, path.length + 1);
    slashed[path.length] = '/';
    entry(FOLDER, slashed, MetadataRule.FOLDER_MODE, 0, MetadataRule.FIXED_TIME, PathBytes.ROOT);
  }

  void link(byte[] path, byte[] target) throws IOException {
    entry(LINK, path, MetadataRule.LINK_MODE, 0, MetadataRule.FIXED_TIME, target);
  }

  /// The image specification's "gone": an empty file beside, whose name begins with `.wh.`.
  void whiteout(byte[] path) throws IOException {
    var name = new ByteArrayOutputStream();
    name.writeBytes(PathBytes.of(".wh."));
    name.writeBytes(PathBytes.name(path));
    var marker = PathBytes.join(PathBytes.parent(path), name.toByteArray());
    entry(FILE, marker, MetadataRule.FILE_MODE, 0, MetadataRule.FIXED_TIME, PathBytes.ROOT);
  }

  /// Two blocks of zeros end an archive.
  void end() throws IOException {
    out.write(ZEROS);
  }

  private void entry(byte type, byte[] path, int mode, long size, long seconds, byte[] target)
      throws IOException {
    int split = split(path);
    var pax = new PaxRecords();
    if (split < 0 || !isAscii(path)) pax.add("path", path);
    if (target.length > NAME || !isAscii(target)) pax.add("linkpath", target);
    if (size > SIZE_MAX) pax.add("size", PathBytes.of(Long.toString(size)));
    if (!pax.isEmpty()) writePax(pax.toBytes());
    fill(type, path, Math.max(split, 0), mode, Math.min(size, SIZE_MAX), seconds, target);
    out.write(header);
  }

  private void writePax(byte[] records) throws IOException {
    int mode = MetadataRule.FILE_MODE;
    fill(PAX, PAX_NAME, 0, mode, records.length, MetadataRule.FIXED_TIME, PathBytes.ROOT);
    out.write(header);
    out.write(records);
    pad(records.length);
  }

  private void fill(
      byte type, byte[] path, int split, int mode, long size, long seconds, byte[] target) {
    Arrays.fill(header, (byte) 0);
    int nameFrom = split == 0 ? 0 : split + 1;
    put(path, nameFrom, Math.min(path.length - nameFrom, NAME), 0);
    put(path, 0, split, PREFIX_AT);
    octal(mode, 100, 7);
    octal(0, 108, 7);
    octal(0, 116, 7);
    octal(size, 124, 11);
    octal(seconds, 136, 11);
    header[156] = type;
    put(target, 0, Math.min(target.length, NAME), LINK_AT);
    put(PathBytes.of("ustar\00000"), 0, 8, 257);
    octal(0, 329, 7);
    octal(0, 337, 7);
    checksum();
  }

  /// Where a long path parts into prefix and name: 0 for no prefix, -1 where it cannot.
  private static int split(byte[] path) {
    if (path.length <= NAME) return 0;
    int from = path.length - 1 - NAME;
    for (int i = Math.max(from, 1); i <= PREFIX && i < path.length - 1; i++) {
      if (path[i] == '/') return i;
    }
    return -1;
  }

  private void checksum() {
    Arrays.fill(header, 148, 156, (byte) ' ');
    int sum = 0;
    for (byte b : header) sum += Byte.toUnsignedInt(b);
    octal(sum, 148, 6);
    header[154] = 0;
  }

  private void octal(long value, int at, int digits) {
    for (int i = at + digits - 1; i >= at; i--) {
      header[i] = (byte) ('0' + (value & 7));
      value >>>= 3;
    }
  }

  private void put(byte[] from, int offset, int length, int at) {
    System.arraycopy(from, offset, header, at, length);
  }

  private static boolean isAscii(byte[] text) {
    for (byte b : text) if (b < 0) return false;
    return true;
  }

  /// `LENGTH KEY=VALUE\n` each, the length counting itself.
  private static final class PaxRecords {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    void add(String key, byte[] value) {
      if (bytes.size() == 0 && !isUtf8(value)) add("hdrcharset", PathBytes.of("BINARY"));
      int rest = 1 + key.length() + 1 + value.length + 1;
      int length = rest + Integer.toString(rest).length();
      if (rest + Integer.toString(length).length() != length) length++;
      bytes.writeBytes(PathBytes.of(length + " " + key + "="));
      bytes.writeBytes(value);
      bytes.write('\n');
    }

    boolean isEmpty() {
      return bytes.size() == 0;
    }

    byte[] toBytes() {
      return bytes.toByteArray();
    }

    private static boolean isUtf8(byte[] value) {
      return Arrays.equals(PathBytes.of(new String(value, StandardCharsets.UTF_8)), value);
    }
  }
}
