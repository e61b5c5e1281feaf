package speeder.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.github.luben.zstd.Zstd;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScanTest {
  private static final String SECRET = "correct-horse-battery";
  private static final byte[] BYTES = ("x" + SECRET + "y").getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;

  @Test
  void a_text_is_found_in_plain_files_and_in_packed_ones() throws Exception {
    var plain = Files.write(folder.resolve("plain"), BYTES);
    var zstd = Files.write(folder.resolve("zstd"), Zstd.compress(BYTES));
    var gzip = folder.resolve("gzip");
    try (var out = new GZIPOutputStream(Files.newOutputStream(gzip))) {
      out.write(BYTES);
    }
    Files.writeString(folder.resolve("other"), SECRET.substring(1));
    var scan = scanned(SECRET);

    assertEquals(Set.of(plain.toString(), zstd.toString(), gzip.toString()), scan.places(SECRET));
    assertEquals(4, scan.read());
    assertEquals(2, scan.unpacked());
  }

  @Test
  void what_only_begins_as_if_it_were_packed_is_read_as_it_is() throws Exception {
    byte[] torn = new byte[BYTES.length + 2];
    torn[0] = 0x1f;
    torn[1] = (byte) 0x8b;
    System.arraycopy(BYTES, 0, torn, 2, BYTES.length);
    var file = Files.write(folder.resolve("torn"), torn);
    var scan = scanned(SECRET);

    assertEquals(Set.of(file.toString()), scan.places(SECRET));
    assertEquals(0, scan.unpacked());
  }

  /// Wherever it stands, also across the border of what is read at once.
  @Test
  void a_text_is_found_at_every_place_of_a_long_file() throws Exception {
    int border = 1 << 20;
    for (int at = border - SECRET.length() - 1; at <= border + 1; at++) {
      var bytes = new byte[border + 100];
      System.arraycopy(BYTES, 1, bytes, at, SECRET.length());
      Files.write(folder.resolve("long"), bytes);

      assertEquals(1, scanned(SECRET).places(SECRET).size(), "at " + at);
    }
  }

  @Test
  void several_texts_are_told_apart() throws Exception {
    var scan = new Scan(List.of("abcabd", "cab", "xyz", "bd"));
    scan.answer("one", "ababcabd");
    scan.answer("two", "--cab");

    assertEquals(Set.of("one"), scan.places("abcabd"));
    assertEquals(Set.of("one", "two"), scan.places("cab"));
    assertEquals(Set.of("one"), scan.places("bd"));
    assertEquals(Set.of(), scan.places("xyz"));
  }

  private Scan scanned(String text) throws Exception {
    var scan = new Scan(List.of(text));
    scan.folder(folder);
    return scan;
  }
}
