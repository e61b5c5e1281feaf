package speeder.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import speeder.engine.port.Entry;

/// The same rows in a table of SQLite, with nothing of a journal about them.
final class PlainRows implements AutoCloseable {
  private final Connection connection;
  private final PreparedStatement insert;

  private PlainRows(Connection connection) throws SQLException {
    this.connection = connection;
    try (var statement = connection.createStatement()) {
      statement.execute("PRAGMA journal_mode = WAL");
      statement.execute("PRAGMA synchronous = FULL");
      statement.execute(
          "CREATE TABLE IF NOT EXISTS row"
              + " (number INTEGER PRIMARY KEY, time TEXT, lane TEXT, principal TEXT, cause TEXT,"
              + " kind TEXT, version INTEGER, body BLOB)");
    }
    insert = connection.prepareStatement("INSERT INTO row VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
    connection.setAutoCommit(false);
  }

  static PlainRows open(Path file) throws SQLException {
    return new PlainRows(DriverManager.getConnection("jdbc:sqlite:" + file));
  }

  /// Adds rows in one transaction that is synced.
  void add(List<Entry> entries) throws SQLException {
    for (var entry : entries) {
      insert.setLong(1, entry.offset());
      insert.setString(2, entry.time().toString());
      insert.setString(3, entry.lane());
      insert.setString(4, entry.actor().principal());
      insert.setString(5, entry.cause());
      insert.setString(6, entry.kind());
      insert.setInt(7, entry.version());
      insert.setBytes(8, entry.body());
      insert.executeUpdate();
    }
    connection.commit();
  }

  /// Reads all rows.
  ///
  /// @return how many bytes their bodies hold
  long read() throws SQLException {
    long bytes = 0;
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT * FROM row ORDER BY number")) {
      while (rows.next()) {
        for (int column = 2; column <= 6; column++) bytes += rows.getString(column).length();
        bytes += rows.getInt(7) + rows.getBytes(8).length;
      }
    }
    return bytes;
  }

  @Override
  public void close() throws SQLException {
    insert.close();
    connection.close();
  }
}
