package speeder.store.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import speeder.core.value.Actor;
import speeder.core.value.Digest;
import speeder.engine.port.Chain;
import speeder.engine.port.Entry;
import speeder.engine.port.PortFailure;

/// An entry as a row. Beside its parts the row holds the entry's own hash, so that the last entry,
/// too, can be checked.
final class StoredEntry {
  static final String COLUMNS =
      "number, term, time, lane, principal, token, on_behalf_of, cause, kind, version, body,"
          + " previous, digest";

  private static final String INSERT =
      "INSERT INTO entry (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

  private StoredEntry() {}

  static void insert(Session session, Entry entry, Digest digest) throws SQLException {
    session.execute(
        INSERT,
        entry.offset(),
        entry.term(),
        entry.time().toString(),
        entry.lane(),
        entry.actor().principal(),
        entry.actor().token(),
        entry.actor().onBehalfOf(),
        entry.cause(),
        entry.kind(),
        entry.version(),
        entry.body(),
        entry.previous().text(),
        digest.text());
  }

  /// Entries from an offset on, each of them whole and in its place.
  static List<Entry> read(Session session, long from, int max) throws SQLException, PortFailure {
    var entries =
        session.list(
            "SELECT " + COLUMNS + " FROM entry WHERE number >= ? ORDER BY number LIMIT ?",
            StoredEntry::checked,
            from,
            max);
    if (!entries.isEmpty()) Chain.verify(entries, from - 1, entries.getFirst().previous());
    return List.copyOf(entries);
  }

  private static Entry checked(ResultSet row) throws SQLException, PortFailure {
    long offset = row.getLong("number");
    try {
      var entry = of(row, offset);
      if (entry.digest().text().equals(row.getString("digest"))) return entry;
      throw Chain.damaged(offset, "is not what was written");
    } catch (DateTimeException | IllegalArgumentException unreadable) {
      throw Chain.damaged(offset, "cannot be read");
    }
  }

  private static Entry of(ResultSet row, long offset) throws SQLException {
    return new Entry(
        offset,
        row.getLong("term"),
        Instant.parse(row.getString("time")),
        row.getString("lane"),
        new Actor(
            row.getString("principal"), row.getString("token"), row.getString("on_behalf_of")),
        row.getString("cause"),
        row.getString("kind"),
        row.getInt("version"),
        row.getBytes("body"),
        new Digest(row.getString("previous")));
  }
}
