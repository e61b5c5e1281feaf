package speeder.store;

import java.nio.file.Path;
import java.time.InstantSource;
import speeder.engine.port.Documents;
import speeder.engine.port.EvidenceFiles;
import speeder.engine.port.Journal;
import speeder.engine.port.Leadership;
import speeder.engine.port.Leases;
import speeder.engine.port.Logs;
import speeder.engine.port.Observations;
import speeder.engine.port.PortFailure;
import speeder.engine.port.Stop;
import speeder.engine.port.Views;
import speeder.store.evidence.EvidenceReader;
import speeder.store.file.FileLeadership;
import speeder.store.file.FileLogs;
import speeder.store.file.FileStop;
import speeder.store.sql.SqlDocuments;
import speeder.store.sql.SqlJournal;
import speeder.store.sql.SqlLeases;
import speeder.store.sql.SqlObservations;
import speeder.store.sqlite.SqliteDatabase;
import speeder.store.sqlite.SqliteSchemas;
import speeder.store.sqlite.SqliteViews;

/// The store of one server, in one folder:
///
/// | file | holds |
/// |---|---|
/// | `journal.db` | facts and documents, every commit synced |
/// | `views.db` | tables folded from the journal; may be deleted |
/// | `observations.db` | what was seen, leases of locks |
/// | `logs/` | free text of effects |
/// | `server.lock` | who is the leader |
/// | `hold` | while it is there, nothing moves forward |
public record SqliteStore(
    Journal journal,
    Documents documents,
    Views views,
    Observations observations,
    Leases leases,
    Logs logs,
    Leadership leadership,
    Stop stop,
    EvidenceFiles evidenceFiles,
    Databases databases)
    implements Store {

  /// Opens a store, or makes an empty one. The folder is its owner's alone.
  ///
  /// @param clock dates the leader's right
  public static SqliteStore open(Path folder, InstantSource clock) throws PortFailure {
    Folders.make(folder);
    var databases = Databases.open(folder);
    try {
      return new SqliteStore(
          SqlJournal.open(databases.journal()),
          new SqlDocuments(databases.journal()),
          new SqliteViews(databases.views()),
          new SqlObservations(databases.observations()),
          new SqlLeases(databases.observations(), SqliteSchemas.NOW),
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

  /// The files behind the ports.
  public record Databases(SqliteDatabase journal, SqliteDatabase views, SqliteDatabase observations)
      implements AutoCloseable {

    static Databases open(Path folder) throws PortFailure {
      var journal = SqliteDatabase.journal(folder.resolve("journal.db"));
      try {
        return withJournal(folder, journal);
      } catch (PortFailure e) {
        journal.close();
        throw e;
      }
    }

    private static Databases withJournal(Path folder, SqliteDatabase journal) throws PortFailure {
      var views = SqliteDatabase.views(folder.resolve("views.db"));
      try {
        return new Databases(
            journal, views, SqliteDatabase.observations(folder.resolve("observations.db")));
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
