package speeder.store.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import speeder.engine.port.PortFailure;

/// One connection, used by one thread at a time. Each statement is prepared once.
public final class Session implements AutoCloseable {
  private final Connection connection;
  private final Texts texts;
  private final Map<String, PreparedStatement> prepared = new HashMap<>();

  public Session(Connection connection, Texts texts) {
    this.connection = connection;
    this.texts = texts;
  }

  /// Makes a value of a row.
  public interface RowReader<T> {
    T of(Row row) throws SQLException, PortFailure;
  }

  /// Runs a statement and says how many rows it changed.
  public int execute(String sql, Object... parameters) throws SQLException {
    var statement = bind(sql, parameters);
    if (!statement.execute()) return statement.getUpdateCount();
    statement.getResultSet().close(); // one that answers
    return 0;
  }

  /// Runs a statement once for each list of parameters.
  public void executeAll(String sql, List<Object[]> all) throws SQLException {
    if (all.isEmpty()) return;
    var statement = prepared(sql);
    for (var parameters : all) {
      bind(statement, parameters);
      statement.addBatch();
    }
    statement.executeBatch();
  }

  public <T> List<T> list(String sql, RowReader<T> reader, Object... parameters)
      throws SQLException, PortFailure {
    var found = new ArrayList<T>();
    try (var rows = bind(sql, parameters).executeQuery()) {
      var row = new Row(rows, texts);
      while (rows.next()) found.add(reader.of(row));
    }
    return found;
  }

  public <T> Optional<T> first(String sql, RowReader<T> reader, Object... parameters)
      throws SQLException, PortFailure {
    return list(sql, reader, parameters).stream().findFirst();
  }

  /// A whole number; 0 where there is none.
  public long number(String sql, Object... parameters) throws SQLException {
    try (var rows = bind(sql, parameters).executeQuery()) {
      return rows.next() ? rows.getLong(1) : 0;
    }
  }

  /// A text; empty where there is none.
  public String text(String sql, Object... parameters) throws SQLException {
    try (var rows = bind(sql, parameters).executeQuery()) {
      var text = rows.next() ? rows.getString(1) : null;
      return text == null ? "" : texts.read(text);
    }
  }

  /// Prepares all statements anew: after a failure the driver's statements are of no more use.
  public void forget() throws SQLException {
    for (var statement : prepared.values()) statement.close();
    prepared.clear();
  }

  private PreparedStatement bind(String sql, Object... parameters) throws SQLException {
    var statement = prepared(sql);
    bind(statement, parameters);
    return statement;
  }

  private PreparedStatement prepared(String sql) throws SQLException {
    var statement = prepared.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      prepared.put(sql, statement);
    }
    return statement;
  }

  private void bind(PreparedStatement statement, Object... parameters) throws SQLException {
    for (int i = 0; i < parameters.length; i++) bind(statement, i + 1, parameters[i]);
  }

  private void bind(PreparedStatement statement, int place, Object value) throws SQLException {
    switch (value) {
      case Long number -> statement.setLong(place, number);
      case Integer number -> statement.setInt(place, number);
      case String text -> statement.setString(place, texts.written(text));
      case byte[] bytes -> statement.setBytes(place, bytes);
      default -> throw new IllegalArgumentException("No column holds a " + value.getClass());
    }
  }

  @Override
  public void close() throws SQLException {
    forget();
    connection.close();
  }
}
