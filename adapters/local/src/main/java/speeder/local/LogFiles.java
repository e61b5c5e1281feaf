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

  private static final String SUFFIX = ".log";

  /// How much of its end is read for people.
  private static final int TAIL_BYTES = 256 << 10;

  Path of(String id) {
    return folder.resolve(id + SUFFIX);
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

  /// Whether a container lives.
  interface Alive {
    boolean is(String id) throws IOException;
  }

  /// Makes room for one more. What lives keeps its log, however long it has been silent.
  void forgetOldest(Alive alive) throws IOException {
    var all = Folders.in(folder);
    int tooMany = all.size() - FILES_MAX + 1;
    for (var old : all.stream().sorted(Comparator.comparing(LogFiles::changed)).toList()) {
      if (tooMany <= 0) return;
      if (alive.is(id(old))) continue;
      Files.deleteIfExists(old);
      tooMany--;
    }
  }

  private static String id(Path file) {
    var name = file.getFileName().toString();
    return name.substring(0, name.length() - SUFFIX.length());
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
