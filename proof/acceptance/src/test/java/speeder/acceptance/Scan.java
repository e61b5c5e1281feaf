package speeder.acceptance;

import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/// Looks for a text in every file below a folder, also inside compressed ones.
final class Scan {
  private static final byte[] ZSTD = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd};
  private static final byte[] GZIP = {0x1f, (byte) 0x8b};

  private Scan() {}

  /// @param found takes the files that hold it
  /// @return how many files were read
  static int of(Path folder, String text, List<String> found) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      var regular = files.filter(it -> Files.isRegularFile(it) && Files.isReadable(it)).toList();
      for (var file : regular) {
        if (holds(file, text.getBytes(StandardCharsets.UTF_8))) found.add(file.toString());
      }
      return regular.size();
    }
  }

  private static boolean holds(Path file, byte[] text) throws IOException {
    byte[] stored = Files.readAllBytes(file);
    return contains(stored, text) || contains(unpacked(stored), text);
  }

  private static byte[] unpacked(byte[] stored) throws IOException {
    var in = new ByteArrayInputStream(stored);
    if (begins(stored, ZSTD)) return read(new ZstdInputStream(in));
    return begins(stored, GZIP) ? read(new GZIPInputStream(in)) : new byte[0];
  }

  private static byte[] read(InputStream packed) throws IOException {
    try (packed) {
      return packed.readAllBytes();
    }
  }

  private static boolean begins(byte[] bytes, byte[] magic) {
    for (int i = 0; i < magic.length; i++) {
      if (i >= bytes.length || bytes[i] != magic[i]) return false;
    }
    return true;
  }

  private static boolean contains(byte[] bytes, byte[] text) {
    for (int at = 0; at <= bytes.length - text.length; at++) {
      int same = 0;
      while (same < text.length && bytes[at + same] == text[same]) same++;
      if (same == text.length) return true;
    }
    return false;
  }
}
