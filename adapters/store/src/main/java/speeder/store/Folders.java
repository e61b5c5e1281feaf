package speeder.store;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import speeder.engine.port.PortFailure;

/// Folders that are their owner's alone.
final class Folders {
  private Folders() {}

  static void make(Path folder) throws PortFailure {
    try {
      if (Files.isDirectory(folder)) return;
      Files.createDirectories(folder);
      if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
      }
    } catch (IOException e) {
      throw PortFailure.failed(
          "no-folder",
          "%s could not be made (%s).".formatted(folder, e.getClass().getSimpleName()),
          "Name a folder that this user may write to.");
    }
  }
}
