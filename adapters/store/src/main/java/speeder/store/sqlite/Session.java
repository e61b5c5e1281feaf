package speeder.store.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import speeder.engine.port.PortFailure;

/// One connection, used by one thread at a time. Each statement is prepared once.
final class Session implements AutoCloseable {
  private final Connection connection;
  private final Map<String, PreparedStatement> prepared = new HashMap<>();

  Session(Connection connection) {
    this.connection = connection;
  }

  /// Makes a value of a row.
  interface RowReader<T> {
    T of(ResultSet row) throws SQLException, PortFailure;
  }

  /// Runs a statement and says how many rows it changed.
  int execute(String sql, Object... parameters) throws SQLException {
    var statement = bind(sql, parameters);
    if (!statement.execute()) return statement.getUpdateCount();
    statement.getResultSet().close(); // a pragma that answers
    return 0;
  }

  <T> List<T> list(String sql, RowReader<T> reader, Object... parameters)
      throws SQLException, PortFailure {
    var found = new ArrayList<T>();
    try (var rows = bind(sql, parameters).executeQuery()) {
      while (rows.next()) found.add(reader.of(rows));
    }
    return found;
  }

  <T> Optional<T> first(String sql, RowReader<T> reader, Object... parameters)
      throws SQLException, PortFailure {
    return list(sql, reader, parameters).stream().findFirst();
  }

  long number(String sql, Object... parameters) throws SQLException {
    try (var rows = bind(sql, parameters).executeQuery()) {
      return rows.next() ? rows.getLong(1) : 0;
    }
  }

  String text(String sql) throws SQLException {
    try (var rows = bind(sql).executeQuery()) {
      return rows.getString(1);
    }
  }

  /// Prepares all statements anew: after a failure the driver's statements are of no more use.
  void forget() throws SQLException {
    for (var statement : prepared.values()) statement.close();
    prepared.clear();
  }

  private PreparedStatement bind(String sql, Object... parameters) throws SQLException {
    var statement = prepared.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      prepared.put(sql, statement);
    }
    for (int i = 0; i < parameters.length; i++) bind(statement, i + 1, parameters[i]);
    return statement;
  }

  private static void bind(PreparedStatement statement, int place, Object value)
      throws SQLException {
    switch (value) {
      case Long number -> statement.setLong(place, number);
      case Integer number -> statement.setInt(place, number);
      case String text -> statement.setString(place, text);
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
