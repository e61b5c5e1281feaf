package speeder.store.sql;

import java.sql.SQLException;
import speeder.engine.port.PortFailure;

/// A database that does work in transactions.
public interface Database extends AutoCloseable {
  /// What is done with a connection.
  interface Work<T> {
    T with(Session session) throws SQLException, PortFailure;
  }

  /// Does work in one transaction that is committed before this returns; where the work fails,
  /// nothing of it stays. One write at a time, whoever else writes to the same tables.
  <T> T write(Work<T> work) throws PortFailure;

  /// Does work that only reads.
  <T> T read(Work<T> work) throws PortFailure;

  /// What people call it; never with a password.
  String name();

  @Override
  void close() throws PortFailure;
}
