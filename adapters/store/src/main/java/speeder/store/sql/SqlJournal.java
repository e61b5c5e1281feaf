package speeder.store.sql;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import speeder.core.value.Digest;
import speeder.engine.port.Chain;
import speeder.engine.port.Document;
import speeder.engine.port.Draft;
import speeder.engine.port.Entry;
import speeder.engine.port.Journal;
import speeder.engine.port.PortFailure;

/// The journal as rows.
public final class SqlJournal implements Journal {
  /// How many of the last entries are checked when the journal is opened.
  public static final int TAIL_CHECKED = 1_000;

  private final Database database;

  private SqlJournal(Database database) {
    this.database = database;
  }

  /// @throws PortFailure failed `journal-damaged` where the chain of the last [#TAIL_CHECKED]
  ///   entries is broken
  public static SqlJournal open(Database database) throws PortFailure {
    var journal = new SqlJournal(database);
    journal.verifyFrom(Math.max(1, journal.last() - TAIL_CHECKED + 1));
    return journal;
  }

  @Override
  public List<Entry> append(
      long term, long expectedLast, List<Document> documents, List<Draft> drafts)
      throws PortFailure {
    Chain.checkSizes(documents, drafts);
    return database.write(session -> {
      var end = End.of(session);
      Chain.checkWriter(term, end.term(), expectedLast, end.offset());
      SqlDocuments.put(session, documents);
      return write(session, end, term, drafts);
    });
  }

  @Override
  public List<Entry> read(long from, int max) throws PortFailure {
    long begin = Math.max(1, from);
    return database.read(session -> StoredEntry.read(session, begin, Math.clamp(max, 0, READ_MAX)));
  }

  @Override
  public long last() throws PortFailure {
    return database.read(session -> session.number("SELECT max(number) FROM entry"));
  }

  @Override
  public Optional<Span> findCause(String cause) throws PortFailure {
    var span =
        database.read(session ->
            session.first(
                "SELECT min(number), max(number) FROM entry WHERE cause = ?",
                row -> new Span(row.number(1), row.number(2)),
                cause));
    return span.filter(found -> found.first() > 0);
  }

  @Override
  public long takeOver(String server, Instant now) throws PortFailure {
    return database.write(session -> {
      var end = End.of(session);
      var fact = Draft.takeOver(server, Chain.notBefore(now, end.entry()));
      long term = end.offset() + 1;
      write(session, end, term, List.of(fact));
      return term;
    });
  }

  @Override
  public long verify() throws PortFailure {
    return verifyFrom(1);
  }

  private static List<Entry> write(Session session, End end, long term, List<Draft> drafts)
      throws SQLException {
    var entries = Chain.extend(term, end.offset(), end.digest(), drafts);
    StoredEntry.insert(session, entries);
    return entries;
  }

  private long verifyFrom(long first) throws PortFailure {
    var head = new Chain.Head(first - 1, digestOf(first - 1));
    while (true) {
      var entries = read(head.offset() + 1, READ_MAX);
      if (entries.isEmpty()) return head.offset();
      head = Chain.verify(entries, head.offset(), head.digest());
    }
  }

  private Digest digestOf(long offset) throws PortFailure {
    if (offset == 0) return Entry.ORIGIN;
    var entries = read(offset, 1);
    if (entries.isEmpty()) throw Chain.damaged(offset, "is missing");
    return entries.getFirst().digest();
  }

  /// Where the journal ends, as a transaction finds it.
  private record End(Optional<Entry> entry) {
    static End of(Session session) throws SQLException, PortFailure {
      return new End(StoredEntry.last(session));
    }

    long offset() {
      return entry.map(Entry::offset).orElse(0L);
    }

    long term() {
      return entry.map(Entry::term).orElse(0L);
    }

    Digest digest() {
      return entry.map(Entry::digest).orElse(Entry.ORIGIN);
    }
  }
}
