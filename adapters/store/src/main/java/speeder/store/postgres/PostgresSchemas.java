package speeder.store.postgres;

import java.sql.SQLException;
import java.util.List;
import speeder.store.sql.Schema;
import speeder.store.sql.Session;

/// The forms of the tables in PostgreSQL. Table `form` says which they have.
final class PostgresSchemas {
  static final Schema STORE =
      new Schema(
          "store",
          List.of(
              List.of(
                  """
                  CREATE TABLE entry (
                    number bigint PRIMARY KEY,
                    term bigint NOT NULL,
                    time text NOT NULL,
                    lane text NOT NULL,
                    principal text NOT NULL,
                    token text NOT NULL,
                    on_behalf_of text NOT NULL,
                    cause text NOT NULL,
                    kind text NOT NULL,
                    version integer NOT NULL,
                    body bytea NOT NULL,
                    previous text NOT NULL,
                    digest text NOT NULL
                  )\
                  """,
                  "CREATE INDEX entry_cause ON entry (cause, number)",
                  """
                  CREATE FUNCTION kept_for_ever() RETURNS trigger LANGUAGE plpgsql AS
                  $$ BEGIN RAISE EXCEPTION 'entries are kept for ever'; END $$\
                  """,
                  """
                  CREATE TRIGGER entry_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON entry
                  FOR EACH STATEMENT EXECUTE FUNCTION kept_for_ever()\
                  """,
                  """
                  CREATE TABLE document (
                    digest text PRIMARY KEY,
                    kind text NOT NULL,
                    bytes bytea NOT NULL
                  )\
                  """,
                  """
                  CREATE TABLE seen (
                    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                    watch text NOT NULL,
                    time bigint NOT NULL,
                    json text NOT NULL
                  )\
                  """,
                  "CREATE INDEX seen_watch ON seen (watch, time, number)",
                  "CREATE INDEX seen_time ON seen (time)",
                  """
                  CREATE TABLE lead (
                    place smallint PRIMARY KEY CHECK (place = 1),
                    id text NOT NULL,
                    server text NOT NULL,
                    pid bigint NOT NULL,
                    since timestamptz NOT NULL,
                    until timestamptz NOT NULL,
                    url text NOT NULL,
                    key text NOT NULL
                  )\
                  """),
              List.of("CREATE TABLE lease (number bigint PRIMARY KEY, until bigint NOT NULL)")));

  /// The time by the database's clock, in milliseconds.
  static final String NOW = "(extract(epoch FROM clock_timestamp()) * 1000)::bigint";

  static final Schema.Version VERSION =
      new Schema.Version() {
        @Override
        public int read(Session session) throws SQLException {
          boolean none = session.text("SELECT to_regclass('form')::text").isEmpty();
          return none ? 0 : (int) session.number("SELECT version FROM form");
        }

        @Override
        public void write(Session session, int version) throws SQLException {
          session.execute("CREATE TABLE IF NOT EXISTS form (version integer NOT NULL)");
          session.execute("DELETE FROM form");
          session.execute("INSERT INTO form VALUES (?)", version);
        }
      };

  private PostgresSchemas() {}
}
