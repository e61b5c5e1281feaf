package speeder.store.postgres;

import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Supplier;
import speeder.engine.port.Leadership;
import speeder.engine.port.PortFailure;
import speeder.store.sql.Database;
import speeder.store.sql.Row;

/// The leader's right as a lease: one row, whose end the database's clock judges. Clocks of servers
/// play no part in it.
public final class PostgresLeadership implements Leadership {
  /// How long a right stands that is not renewed.
  public static final Duration LEASE = Duration.ofSeconds(4);

  private static final System.Logger LOG = System.getLogger("speeder.store");

  private static final String NOW = "(extract(epoch FROM clock_timestamp()) * 1000000)::bigint";
  private static final String END =
      "clock_timestamp() + interval '" + LEASE.toMillis() + " milliseconds'";

  private static final String TAKE =
      """
      INSERT INTO lead (place, id, server, pid, since, until, url, key)
      VALUES (1, ?, ?, ?, clock_timestamp(), END, '', '')
      ON CONFLICT (place) DO UPDATE SET id = excluded.id, server = excluded.server,
        pid = excluded.pid, since = excluded.since, until = excluded.until, url = '', key = ''
      WHERE lead.until <= clock_timestamp()\
      """
          .replace("END", END);

  private static final String RENEW =
      "UPDATE lead SET until = " + END + " WHERE id = ? RETURNING " + NOW;

  private static final String HOLDER =
      """
      SELECT server, pid, (extract(epoch FROM since) * 1000000)::bigint, url, key
      FROM lead WHERE until > clock_timestamp()\
      """;

  private final Database database;
  private final Supplier<String> ids;

  /// @param database one that gives up within a fraction of a lease
  /// @param ids tells one holding from another; never the same twice
  PostgresLeadership(Database database, Supplier<String> ids) {
    this.database = database;
    this.ids = ids;
  }

  @Override
  public Lead lead(String server) throws PortFailure {
    var id = ids.get();
    long pid = ProcessHandle.current().pid();
    int taken = database.write(session -> session.execute(TAKE, id, server, pid));
    if (taken == 0) throw alreadyRunning();
    return new Held(database, id, holder().orElseThrow(() -> lost(server)));
  }

  @Override
  public boolean hasFollowers() {
    return true;
  }

  @Override
  public Optional<Holder> holder() throws PortFailure {
    return database.read(session -> session.first(HOLDER, PostgresLeadership::holder));
  }

  private static Holder holder(Row row) throws SQLException {
    var address = new Address(row.text(4), row.text(5));
    return new Holder(row.text(1), row.number(2), time(row.number(3)), address);
  }

  private record Held(Database database, String id, Holder holder) implements Lead {
    @Override
    public void answersAt(Address address) throws PortFailure {
      var sql = "UPDATE lead SET url = ?, key = ? WHERE id = ?";
      int changed = database.write(it -> it.execute(sql, address.url(), address.key(), id));
      if (changed == 0) throw lost(holder.server());
    }

    @Override
    public Instant renew() throws PortFailure {
      long now = database.write(session -> session.number(RENEW, id));
      if (now == 0) throw lost(holder.server());
      return time(now);
    }

    @Override
    public Optional<Duration> lease() {
      return Optional.of(LEASE);
    }

    @Override
    public void close() {
      try {
        database.write(session -> session.execute("DELETE FROM lead WHERE id = ?", id));
      } catch (PortFailure runsOut) {
        LOG.log(Level.WARNING, "The lead was not given back; it runs out: {0}", runsOut.why());
      }
    }
  }

  private PortFailure alreadyRunning() throws PortFailure {
    var who =
        holder()
            .map(h -> "%s (process %d, since %s)".formatted(h.server(), h.pid(), h.since()))
            .orElse("Another server");
    return PortFailure.refused(
        "already-running",
        "%s leads on %s.".formatted(who, database.name()),
        "Speak to that server, or end it first.");
  }

  private static PortFailure lost(String server) {
    return PortFailure.refused(
        "lead-lost", "%s no longer leads.".formatted(server), "Speak to the server that does.");
  }

  private static Instant time(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
