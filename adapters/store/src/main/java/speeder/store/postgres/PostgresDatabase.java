package speeder.store.postgres;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.sql.Connection;
import java.sql.SQLException;
import speeder.engine.port.PortFailure;
import speeder.store.sql.Database;
import speeder.store.sql.Session;
import speeder.store.sql.Texts;

/// A PostgreSQL database behind a pool of connections. Whoever writes holds an advisory lock until
/// the commit, so that one transaction at a time changes the journal; readers never wait for it.
final class PostgresDatabase implements Database {
  private static final int CONNECTIONS = 6;

  /// How long a connection is waited for.
  private static final long CONNECTION_MILLIS = 3_000;

  /// Each connection is pinned to what durability and fencing need: a commit is on the disk, or on
  /// that of the standby, too, before it is answered; nobody keeps a lock who has gone away.
  private static final String AT_BEGIN =
      """
      SELECT set_config('lock_timeout', '3s', false),
        set_config('idle_in_transaction_session_timeout', '3s', false),
        set_config('synchronous_commit', CASE current_setting('synchronous_commit')
          WHEN 'remote_apply' THEN 'remote_apply' ELSE 'on' END, false)\
      """;

  private static final String LOCK =
      "SELECT pg_advisory_xact_lock(hashtextextended(current_schema() || ' speeder ' || ?, 0))";

  private final HikariDataSource pool;
  private final String name;
  private final String lock;

  private PostgresDatabase(HikariDataSource pool, String name, String lock) {
    this.pool = pool;
    this.name = name;
    this.lock = lock;
  }

  /// Opens the database, and brings its tables to today's form.
  ///
  /// @throws PortFailure refused `store-too-new`, `store-not-durable`, `store-absent`,
  ///   `store-login`, `store-rights`; failed `store-unreachable`
  static PostgresDatabase journal(PostgresPlace place, int answerSeconds) throws PortFailure {
    var database = open(place, answerSeconds, CONNECTIONS, CONNECTION_MILLIS, "journal");
    try {
      database.prepare();
      return database;
    } catch (PortFailure failure) {
      database.close();
      throw failure;
    }
  }

  /// One connection that gives up soon, for what cannot wait.
  static PostgresDatabase impatient(PostgresPlace place, int answerSeconds) throws PortFailure {
    return open(place, answerSeconds, 1, answerSeconds * 1_000L, "lead");
  }

  private static PostgresDatabase open(
      PostgresPlace place, int answerSeconds, int connections, long millis, String lock)
      throws PortFailure {
    var config = place.config(answerSeconds);
    config.setPoolName("speeder-" + lock);
    config.setMaximumPoolSize(connections);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(millis);
    config.setValidationTimeout(millis / 2);
    config.setConnectionInitSql(AT_BEGIN);
    try {
      return new PostgresDatabase(new HikariDataSource(config), place.name(), lock);
    } catch (PoolInitializationException e) {
      throw PostgresFailures.before(place.name(), cause(e));
    }
  }

  private static SQLException cause(PoolInitializationException e) {
    return e.getCause() instanceof SQLException sql ? sql : new SQLException(e);
  }

  /// The same connections for what need not wait for the journal.
  PostgresDatabase beside(String otherLock) {
    return new PostgresDatabase(pool, name, otherLock);
  }

  private void prepare() throws PortFailure {
    read(session -> {
      expect(session, "fsync", "on");
      expect(session, "full_page_writes", "on");
      if (session.text("SELECT current_schema()::text").isEmpty()) {
        throw PortFailure.refused(
            "store-absent",
            "The schema that %s was to use is not there.".formatted(name),
            "Create it, or name another one in currentSchema.");
      }
      return true;
    });
    write(session -> {
      PostgresSchemas.STORE.migrate(session, PostgresSchemas.VERSION, name);
      return true;
    });
  }

  private void expect(Session session, String setting, String expected)
      throws SQLException, PortFailure {
    var found = session.text("SELECT current_setting(?)", setting);
    if (found.equals(expected)) return;
    throw PortFailure.refused(
        "store-not-durable",
        "%s runs with %s = %s.".formatted(name, setting, found),
        "Set %s = %s in the database's configuration.".formatted(setting, expected));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public <T> T write(Work<T> work) throws PortFailure {
    try (var connection = pool.getConnection()) {
      connection.setAutoCommit(false);
      T result = within(connection, work);
      commit(connection);
      return result;
    } catch (SQLException e) {
      throw PostgresFailures.before(name, e);
    }
  }

  /// Where the work fails, the pool rolls back when it gets the connection back.
  private <T> T within(Connection connection, Work<T> work) throws SQLException, PortFailure {
    var session = new Session(connection, Texts.WITHOUT_ZERO);
    session.text(LOCK, lock);
    T result = work.with(session);
    session.forget();
    return result;
  }

  private void commit(Connection connection) throws PortFailure {
    try {
      connection.commit();
    } catch (SQLException e) {
      throw PostgresFailures.committing(name, e);
    }
  }

  @Override
  public <T> T read(Work<T> work) throws PortFailure {
    try (var connection = pool.getConnection()) {
      var session = new Session(connection, Texts.WITHOUT_ZERO);
      T result = work.with(session);
      session.forget();
      return result;
    } catch (SQLException e) {
      throw PostgresFailures.before(name, e);
    }
  }

  @Override
  public void close() {
    pool.close();
  }
}
