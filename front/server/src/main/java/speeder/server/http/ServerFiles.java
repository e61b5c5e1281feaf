package speeder.server.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import speeder.api.Json;
import speeder.api.ServerFile;
import speeder.engine.port.PortFailure;

/// Where the server of a data folder answers, for the command line: `server.json`.
final class ServerFiles {
  private ServerFiles() {}

  static void write(Path folder, String url, long pid) throws PortFailure {
    try {
      var draft = Files.createTempFile(folder, ServerFile.NAME, ".tmp");
      Files.writeString(draft, Json.text(new ServerFile(url, pid)) + "\n");
      Files.move(draft, folder.resolve(ServerFile.NAME), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException failure) {
      throw PortFailure.failed(
          "data-folder-unwritable",
          "%s could not be written in %s: %s"
              .formatted(ServerFile.NAME, folder, failure.getMessage()),
          "Give the server a data folder of its own that it may write to.");
    }
  }

  static void delete(Path folder) {
    try {
      Files.deleteIfExists(folder.resolve(ServerFile.NAME));
    } catch (IOException left) {
      System.getLogger("speeder.server")
          .log(System.Logger.Level.WARNING, "{0} stays behind in {1}", ServerFile.NAME, folder);
    }
  }
}
