package speeder.store;

import java.nio.file.Path;
import java.util.function.Supplier;
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
import speeder.store.file.FileLogs;
import speeder.store.file.FileStop;
import speeder.store.postgres.PostgresPlace;
import speeder.store.postgres.PostgresTables;
import speeder.store.sqlite.SqliteDatabase;
import speeder.store.sqlite.SqliteViews;

/// The store of several servers: what they share is in PostgreSQL, what is a cache or text for
/// people in files.
///
/// | place | holds |
/// |---|---|
/// | PostgreSQL | facts, documents, observations, leases of locks, who leads |
/// | `views.db` in the server's own folder | tables folded from the journal; may be deleted |
/// | `logs/` in the machine's folder | free text of effects |
/// | `hold` in either folder | while it is there, nothing moves forward: by this server, or by all of the machine |
public record PostgresStore(
    PostgresTables tables, SqliteDatabase viewsFile, Views views, Logs logs, Stop stop)
    implements Store {

  /// @param own folder of this server alone
  /// @param machine folder of all servers of this machine
  /// @param ids tells one lead from another; never the same twice
  public static PostgresStore open(
      PostgresPlace place, Path own, Path machine, Supplier<String> ids) throws PortFailure {
    Folders.make(own);
    Folders.make(machine);
    var tables = PostgresTables.open(place, ids);
    try {
      var views = SqliteDatabase.views(own.resolve("views.db"));
      return new PostgresStore(
          tables,
          views,
          new SqliteViews(views),
          new FileLogs(machine.resolve("logs")),
          new FileStop(own.resolve("hold"), machine.resolve("hold")));
    } catch (PortFailure failure) {
      tables.close();
      throw failure;
    }
  }

  @Override
  public Journal journal() {
    return tables.journal();
  }

  @Override
  public Documents documents() {
    return tables.documents();
  }

  @Override
  public Observations observations() {
    return tables.observations();
  }

  @Override
  public Leases leases() {
    return tables.leases();
  }

  @Override
  public Leadership leadership() {
    return tables.leadership();
  }

  @Override
  public EvidenceFiles evidenceFiles() {
    return new EvidenceReader();
  }

  @Override
  public void close() throws PortFailure {
    viewsFile.close();
    tables.close();
  }
}
