package speeder.engine.port;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import speeder.core.value.Digest;

/// What every journal must hold to, wherever it keeps its entries: who may write, how large, and
/// how entries hang together.
public final class Chain {
  private Chain() {}

  /// The last entry that was checked, and the hash that the next must carry.
  public record Head(long offset, Digest digest) {}

  /// Makes entries of drafts.
  public static List<Entry> extend(long term, long last, Digest head, List<Draft> drafts) {
    var entries = new ArrayList<Entry>(drafts.size());
    var previous = head;
    for (var draft : drafts) {
      var entry = Entry.of(last + entries.size() + 1, term, draft, previous);
      entries.add(entry);
      previous = entry.digest();
    }
    return List.copyOf(entries);
  }

  /// Checks that entries follow on an offset and hash without a gap.
  public static Head verify(List<Entry> entries, long after, Digest head) throws PortFailure {
    var end = new Head(after, head);
    for (var entry : entries) end = follow(end, entry, entry.digest());
    return end;
  }

  /// Checks that an entry follows on the last one.
  ///
  /// @param digest of the entry
  public static Head follow(Head last, Entry entry, Digest digest) throws PortFailure {
    long offset = last.offset() + 1;
    if (entry.offset() != offset) throw damaged(offset, "is missing");
    if (!entry.previous().equals(last.digest())) {
      throw damaged(offset, "does not carry the hash of the entry before it");
    }
    return new Head(offset, digest);
  }

  public static void checkWriter(long term, long newestTerm, long expectedLast, long last)
      throws PortFailure {
    if (newestTerm == 0 || term != newestTerm) {
      throw PortFailure.refused(
          "not-leader",
          "Term %d may not write: the newest is %d.".formatted(term, newestTerm),
          "Another server took over, or none ever did; follow it, or take over again.");
    }
    if (expectedLast != last) {
      throw PortFailure.refused(
          "offset-moved",
          "The last entry is %d, not %d.".formatted(last, expectedLast),
          "Read what came since and decide again.");
    }
  }

  public static void checkSizes(List<Document> documents, List<Draft> drafts) throws PortFailure {
    if (drafts.size() > Journal.APPEND_MAX) {
      throw PortFailure.refused(
          "append-too-large",
          "%d facts in one append; at most %d go.".formatted(drafts.size(), Journal.APPEND_MAX),
          "Say it in fewer facts.");
    }
    for (var document : documents) document.checkSize();
    for (var draft : drafts) {
      if (draft.body().length > Entry.BODY_BYTES_MAX) {
        throw PortFailure.refused(
            "fact-too-large",
            "A fact of %d bytes (%s); at most %d go."
                .formatted(draft.body().length, draft.kind(), Entry.BODY_BYTES_MAX),
            "Put what is large into a document.");
      }
    }
  }

  /// A time that does not go below the last entry's.
  public static Instant notBefore(Instant now, Optional<Entry> last) {
    return last.map(Entry::time).filter(time -> time.isAfter(now)).orElse(now);
  }

  public static PortFailure damaged(long offset, String what) {
    return PortFailure.failed(
        "journal-damaged",
        "Entry %d of the journal %s.".formatted(offset, what),
        "Restore the journal from a copy that holds entry %d, or ask who changed it."
            .formatted(offset));
  }
}
