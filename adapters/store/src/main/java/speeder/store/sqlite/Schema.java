package speeder.store.sqlite;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import speeder.engine.port.PortFailure;

/// How a file came to its form: one step per version, applied once, each in a transaction together
/// with the number of the version (`PRAGMA user_version`).
///
/// @param name of the file, for people
/// @param steps statements of version 1, 2, ... ; never changed once released
record Schema(String name, List<List<String>> steps) {
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
                  "CREATE INDEX seen_time ON seen (time)")));

  /// Brings a file to today's version; a newer one is refused.
  void migrate(Session session, Path file) throws SQLException, PortFailure {
    if (version(session) == steps.size()) return;
    session.execute("BEGIN IMMEDIATE");
    int version = version(session);
    if (version > steps.size()) throw tooNew(file, version);
    for (var step : steps.subList(version, steps.size())) {
      for (var statement : step) session.execute(statement);
    }
    session.execute("PRAGMA user_version = " + steps.size());
    session.execute("COMMIT");
  }

  private PortFailure tooNew(Path file, int version) {
    return PortFailure.refused(
        "store-too-new",
        "%s has version %d of the %s's form; this Speeder knows %d."
            .formatted(file, version, name, steps.size()),
        "Start a Speeder that knows version %d.".formatted(version));
  }

  private static int version(Session session) throws SQLException {
    return (int) session.number("PRAGMA user_version");
  }
}
