package speeder.store;

import java.nio.file.Files;
import java.nio.file.Path;
import speeder.engine.port.Archive;
import speeder.engine.port.Documents;
import speeder.engine.port.Journal;
import speeder.engine.port.PortFailure;
import speeder.store.postgres.PostgresPlace;
import speeder.store.postgres.PostgresTables;
import speeder.store.sql.Database;
import speeder.store.sql.SqlArchive;
import speeder.store.sql.SqlDocuments;
import speeder.store.sql.SqlJournal;
import speeder.store.sqlite.SqliteDatabase;

/// What of a store is kept for ever: facts and documents, without the server that writes them.
public record Kept(Journal journal, Documents documents, Archive archive, Closing closing)
    implements AutoCloseable {
  private static final String FILE = "journal.db";

  /// Lets go of the database.
  public interface Closing {
    void close() throws PortFailure;
  }

  /// @param folder of a SQLite store
  /// @throws PortFailure refused `no-store` where there is none
  public static Kept in(Path folder) throws PortFailure {
    if (Files.exists(folder.resolve(FILE))) return made(folder);
    throw PortFailure.refused(
        "no-store", "There is no store in %s.".formatted(folder), "Name a server's data folder.");
  }

  /// The same, made where there is none.
  public static Kept made(Path folder) throws PortFailure {
    Folders.make(folder);
    return of(SqliteDatabase.journal(folder.resolve(FILE)));
  }

  public static Kept in(PostgresPlace place) throws PortFailure {
    return of(PostgresTables.journal(place));
  }

  private static Kept of(Database database) throws PortFailure {
    try {
      return new Kept(
          SqlJournal.open(database),
          new SqlDocuments(database),
          new SqlArchive(database),
          database::close);
    } catch (PortFailure failure) {
      database.close();
      throw failure;
    }
  }

  @Override
  public void close() throws PortFailure {
    closing.close();
  }
}
