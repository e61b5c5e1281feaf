package speeder.store.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Where the driver unpacks its native library: beside the first database of the process, where
/// what a killed process left is taken away. In the system's folder for temporary files it would
/// stay.
final class SqliteLibrary {
  private static final String FOLDER = "org.sqlite.tmpdir";

  private SqliteLibrary() {}

  static synchronized void beside(Path database) {
    if (System.getProperty(FOLDER) != null) return;
    try {
      var folder = Files.createDirectories(database.resolveSibling("native"));
      try (var left = Files.newDirectoryStream(folder)) {
        for (var it : left) Files.deleteIfExists(it);
      }
      System.setProperty(FOLDER, folder.toString());
    } catch (IOException elsewhere) {
      // The driver takes the system's folder, or says why it cannot.
    }
  }
}
