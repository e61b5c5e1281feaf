package speeder.engine.port;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The ordered facts. Every entry carries the hash of the one before.
public interface Journal {
  /// Entries of one append; a turn that writes more is a fault of the core.
  int APPEND_MAX = 10_000;

  /// Entries of one read.
  int READ_MAX = 10_000;

  /// Writes documents and facts in one transaction that is durable before this returns: all of
  /// them, or nothing.
  ///
  /// @param term the writer's term, from [#takeOver]
  /// @param expectedLast offset of the last entry the writer knows
  /// @return the entries as they stand, in the order of the drafts
  /// @throws PortFailure refused `not-leader` where a later leader took over; refused
  ///   `offset-moved` where the last entry is another one; refused `document-too-large`,
  ///   `fact-too-large`, `append-too-large`; failed `no-space`; unknown where the disk broke off:
  ///   look at [#last] before anything else
  List<Entry> append(long term, long expectedLast, List<Document> documents, List<Draft> drafts)
      throws PortFailure;

  /// Entries from an offset on, that one first; at most `max`, never more than [#READ_MAX].
  ///
  /// @throws PortFailure failed `journal-damaged`, naming the offset, where the chain is broken
  List<Entry> read(long from, int max) throws PortFailure;

  /// Offset of the last entry; 0 where there is none.
  long last() throws PortFailure;

  /// Where the facts of a cause stand, by an index: a command that comes twice is found before it
  /// is decided.
  Optional<Span> findCause(String cause) throws PortFailure;

  /// Makes a server the leader: appends [Draft#takeOver] and returns its offset, the new term.
  /// Whoever led before can no longer append. The fact's time is never below that of the last one.
  long takeOver(String server, Instant now) throws PortFailure;

  /// Checks the chain from the first entry to the last and returns the last offset.
  ///
  /// @throws PortFailure failed `journal-damaged`, naming the offset where it breaks
  long verify() throws PortFailure;

  /// Offsets of the first and the last fact of a cause. Facts of one command stand together; facts
  /// of one effect may have others between them.
  record Span(long first, long last) {}
}
