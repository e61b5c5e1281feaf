package speeder.local;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;

/// What containers write, a file each.
record LogFiles(Path folder) {
  /// A longer file loses its older half.
  static final long BYTES_MAX = 8L << 20;

  static final int FILES_MAX = 200;

  /// How much of its end is read for people.
  private static final int TAIL_BYTES = 256 << 10;

  Path of(String id) {
    return folder.resolve(id + ".log");
  }

  List<String> tail(String id, int lines) throws IOException {
    var all = end(of(id), TAIL_BYTES).lines().toList();
    return all.subList(Math.max(0, all.size() - lines), all.size());
  }

  /// Cuts what is too long. Writers append, so they go on at the new end.
  void trim() throws IOException {
    for (var file : Folders.in(folder)) {
      if (Files.size(file) > BYTES_MAX) cut(file);
    }
  }

  /// Makes room for one more.
  void forgetOldest() throws IOException {
    var all = Folders.in(folder);
    if (all.size() < FILES_MAX) return;
    var byAge = all.stream().sorted(Comparator.comparing(LogFiles::changed)).toList();
    for (var old : byAge.subList(0, all.size() - FILES_MAX + 1)) Files.deleteIfExists(old);
  }

  private static FileTime changed(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException gone) {
      return FileTime.fromMillis(0);
    }
  }

  private static void cut(Path file) throws IOException {
    var kept = end(file, (int) (BYTES_MAX / 2));
    try (var log = new RandomAccessFile(file.toFile(), "rw")) {
      log.setLength(0);
      log.write(kept.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static String end(Path file, int bytes) throws IOException {
    try (var log = new RandomAccessFile(file.toFile(), "r")) {
      long from = Math.max(0, log.length() - bytes);
      log.seek(from);
      var end = new byte[(int) Math.min(bytes, log.length() - from)];
      log.readFully(end);
      return new String(end, StandardCharsets.UTF_8);
    } catch (java.io.FileNotFoundException | NoSuchFileException none) {
      return "";
    }
  }
}
