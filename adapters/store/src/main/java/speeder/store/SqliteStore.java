package speeder.store;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import speeder.engine.port.Documents;
import speeder.engine.port.EvidenceFiles;
import speeder.engine.port.Journal;
import speeder.engine.port.Leadership;
import speeder.engine.port.Logs;
import speeder.engine.port.Observations;
import speeder.engine.port.PortFailure;
import speeder.engine.port.Stop;
import speeder.engine.port.Views;
import speeder.store.evidence.EvidenceReader;
import speeder.store.file.FileLeadership;
import speeder.store.file.FileLogs;
import speeder.store.file.FileStop;
import speeder.store.sqlite.Database;
import speeder.store.sqlite.SqliteDocuments;
import speeder.store.sqlite.SqliteJournal;
import speeder.store.sqlite.SqliteObservations;
import speeder.store.sqlite.SqliteViews;

/// The store of one server, in one folder:
///
/// | file | holds |
/// |---|---|
/// | `journal.db` | facts and documents, every commit synced |
/// | `views.db` | tables folded from the journal; may be deleted |
/// | `observations.db` | what was seen |
/// | `logs/` | free text of effects |
/// | `server.lock` | who is the leader |
/// | `hold` | while it is there, nothing moves forward |
public record SqliteStore(
    Journal journal,
    Documents documents,
    Views views,
    Observations observations,
    Logs logs,
    Leadership leadership,
    Stop stop,
    EvidenceFiles evidenceFiles,
    Databases databases)
    implements AutoCloseable {

  /// Opens a store, or makes an empty one. The folder is its owner's alone.
  ///
  /// @param clock dates the leader's right
  public static SqliteStore open(Path folder, InstantSource clock) throws PortFailure {
    makeFolder(folder);
    var databases = Databases.open(folder);
    try {
      return new SqliteStore(
          SqliteJournal.open(databases.journal()),
          new SqliteDocuments(databases.journal()),
          new SqliteViews(databases.views()),
          new SqliteObservations(databases.observations()),
          new FileLogs(folder.resolve("logs")),
          new FileLeadership(folder.resolve("server.lock"), clock),
          new FileStop(folder.resolve("hold")),
          new EvidenceReader(),
          databases);
    } catch (PortFailure e) {
      databases.close();
      throw e;
    }
  }

  @Override
  public void close() throws PortFailure {
    databases.close();
  }

  private static void makeFolder(Path folder) throws PortFailure {
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

  /// The files behind the ports.
  public record Databases(Database journal, Database views, Database observations)
      implements AutoCloseable {

    static Databases open(Path folder) throws PortFailure {
      var journal = Database.journal(folder.resolve("journal.db"));
      try {
        return withJournal(folder, journal);
      } catch (PortFailure e) {
        journal.close();
        throw e;
      }
    }

    private static Databases withJournal(Path folder, Database journal) throws PortFailure {
      var views = Database.views(folder.resolve("views.db"));
      try {
        return new Databases(
            journal, views, Database.observations(folder.resolve("observations.db")));
      } catch (PortFailure e) {
        views.close();
        throw e;
      }
    }

    @Override
    public void close() throws PortFailure {
      observations.close();
      views.close();
      journal.close();
    }
  }
}
