package speeder.store.sqlite;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import speeder.engine.port.PortFailure;
import speeder.store.sql.Database;
import speeder.store.sql.Schema;
import speeder.store.sql.Session;
import speeder.store.sql.Texts;

/// One SQLite file in WAL mode: one connection that writes, a few that read beside it.
public final class SqliteDatabase implements Database {
  /// Connections that read at once; more readers wait for one.
  static final int READERS = 4;

  /// How long SQLite waits for another process's lock.
  private static final int BUSY_MILLIS = 5_000;

  /// How hard a commit is pressed onto the disk, as `PRAGMA synchronous` counts it. Source:
  /// https://www.sqlite.org/pragma.html#pragma_synchronous
  enum Sync {
    /// Safe from a crash of the process; a power cut may take the last transactions.
    NORMAL(1),
    /// Every commit is synced to the disk before it returns.
    FULL(2);

    private final int level;

    Sync(int level) {
      this.level = level;
    }
  }

  private final Path file;
  private final Session writer;
  private final ReentrantLock writing = new ReentrantLock();
  private final List<Session> readers = new ArrayList<>();
  private final ConcurrentLinkedQueue<Session> idle = new ConcurrentLinkedQueue<>();
  private final Semaphore permits = new Semaphore(READERS);

  private SqliteDatabase(Path file, Session writer) {
    this.file = file;
    this.writer = writer;
  }

  /// The journal and its documents: every commit is on the disk before it is answered.
  ///
  /// @throws PortFailure refused `store-too-new`, `store-not-durable`; failed `no-space`,
  ///   `store-damaged`, `store-busy`
  public static SqliteDatabase journal(Path file) throws PortFailure {
    return open(file, SqliteSchemas.JOURNAL, Sync.FULL);
  }

  /// The folded tables, which a replay makes again.
  public static SqliteDatabase views(Path file) throws PortFailure {
    return open(file, SqliteSchemas.VIEWS, Sync.NORMAL);
  }

  public static SqliteDatabase observations(Path file) throws PortFailure {
    return open(file, SqliteSchemas.OBSERVATIONS, Sync.NORMAL);
  }

  private static SqliteDatabase open(Path file, Schema schema, Sync sync) throws PortFailure {
    try {
      var writer = connect(file);
      var database = new SqliteDatabase(file, writer);
      try {
        database.prepare(schema, sync);
        return database;
      } catch (SQLException | PortFailure | RuntimeException e) {
        database.close();
        throw e;
      }
    } catch (SQLException e) {
      throw SqliteFailures.before(file, e);
    }
  }

  private void prepare(Schema schema, Sync sync) throws SQLException, PortFailure {
    writer.execute("PRAGMA synchronous = " + sync.name());
    writer.execute("PRAGMA fullfsync = ON"); // where fsync alone stops at the drive's cache (macOS)
    expect("journal_mode = WAL", "wal");
    expect("synchronous", String.valueOf(sync.level));
    migrate(schema);
    for (int i = 0; i < READERS; i++) {
      var reader = connect(file);
      readers.add(reader);
      reader.execute("PRAGMA query_only = ON");
    }
    idle.addAll(readers);
  }

  private void migrate(Schema schema) throws SQLException, PortFailure {
    if (schema.isToday(writer, SqliteSchemas.VERSION)) return;
    writer.execute("BEGIN IMMEDIATE");
    schema.migrate(writer, SqliteSchemas.VERSION, name());
    writer.execute("COMMIT");
  }

  private void expect(String pragma, String expected) throws SQLException, PortFailure {
    var found = writer.text("PRAGMA " + pragma);
    if (found.equals(expected)) return;
    throw PortFailure.refused(
        "store-not-durable",
        "%s: PRAGMA %s gave %s, not %s.".formatted(file, pragma, found, expected),
        "Put the folder on a local disk.");
  }

  private static Session connect(Path file) throws SQLException {
    SqliteLibrary.beside(file);
    var session = new Session(DriverManager.getConnection("jdbc:sqlite:" + file), Texts.PLAIN);
    session.execute("PRAGMA busy_timeout = " + BUSY_MILLIS);
    return session;
  }

  @Override
  public String name() {
    return file.toString();
  }

  @Override
  public <T> T write(Work<T> work) throws PortFailure {
    writing.lock();
    try {
      return transact(work);
    } finally {
      writing.unlock();
    }
  }

  @Override
  public <T> T read(Work<T> work) throws PortFailure {
    permits.acquireUninterruptibly();
    try {
      return readWith(idle.remove(), work);
    } catch (SQLException e) {
      throw SqliteFailures.before(file, e);
    } finally {
      permits.release();
    }
  }

  private <T> T readWith(Session reader, Work<T> work) throws SQLException, PortFailure {
    boolean done = false;
    try {
      T result = work.with(reader);
      done = true;
      return result;
    } finally {
      if (!done) quietly(reader::forget);
      idle.add(reader);
    }
  }

  private <T> T transact(Work<T> work) throws PortFailure {
    boolean committed = false;
    try {
      writer.execute("BEGIN IMMEDIATE");
      T result = work.with(writer);
      commit();
      committed = true;
      return result;
    } catch (SQLException e) {
      throw SqliteFailures.before(file, e);
    } finally {
      if (!committed) rollBack();
    }
  }

  private void commit() throws PortFailure {
    try {
      writer.execute("COMMIT");
    } catch (SQLException e) {
      throw SqliteFailures.committing(file, e);
    }
  }

  private void rollBack() {
    quietly(writer::forget);
    quietly(() -> writer.execute("ROLLBACK"));
  }

  private interface Step {
    void run() throws SQLException;
  }

  /// Tidies up after a failure, which is the one to tell: a statement that failed says so again
  /// when it is closed, and SQLite may have rolled back by itself. What could not be tidied makes
  /// the next transaction fail at its begin.
  private static void quietly(Step step) {
    try {
      step.run();
    } catch (SQLException alreadyTold) {
      return;
    }
  }

  @Override
  public void close() throws PortFailure {
    try {
      for (var reader : readers) reader.close();
      writer.close();
    } catch (SQLException e) {
      throw SqliteFailures.before(file, e);
    }
  }
}
