package speeder.store.sql;

import java.sql.SQLException;
import java.util.List;
import speeder.engine.port.PortFailure;

/// How a database came to its form: one step per version, applied once, each in a transaction
/// together with the number of the version.
///
/// @param name of what it holds, for people
/// @param steps statements of version 1, 2, ... ; never changed once released
public record Schema(String name, List<List<String>> steps) {
  /// Where a database keeps the number of its version; 0 before the first step.
  public interface Version {
    int read(Session session) throws SQLException;

    void write(Session session, int version) throws SQLException;
  }

  public boolean isToday(Session session, Version version) throws SQLException {
    return version.read(session) == steps.size();
  }

  /// Brings a database to today's version, within a transaction; a newer one is refused.
  ///
  /// @param where the database is, for people
  public void migrate(Session session, Version version, String where)
      throws SQLException, PortFailure {
    int before = version.read(session);
    if (before > steps.size()) throw tooNew(where, before);
    for (var step : steps.subList(before, steps.size())) {
      for (var statement : step) session.execute(statement);
    }
    version.write(session, steps.size());
  }

  private PortFailure tooNew(String where, int version) {
    return PortFailure.refused(
        "store-too-new",
        "%s has version %d of the %s's form; this Speeder knows %d."
            .formatted(where, version, name, steps.size()),
        "Start a Speeder that knows version %d.".formatted(version));
  }
}
