package speeder.store.sql;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import speeder.engine.port.Leases;
import speeder.engine.port.PortFailure;

/// Leases as rows: when each ends, in milliseconds of the database's own clock; 0 for one that was
/// told to be over.
public final class SqlLeases implements Leases {
  private final Database database;
  private final String renew;
  private final String begin;
  private final String end;
  private final String look;

  /// @param now milliseconds since 1970, as the database's SQL says it
  public SqlLeases(Database database, String now) {
    this.database = database;
    this.renew =
        """
        INSERT INTO lease (number, until) VALUES (?, NOW + ?)
        ON CONFLICT (number) DO UPDATE SET until = excluded.until WHERE lease.until > 0\
        """
            .replace("NOW", now);
    this.begin =
        "INSERT INTO lease (number, until) VALUES (?, %s + ?) ON CONFLICT DO NOTHING"
            .formatted(now);
    this.end = "UPDATE lease SET until = 0 WHERE until <= " + now;
    this.look =
        "SELECT number, CASE WHEN until > 0 AND until <= %s THEN 1 ELSE 0 END FROM lease"
            .formatted(now);
  }

  @Override
  public boolean renew(long lock, Duration lease) throws PortFailure {
    return database.write(session -> session.execute(renew, lock, lease.toMillis())) > 0;
  }

  @Override
  public SortedSet<Long> over(SortedMap<Long, Duration> leases) throws PortFailure {
    if (leases.isEmpty()) return Collections.emptySortedSet();
    if (isAsTold(leases)) return database.read(session -> told(session, leases));
    return database.write(session -> {
      forget(session, leases);
      session.executeAll(begin, rows(leases));
      session.execute(end);
      return told(session, leases);
    });
  }

  /// Most looks change nothing.
  private boolean isAsTold(SortedMap<Long, Duration> leases) throws PortFailure {
    var known =
        database.read(
            session -> session.list(look, row -> new Known(row.number(1), row.number(2) > 0)));
    var ours = known.stream().filter(it -> it.lock() <= leases.lastKey()).toList();
    return ours.size() == leases.size()
        && ours.stream().allMatch(it -> leases.containsKey(it.lock()) && !it.ended());
  }

  /// @param ended since it was last told
  private record Known(long lock, boolean ended) {}

  private static void forget(Session session, SortedMap<Long, Duration> leases)
      throws SQLException, PortFailure {
    var known = "SELECT number FROM lease WHERE number < ?";
    for (long lock : session.list(known, row -> row.number(1), leases.lastKey())) {
      if (!leases.containsKey(lock)) session.execute("DELETE FROM lease WHERE number = ?", lock);
    }
  }

  private static List<Object[]> rows(SortedMap<Long, Duration> leases) {
    var rows = new ArrayList<Object[]>();
    leases.forEach((lock, lease) -> rows.add(new Object[] {lock, lease.toMillis()}));
    return rows;
  }

  private static SortedSet<Long> told(Session session, SortedMap<Long, Duration> leases)
      throws SQLException, PortFailure {
    var over = session.list("SELECT number FROM lease WHERE until = 0", row -> row.number(1));
    var ours = new TreeSet<>(over);
    ours.retainAll(leases.keySet());
    return Collections.unmodifiableSortedSet(ours);
  }
}
