package speeder.engine.memory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import speeder.core.value.Digest;
import speeder.engine.port.Chain;
import speeder.engine.port.Document;
import speeder.engine.port.Draft;
import speeder.engine.port.Entry;
import speeder.engine.port.Journal;
import speeder.engine.port.PortFailure;

/// The journal in memory: as strict as the real one about terms, offsets and the chain.
public final class MemoryJournal implements Journal {
  private final MemoryDocuments documents;
  private final List<Entry> entries = new ArrayList<>();
  private final Map<String, Span> causes = new HashMap<>();
  private Digest head = Entry.ORIGIN;

  public MemoryJournal() {
    this(new MemoryDocuments());
  }

  /// @param documents where an append's documents go
  public MemoryJournal(MemoryDocuments documents) {
    this.documents = documents;
  }

  public MemoryDocuments documents() {
    return documents;
  }

  @Override
  public synchronized List<Entry> append(
      long term, long expectedLast, List<Document> added, List<Draft> drafts) throws PortFailure {
    Chain.checkSizes(added, drafts);
    Chain.checkWriter(term, newestTerm(), expectedLast, last());
    for (var document : added) documents.put(document);
    return write(term, drafts);
  }

  @Override
  public synchronized List<Entry> read(long from, int max) {
    int begin = (int) Math.min(Math.max(from, 1) - 1, entries.size());
    int end = Math.min(begin + Math.clamp(max, 0, READ_MAX), entries.size());
    return List.copyOf(entries.subList(begin, end));
  }

  @Override
  public synchronized long last() {
    return entries.size();
  }

  @Override
  public synchronized Optional<Span> findCause(String cause) {
    return Optional.ofNullable(causes.get(cause));
  }

  @Override
  public synchronized long takeOver(String server, Instant now) {
    var fact = Draft.takeOver(server, Chain.notBefore(now, lastEntry()));
    return write(last() + 1, List.of(fact)).getFirst().offset();
  }

  @Override
  public synchronized long verify() throws PortFailure {
    return Chain.verify(entries, 0, Entry.ORIGIN).offset();
  }

  private List<Entry> write(long term, List<Draft> drafts) {
    var written = Chain.extend(term, last(), head, drafts);
    for (var entry : written) {
      entries.add(entry);
      causes.merge(
          entry.cause(),
          new Span(entry.offset(), entry.offset()),
          (before, _) -> new Span(before.first(), entry.offset()));
    }
    if (!written.isEmpty()) head = written.getLast().digest();
    return written;
  }

  private long newestTerm() {
    return lastEntry().map(Entry::term).orElse(0L);
  }

  private Optional<Entry> lastEntry() {
    return entries.isEmpty() ? Optional.empty() : Optional.of(entries.getLast());
  }
}
