package speeder.store.sqlite;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import speeder.engine.port.PortFailure;
import speeder.engine.port.Views;
import speeder.store.sql.Database;
import speeder.store.sql.Session;

/// Folded tables in a SQLite file of their own, which may be deleted at any time.
///
/// A row's family is its key up to the first `/`: lists of one family find their rows by an index.
public final class SqliteViews implements Views {
  private static final String COLUMNS = "number, changed, key, json";

  private final Database database;

  public SqliteViews(Database views) {
    this.database = views;
  }

  @Override
  public Stamp stamp() throws PortFailure {
    return database.read(SqliteViews::stamp);
  }

  @Override
  public void reset(String fold) throws PortFailure {
    database.write(session -> {
      session.execute("DELETE FROM line");
      return session.execute("UPDATE stamp SET fold = ?, folded = 0, numbers = 0", fold);
    });
  }

  @Override
  public void apply(long offset, List<Change> changes) throws PortFailure {
    database.write(session -> {
      if (offset <= stamp(session).offset()) return 0;
      long numbers = session.number("SELECT numbers FROM stamp");
      for (var change : changes) numbers = apply(session, offset, change, numbers);
      return session.execute("UPDATE stamp SET folded = ?, numbers = ?", offset, numbers);
    });
  }

  @Override
  public Optional<Row> get(Table table, String key) throws PortFailure {
    return database.read(session ->
        session.first(
            "SELECT " + COLUMNS + " FROM line WHERE view = ? AND key = ?",
            SqliteViews::row,
            table.name(),
            key));
  }

  @Override
  public List<Row> newest(Table table, String prefix, long before, int limit) throws PortFailure {
    var where = Where.of(table, prefix);
    return database.read(session ->
        session.list(
            "SELECT " + COLUMNS + where.sql() + " AND number < ? ORDER BY number DESC LIMIT ?",
            SqliteViews::row,
            where.and(before, Math.clamp(limit, 0, LIST_MAX))));
  }

  @Override
  public long count(Table table, String prefix) throws PortFailure {
    var where = Where.of(table, prefix);
    return database.read(session -> session.number("SELECT count(*)" + where.sql(), where.and()));
  }

  /// Applies one change and says how many numbers are given out after it.
  private static long apply(Session session, long offset, Change change, long numbers)
      throws SQLException {
    return switch (change) {
      case Change.Put put when update(session, offset, put) > 0 -> numbers;
      case Change.Put put -> insert(session, offset, put, numbers + 1);
      case Change.Remove(var table, var key) -> {
        session.execute("DELETE FROM line WHERE view = ? AND key = ?", table.name(), key);
        yield numbers;
      }
    };
  }

  private static int update(Session session, long offset, Change.Put put) throws SQLException {
    return session.execute(
        "UPDATE line SET changed = ?, json = ? WHERE view = ? AND key = ?",
        offset,
        put.json(),
        put.table().name(),
        put.key());
  }

  private static long insert(Session session, long offset, Change.Put put, long number)
      throws SQLException {
    session.execute(
        "INSERT INTO line (number, changed, view, family, key, json) VALUES (?, ?, ?, ?, ?, ?)",
        number,
        offset,
        put.table().name(),
        family(put.key()),
        put.key(),
        put.json());
    return number;
  }

  private static Stamp stamp(Session session) throws SQLException, PortFailure {
    return session
        .first("SELECT fold, folded FROM stamp", row -> new Stamp(row.text(1), row.number(2)))
        .orElseThrow();
  }

  private static Row row(speeder.store.sql.Row row) throws SQLException {
    return new Row(row.number(1), row.number(2), row.text(3), row.text(4));
  }

  private static String family(String key) {
    int slash = key.indexOf('/');
    return slash < 0 ? key : key.substring(0, slash);
  }

  /// Which rows a prefix means.
  private record Where(String sql, List<Object> parameters) {
    static Where of(Table table, String prefix) {
      var sql = " FROM line WHERE view = ?";
      if (prefix.isEmpty()) return new Where(sql, List.of(table.name()));
      var starts = " AND substr(key, 1, length(?)) = ?";
      if (prefix.indexOf('/') < 0) {
        return new Where(sql + starts, List.of(table.name(), prefix, prefix));
      }
      return new Where(
          sql + " AND family = ?" + starts, List.of(table.name(), family(prefix), prefix, prefix));
    }

    Object[] and(Object... more) {
      var all = new ArrayList<>(parameters);
      all.addAll(List.of(more));
      return all.toArray();
    }
  }
}
