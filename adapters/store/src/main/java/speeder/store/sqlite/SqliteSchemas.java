package speeder.store.sqlite;

import java.sql.SQLException;
import java.util.List;
import speeder.store.sql.Schema;
import speeder.store.sql.Session;

/// The forms of the SQLite files. A file says in `PRAGMA user_version` which it has.
public final class SqliteSchemas {
  /// Ends a trigger that lets nothing through.
  private static final String KEPT_FOR_EVER =
      "BEGIN SELECT RAISE(ABORT, 'entries are kept for ever'); END";

  static final Schema JOURNAL =
      new Schema(
          "journal",
          List.of(
              List.of(
                  """
                  CREATE TABLE entry (
                    number INTEGER PRIMARY KEY,
                    term INTEGER NOT NULL,
                    time TEXT NOT NULL,
                    lane TEXT NOT NULL,
                    principal TEXT NOT NULL,
                    token TEXT NOT NULL,
                    on_behalf_of TEXT NOT NULL,
                    cause TEXT NOT NULL,
                    kind TEXT NOT NULL,
                    version INTEGER NOT NULL,
                    body BLOB NOT NULL,
                    previous TEXT NOT NULL,
                    digest TEXT NOT NULL
                  ) STRICT\
                  """,
                  "CREATE INDEX entry_cause ON entry (cause)",
                  "CREATE TRIGGER entry_changed BEFORE UPDATE ON entry " + KEPT_FOR_EVER,
                  "CREATE TRIGGER entry_deleted BEFORE DELETE ON entry " + KEPT_FOR_EVER,
                  """
                  CREATE TABLE document (
                    digest TEXT PRIMARY KEY,
                    kind TEXT NOT NULL,
                    bytes BLOB NOT NULL
                  ) STRICT\
                  """)));

  static final Schema VIEWS =
      new Schema(
          "views",
          List.of(
              List.of(
                  """
                  CREATE TABLE line (
                    number INTEGER PRIMARY KEY,
                    changed INTEGER NOT NULL,
                    view TEXT NOT NULL,
                    family TEXT NOT NULL,
                    key TEXT NOT NULL,
                    json TEXT NOT NULL,
                    UNIQUE (view, key)
                  ) STRICT\
                  """,
                  "CREATE INDEX line_family ON line (view, family, number)",
                  "CREATE INDEX line_number ON line (view, number)",
                  """
                  CREATE TABLE stamp (
                    fold TEXT NOT NULL,
                    folded INTEGER NOT NULL,
                    numbers INTEGER NOT NULL
                  ) STRICT\
                  """,
                  "INSERT INTO stamp VALUES ('', 0, 0)")));

  static final Schema OBSERVATIONS =
      new Schema(
          "observations",
          List.of(
              List.of(
                  """
                  CREATE TABLE seen (
                    number INTEGER PRIMARY KEY,
                    watch TEXT NOT NULL,
                    time INTEGER NOT NULL,
                    json TEXT NOT NULL
                  ) STRICT\
                  """,
                  "CREATE INDEX seen_watch ON seen (watch, time, number)",
                  "CREATE INDEX seen_time ON seen (time)"),
              List.of(
                  "CREATE TABLE lease (number INTEGER PRIMARY KEY, until INTEGER NOT NULL) STRICT")));

  /// The time by SQLite's clock, in milliseconds.
  public static final String NOW = "CAST(unixepoch('subsec') * 1000 AS INTEGER)";

  static final Schema.Version VERSION =
      new Schema.Version() {
        @Override
        public int read(Session session) throws SQLException {
          return (int) session.number("PRAGMA user_version");
        }

        @Override
        public void write(Session session, int version) throws SQLException {
          session.execute("PRAGMA user_version = " + version);
        }
      };

  private SqliteSchemas() {}
}
