package speeder.demo;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;

/// Looks for texts in whatever it is shown: every file below a folder, also inside those that are
/// packed, and answers.
public final class Scan {
  private static final int CHUNK = 1 << 20;
  private static final int MAGIC = 4;
  private static final byte[] ZSTD = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd};
  private static final byte[] GZIP = {0x1f, (byte) 0x8b};

  private final TreeMap<String, SortedSet<String>> places = new TreeMap<>();
  private final Needles needles;
  private final byte[] buffer;
  private int read;
  private int unpacked;

  /// @param texts to look for, none empty
  public Scan(Collection<String> texts) {
    for (var text : texts) places.put(text, new TreeSet<>());
    this.needles = new Needles(places.keySet());
    this.buffer = new byte[CHUNK + needles.longest()];
  }

  /// How many files and answers were read, and how many of the files were unpacked for it.
  public int read() {
    return read;
  }

  public int unpacked() {
    return unpacked;
  }

  /// Where a text is.
  public Set<String> places(String text) {
    return Collections.unmodifiableSet(places.getOrDefault(text, new TreeSet<>()));
  }

  /// What was said.
  ///
  /// @param where names it
  public void answer(String where, String text) {
    read++;
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    needles.in(bytes, bytes.length, it -> found(it, where));
  }

  private void found(String text, String where) {
    places.computeIfAbsent(text, _ -> new TreeSet<>()).add(where);
  }

  /// Every file below a folder, on its device alone: what containers have mounted shows unpacked
  /// layers once more.
  public void folder(Path folder) throws IOException {
    if (Files.exists(folder)) Files.walkFileTree(folder, new Looking(device(folder)));
  }

  private final class Looking extends SimpleFileVisitor<Path> {
    private final Object device;

    Looking(Object device) {
      this.device = device;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
        throws IOException {
      return device(folder).equals(device)
          ? FileVisitResult.CONTINUE
          : FileVisitResult.SKIP_SUBTREE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      if (attributes.isRegularFile()) file(file);
      return FileVisitResult.CONTINUE;
    }

    /// A server at work makes and removes files.
    @Override
    public FileVisitResult visitFileFailed(Path file, IOException gone) {
      return FileVisitResult.CONTINUE;
    }
  }

  private static Object device(Path file) throws IOException {
    return Files.getAttribute(file, "unix:dev");
  }

  private void file(Path file) throws IOException {
    byte[] first;
    try (var in = Files.newInputStream(file)) {
      read++;
      first = in.readNBytes(MAGIC);
      look(file, new SequenceInputStream(new ByteArrayInputStream(first), in));
    } catch (NoSuchFileException gone) {
      return;
    }
    if (begins(first, ZSTD) || begins(first, GZIP)) packed(file, begins(first, ZSTD));
  }

  /// What begins as if it were packed and is not, or is torn, is looked through as far as it goes.
  private void packed(Path file, boolean zstd) {
    try (var stored = new BufferedInputStream(Files.newInputStream(file));
        var in = zstd ? new ZstdInputStream(stored) : new GZIPInputStream(stored)) {
      look(file, in);
      unpacked++;
    } catch (IOException torn) {
      // Its bytes were looked through as they are.
    }
  }

  private void look(Path file, InputStream in) throws IOException {
    int kept = 0;
    for (int came = next(in, 0); came > 0; came = next(in, kept)) {
      int length = kept + came;
      needles.in(buffer, length, it -> found(it, file.toString()));
      kept = Math.min(length, needles.longest() - 1);
      System.arraycopy(buffer, length - kept, buffer, 0, kept);
    }
  }

  private int next(InputStream in, int kept) throws IOException {
    return in.readNBytes(buffer, kept, CHUNK);
  }

  private static boolean begins(byte[] bytes, byte[] magic) {
    return bytes.length >= magic.length
        && Arrays.equals(bytes, 0, magic.length, magic, 0, magic.length);
  }
}
