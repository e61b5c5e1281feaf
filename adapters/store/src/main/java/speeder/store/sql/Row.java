package speeder.store.sql;

import java.sql.ResultSet;
import java.sql.SQLException;

/// A row that was found, by the places of its columns, from 1.
public final class Row {
  private final ResultSet found;
  private final Texts texts;

  Row(ResultSet found, Texts texts) {
    this.found = found;
    this.texts = texts;
  }

  /// A whole number; 0 where there is none.
  public long number(int column) throws SQLException {
    return found.getLong(column);
  }

  public String text(int column) throws SQLException {
    return texts.read(found.getString(column));
  }

  public byte[] bytes(int column) throws SQLException {
    return found.getBytes(column);
  }
}
