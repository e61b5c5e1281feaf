package speeder.kit.journal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import speeder.engine.port.Document;
import speeder.engine.port.Draft;
import speeder.engine.port.Entry;
import speeder.engine.port.Journal;
import speeder.engine.port.PortFailure;

/// A journal that breaks when it is told to. A torn append is one that breaks before: a transaction
/// that was cut is not there.
public final class FaultyJournal implements Journal {
  public enum Fault {
    NONE,
    /// The process or the disk ends before the transaction is durable; the caller cannot know.
    BREAKS_BEFORE,
    /// The transaction is durable, and the answer is lost.
    BREAKS_AFTER,
    /// Refused by a full disk; nothing was written, and the caller knows.
    NO_SPACE
  }

  private final Journal inner;
  private final Supplier<Fault> next;

  /// @param next asked once for each append and take-over
  public FaultyJournal(Journal inner, Supplier<Fault> next) {
    this.inner = inner;
    this.next = next;
  }

  @Override
  public List<Entry> append(
      long term, long expectedLast, List<Document> documents, List<Draft> drafts)
      throws PortFailure {
    var fault = next.get();
    before(fault);
    var written = inner.append(term, expectedLast, documents, drafts);
    after(fault);
    return written;
  }

  @Override
  public long takeOver(String server, Instant now) throws PortFailure {
    var fault = next.get();
    before(fault);
    long term = inner.takeOver(server, now);
    after(fault);
    return term;
  }

  @Override
  public List<Entry> read(long from, int max) throws PortFailure {
    return inner.read(from, max);
  }

  @Override
  public long last() throws PortFailure {
    return inner.last();
  }

  @Override
  public Optional<Span> findCause(String cause) throws PortFailure {
    return inner.findCause(cause);
  }

  @Override
  public long verify() throws PortFailure {
    return inner.verify();
  }

  private static void before(Fault fault) throws PortFailure {
    switch (fault) {
      case BREAKS_BEFORE -> throw broken();
      case NO_SPACE ->
          throw PortFailure.failed("no-space", "The disk is full.", "Free some space on it.");
      case NONE, BREAKS_AFTER -> {}
    }
  }

  private static void after(Fault fault) throws PortFailure {
    if (fault == Fault.BREAKS_AFTER) throw broken();
  }

  private static PortFailure broken() {
    return PortFailure.unknown(
        "journal-broke-off", "The journal broke off in an append.", "Look at its last offset.");
  }
}
