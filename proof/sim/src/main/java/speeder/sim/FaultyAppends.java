package speeder.sim;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import speeder.engine.port.Document;
import speeder.engine.port.Draft;
import speeder.engine.port.Entry;
import speeder.engine.port.Journal;
import speeder.engine.port.PortFailure;

/// The journal as one server sees it: each append is a step.
final class FaultyAppends implements Journal {
  private final Journal inner;
  private final Faults faults;
  private final Runnable overtaken;

  /// The server's process ends here.
  static final class Crash extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final boolean othersGoOn;

    Crash(boolean othersGoOn) {
      super("crash");
      this.othersGoOn = othersGoOn;
    }

    boolean othersGoOn() {
      return othersGoOn;
    }
  }

  /// @param overtaken makes another server take over
  FaultyAppends(Journal inner, Faults faults, Runnable overtaken) {
    this.inner = inner;
    this.faults = faults;
    this.overtaken = overtaken;
  }

  @Override
  public List<Entry> append(
      long term, long expectedLast, List<Document> documents, List<Draft> drafts)
      throws PortFailure {
    var fault = faults.next("append after " + drafts.getFirst().cause(), true);
    switch (fault) {
      case FAILS -> throw PortFailure.failed("no-space", "The disk is full.", "Free some space.");
      case UNKNOWN_NOT_DONE -> throw torn();
      case CRASH_BEFORE -> throw new Crash(false);
      case LOST_LEASE -> overtaken.run();
      case NONE, UNKNOWN_DONE, CRASH_AFTER, DOUBLED, TOLD_LATE, DONE_LATE -> {}
    }
    var written = inner.append(term, expectedLast, documents, drafts);
    if (fault == Fault.UNKNOWN_DONE) throw torn();
    if (fault == Fault.CRASH_AFTER) throw new Crash(true);
    return written;
  }

  private static PortFailure torn() {
    return PortFailure.unknown("journal-broke-off", "The append broke off.", "Look at its end.");
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
  public long takeOver(String server, Instant now) throws PortFailure {
    return inner.takeOver(server, now);
  }

  @Override
  public long verify() throws PortFailure {
    return inner.verify();
  }
}
