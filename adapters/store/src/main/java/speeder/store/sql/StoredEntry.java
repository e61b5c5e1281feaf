package speeder.store.sql;

import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import speeder.core.value.Actor;
import speeder.core.value.Digest;
import speeder.engine.port.Chain;
import speeder.engine.port.Entry;
import speeder.engine.port.PortFailure;

/// An entry as a row. Beside its parts the row holds the entry's own hash, so that the last entry,
/// too, can be checked.
final class StoredEntry {
  private static final String COLUMNS =
      "number, term, time, lane, principal, token, on_behalf_of, cause, kind, version, body,"
          + " previous, digest";

  private static final String INSERT =
      "INSERT INTO entry (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

  private StoredEntry() {}

  /// Adds entries that follow on one another.
  static void insert(Session session, List<Entry> entries) throws SQLException {
    var rows = new ArrayList<Object[]>();
    for (int i = 0; i < entries.size(); i++) {
      boolean isLast = i + 1 == entries.size();
      var digest = isLast ? entries.get(i).digest() : entries.get(i + 1).previous();
      rows.add(row(entries.get(i), digest));
    }
    session.executeAll(INSERT, rows);
  }

  private static Object[] row(Entry entry, Digest digest) {
    return new Object[] {
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
      digest.text()
    };
  }

  /// Entries from an offset on, each of them whole and in its place.
  static List<Entry> read(Session session, long from, int max) throws SQLException, PortFailure {
    var rows =
        session.list(
            "SELECT " + COLUMNS + " FROM entry WHERE number >= ? ORDER BY number LIMIT ?",
            StoredEntry::checked,
            from,
            max);
    if (rows.isEmpty()) return List.of();
    var entries = new ArrayList<Entry>(rows.size());
    var last = new Chain.Head(from - 1, rows.getFirst().entry.previous());
    for (var row : rows) {
      last = Chain.follow(last, row.entry, row.digest);
      entries.add(row.entry);
    }
    return Collections.unmodifiableList(entries);
  }

  static Optional<Entry> last(Session session) throws SQLException, PortFailure {
    return session
        .first(
            "SELECT " + COLUMNS + " FROM entry ORDER BY number DESC LIMIT 1", StoredEntry::checked)
        .map(Whole::entry);
  }

  /// An entry whose stored hash is its own, hashed once: nothing of reading costs more.
  private record Whole(Entry entry, Digest digest) {}

  private static Whole checked(Row row) throws SQLException, PortFailure {
    long offset = row.number(1);
    try {
      var entry = of(row, offset);
      var digest = entry.digest();
      if (digest.text().equals(row.text(13))) return new Whole(entry, digest);
      throw Chain.damaged(offset, "is not what was written");
    } catch (DateTimeException | IllegalArgumentException unreadable) {
      throw Chain.damaged(offset, "cannot be read");
    }
  }

  private static Entry of(Row row, long offset) throws SQLException {
    return new Entry(
        offset,
        row.number(2),
        Instant.parse(row.text(3)),
        row.text(4),
        new Actor(row.text(5), row.text(6), row.text(7)),
        row.text(8),
        row.text(9),
        (int) row.number(10),
        row.bytes(11),
        new Digest(row.text(12)));
  }
}
