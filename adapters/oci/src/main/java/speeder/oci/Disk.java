package speeder.oci;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import speeder.engine.port.PortFailure;

/// What is durable, what is atomic, and what its errors mean.
final class Disk {
  static final String NO_SPACE = "No space left on device";
  static final String NO_QUOTA = "Disk quota exceeded";

  private Disk() {}

  /// Makes the names in a folder durable.
  static void syncFolder(Path folder) throws IOException {
    try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /// Writes a small file so that after a power cut there is the old one or the new one, whole.
  static void writeDurably(Path temporary, Path file, byte[] bytes) throws IOException {
    try (var channel =
        FileChannel.open(
            temporary,
            StandardOpenOption.WRITE,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      var buffer = java.nio.ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) channel.write(buffer);
      channel.force(true);
    }
    move(temporary, file);
    syncFolder(parent(file));
  }

  static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      throw new IOException("Cannot rename within " + parent(to) + ": it spans file systems.", e);
    }
  }

  static Path parent(Path file) {
    return Optional.ofNullable(file.toAbsolutePath().getParent())
        .orElseThrow(() -> new IllegalArgumentException("No folder holds " + file));
  }

  /// Deletes a folder and all it holds; links are deleted, not followed. Absent is done. Bytes of
  /// all files below a folder.
  static long size(Path folder) throws IOException {
    long[] bytes = {0};
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile()) bytes[0] += attributes.size();
            return FileVisitResult.CONTINUE;
          }
        });
    return bytes[0];
  }

  static void deleteAll(Path folder) throws IOException {
    if (!Files.exists(folder, java.nio.file.LinkOption.NOFOLLOW_LINKS)) return;
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(
              Path left, @org.jspecify.annotations.Nullable IOException failure)
              throws IOException {
            if (failure != null) throw failure;
            Files.delete(left);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  static boolean isFull(IOException error) {
    return said(error).contains(NO_SPACE) || said(error).contains(NO_QUOTA);
  }

  private static String said(IOException error) {
    var message = error.getMessage();
    return message == null ? error.getClass().getSimpleName() : message;
  }

  /// An input or output error in words a person can act on. Nothing half done stays behind it.
  static PortFailure failure(String doing, IOException error) {
    if (isFull(error)) {
      return PortFailure.failed(
          "disk-full",
          "The disk is full while " + doing + ".",
          "Free space where the image store lies; what was begun is left out and is done again.");
    }
    return PortFailure.failed(
        "disk",
        "Reading or writing failed while %s: %s.".formatted(doing, said(error)),
        "Look at the disk and the permissions of the folder named.");
  }
}
