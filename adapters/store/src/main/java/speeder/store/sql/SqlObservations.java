package speeder.store.sql;

import java.time.Instant;
import java.util.List;
import speeder.engine.port.Observations;
import speeder.engine.port.PortFailure;

/// Observations as rows.
///
/// Times are nanoseconds since 1970, which 8 bytes hold until the year 2262.
public final class SqlObservations implements Observations {
  private static final String INSERT = "INSERT INTO seen (watch, time, json) VALUES (?, ?, ?)";
  private static final long NANOS = 1_000_000_000;

  private final Database database;

  public SqlObservations(Database observations) {
    this.database = observations;
  }

  @Override
  public void append(List<Seen> rows) throws PortFailure {
    Observations.checkSizes(rows);
    database.write(session -> {
      session.executeAll(INSERT, rows.stream().map(SqlObservations::parameters).toList());
      return rows.size();
    });
  }

  @Override
  public List<Seen> read(String watch, Instant from, Instant until) throws PortFailure {
    var found =
        database.read(session ->
            session.list(
                "SELECT time, json FROM seen WHERE watch = ? AND time >= ? AND time < ?"
                    + " ORDER BY time, number LIMIT ?",
                row -> new Seen(watch, time(row.number(1)), row.text(2)),
                watch,
                nanos(from),
                nanos(until),
                READ_MAX + 1));
    Observations.checkCount(watch, found.size());
    return List.copyOf(found);
  }

  @Override
  public long prune(Instant before) throws PortFailure {
    return database.write(
        session -> (long) session.execute("DELETE FROM seen WHERE time < ?", nanos(before)));
  }

  private static Object[] parameters(Seen row) {
    return new Object[] {row.watch(), nanos(row.time()), row.json()};
  }

  private static Instant time(long nanos) {
    return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS));
  }

  private static long nanos(Instant time) {
    long seconds =
        Math.clamp(time.getEpochSecond(), Long.MIN_VALUE / NANOS + 1, Long.MAX_VALUE / NANOS - 1);
    return seconds * NANOS + time.getNano();
  }
}
