package speeder.oci;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Reads tar as ustar, pax and GNU write it, names as raw bytes. Sparse files are refused.
final class TarReader {
  private static final int BLOCK = TarWriter.BLOCK;
  private static final int HEADER_BYTES_MAX = 1 << 20;
  private static final String XATTR = "SCHILY.xattr.";

  private final InputStream in;
  private final byte[] header = new byte[BLOCK];
  private final byte[] buffer = new byte[1 << 16];
  private long left;
  private int padding;

  TarReader(InputStream in) {
    this.in = in;
  }

  /// The next entry; nothing at the archive's end.
  ///
  /// @throws IOException where the bytes are no tar, or end within an entry
  Optional<TarEntry> next() throws IOException {
    skip();
    var records = new HashMap<String, byte[]>();
    while (readHeader()) {
      char type = (char) header[156];
      switch (type) {
        case 'x' -> parsePax(body(), records);
        case 'g' -> body();
        case 'L' -> records.put("path", untilZero(body()));
        case 'K' -> records.put("linkpath", untilZero(body()));
        case 'S' -> throw new IOException("the tar holds a sparse file, which is not supported");
        default -> {
          return Optional.of(entry(type, records));
        }
      }
    }
    return Optional.empty();
  }

  /// Copies the content of the entry that was read last.
  void copyTo(OutputStream out) throws IOException {
    while (left > 0) {
      int n = in.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (n < 0) throw new EOFException("the tar ends within a file");
      out.write(buffer, 0, n);
      left -= n;
    }
  }

  private TarEntry entry(char flag, Map<String, byte[]> records) throws IOException {
    long size = records.containsKey("size") ? decimal(records, "size") : number(124, 12);
    char type = flag == 0 || flag == '7' ? '0' : flag;
    left = type == '0' ? size : 0;
    padding = (int) -left & (BLOCK - 1);
    var path = clean(records.getOrDefault("path", name()));
    var target = records.getOrDefault("linkpath", field(157, 100));
    return new TarEntry(
        type,
        path,
        type == '1' ? clean(target) : target,
        metadata(records),
        left,
        (int) number(329, 8),
        (int) number(337, 8));
  }

  private Metadata metadata(Map<String, byte[]> records) throws IOException {
    var attributes = new HashMap<String, byte[]>();
    for (var record : records.entrySet()) {
      if (record.getKey().startsWith(XATTR)) {
        attributes.put(record.getKey().substring(XATTR.length()), record.getValue());
      }
    }
    return new Metadata(
        (int) number(100, 8) & 07777,
        records.containsKey("uid") ? (int) decimal(records, "uid") : (int) number(108, 8),
        records.containsKey("gid") ? (int) decimal(records, "gid") : (int) number(116, 8),
        records.containsKey("mtime") ? decimal(records, "mtime") : number(136, 12),
        attributes);
  }

  /// Whole seconds, or a whole number: what follows a point is dropped.
  private static long decimal(Map<String, byte[]> records, String key) throws IOException {
    var text = new String(records.getOrDefault(key, new byte[0]), StandardCharsets.US_ASCII);
    int point = text.indexOf('.');
    try {
      return Long.parseLong(point < 0 ? text : text.substring(0, point));
    } catch (NumberFormatException e) {
      throw new IOException("the tar's pax header has no number for " + key, e);
    }
  }

  private byte[] name() {
    var name = field(0, 100);
    var prefix = isUstar() ? field(345, 155) : PathBytes.ROOT;
    return PathBytes.join(prefix, name);
  }

  private boolean isUstar() {
    return Arrays.equals(header, 257, 263, PathBytes.of("ustar\0"), 0, 6);
  }

  private byte[] field(int at, int length) {
    return untilZero(Arrays.copyOfRange(header, at, at + length));
  }

  private static byte[] untilZero(byte[] field) {
    int end = 0;
    while (end < field.length && field[end] != 0) end++;
    return Arrays.copyOf(field, end);
  }

  /// Octal digits, or GNU's base 256 where the first bit is set.
  private long number(int at, int length) throws IOException {
    long value = 0;
    if (header[at] < 0) {
      value = header[at] == (byte) 0xff ? -1 : 0;
      for (int i = at + 1; i < at + length; i++) value = value << 8 | Byte.toUnsignedInt(header[i]);
      return value;
    }
    for (int i = at; i < at + length; i++) {
      byte b = header[i];
      if (b >= '0' && b <= '7') value = value << 3 | (b - '0');
      else if (b != 0 && b != ' ') throw new IOException("it is no tar: a header has no number");
    }
    return value;
  }

  private byte[] body() throws IOException {
    long size = number(124, 12);
    if (size > HEADER_BYTES_MAX) throw new IOException("the tar has a header over 1 MiB");
    left = size;
    padding = (int) -size & (BLOCK - 1);
    var body = new ByteArrayOutputStream((int) size);
    copyTo(body);
    skip();
    return body.toByteArray();
  }

  private static void parsePax(byte[] body, Map<String, byte[]> records) throws IOException {
    for (int at = 0; at < body.length; ) {
      int space = at;
      while (space < body.length && body[space] != ' ') space++;
      int length = paxLength(body, at, space);
      int equals = space + 1;
      while (equals < at + length && body[equals] != '=') equals++;
      if (equals >= at + length) throw new IOException("the tar has a pax record without a value");
      var key = new String(body, space + 1, equals - space - 1, StandardCharsets.UTF_8);
      records.put(key, Arrays.copyOfRange(body, equals + 1, at + length - 1));
      at += length;
    }
  }

  private static int paxLength(byte[] body, int at, int space) throws IOException {
    try {
      int length = Integer.parseInt(new String(body, at, space - at, StandardCharsets.US_ASCII));
      if (length > space - at && at + length <= body.length) return length;
    } catch (NumberFormatException e) {
      throw new IOException("the tar has a pax record without a length", e);
    }
    throw new IOException("the tar has a pax record of a wrong length");
  }

  /// @return whether there is an entry; false at the block of zeros, or where nothing follows
  private boolean readHeader() throws IOException {
    int read = in.readNBytes(header, 0, BLOCK);
    if (read == 0 || isZero()) return false;
    if (read < BLOCK) throw new EOFException("the tar ends within a header");
    long said = number(148, 8);
    long sum = 0;
    for (int i = 0; i < BLOCK; i++) {
      sum += i >= 148 && i < 156 ? ' ' : Byte.toUnsignedInt(header[i]);
    }
    if (sum != said) throw new IOException("it is no tar: a header's checksum is wrong");
    return true;
  }

  private boolean isZero() {
    for (byte b : header) if (b != 0) return false;
    return true;
  }

  /// Reads on, since the bytes may be hashed on their way.
  private void skip() throws IOException {
    copyTo(OutputStream.nullOutputStream());
    if (in.readNBytes(buffer, 0, padding) < padding) throw new EOFException("the tar is cut short");
    padding = 0;
  }

  /// Takes away what means nothing; what leaves the root is an error.
  private static byte[] clean(byte[] path) throws IOException {
    var clean = PathBytes.ROOT;
    for (int from = 0; from < path.length; ) {
      int end = PathBytes.nameEnd(path, from);
      var name = Arrays.copyOfRange(path, from, end);
      if (Arrays.equals(name, PathBytes.of(".."))) {
        throw new IOException("the tar names a path outside: " + PathBytes.show(path));
      }
      if (name.length > 0 && !Arrays.equals(name, PathBytes.of("."))) {
        clean = PathBytes.join(clean, name);
      }
      from = end + 1;
    }
    return clean;
  }
}
