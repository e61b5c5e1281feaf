package speeder.engine.archive;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import speeder.core.value.Digest;
import speeder.engine.codec.Json;
import speeder.engine.port.Archive;
import speeder.engine.port.Document;
import speeder.engine.port.Documents;
import speeder.engine.port.Entry;
import speeder.engine.port.Journal;
import speeder.engine.port.PortFailure;

/// A copy of journal and documents in one file, whatever store they are in: lines of JSON, gzip
/// over them. First a head, then the documents, then the entries in order, then an end that counts
/// them.
///
/// The copy is of one moment though the server goes on: entries never change, documents neither,
/// and a document is there before the entry that names it.
public final class Backup {
  private static final String FORM = "speeder-backup/1";

  /// Entries that are read or written at once.
  private static final int PAGE = 1_000;

  private Backup() {}

  /// What a copy holds.
  public record Contents(long last, Digest head, long documents) {}

  private record Head(String form, long last, Digest head) {}

  private record Paper(Digest document, String kind, String base64) {}

  private record End(long entries, long documents) {}

  /// A line: one of these.
  private record Item(
      Optional<Head> head, Optional<Paper> document, Optional<Line> entry, Optional<End> end) {
    static final Item NOTHING =
        new Item(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    static Item of(Head head) {
      return new Item(Optional.of(head), Optional.empty(), Optional.empty(), Optional.empty());
    }

    static Item of(Paper document) {
      return new Item(Optional.empty(), Optional.of(document), Optional.empty(), Optional.empty());
    }

    static Item of(Line entry) {
      return new Item(Optional.empty(), Optional.empty(), Optional.of(entry), Optional.empty());
    }

    static Item of(End end) {
      return new Item(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(end));
    }
  }

  /// Writes a copy.
  ///
  /// @throws PortFailure failed `journal-damaged`, `document-damaged`: what is damaged is not
  ///   copied
  public static Contents write(
      Journal journal, Documents documents, Archive archive, OutputStream to)
      throws PortFailure, IOException {
    long last = journal.last();
    var head = last == 0 ? Entry.ORIGIN : journal.read(last, 1).getFirst().digest();
    var text = new OutputStreamWriter(new GZIPOutputStream(to), StandardCharsets.UTF_8);
    try (var out = new BufferedWriter(text)) {
      line(out, Item.of(new Head(FORM, last, head)));
      long papers = writeDocuments(documents, archive, out);
      Trail.write(journal, 1, last, it -> line(out, Item.of(it)));
      line(out, Item.of(new End(last, papers)));
      return new Contents(last, head, papers);
    }
  }

  private static long writeDocuments(Documents documents, Archive archive, BufferedWriter out)
      throws PortFailure, IOException {
    long written = 0;
    var after = Optional.<Digest>empty();
    while (true) {
      var page = archive.documents(after, PAGE);
      if (page.isEmpty()) return written;
      for (var digest : page) {
        var document = documents.get(digest).orElseThrow();
        var base64 = Base64.getEncoder().encodeToString(document.bytes());
        line(out, Item.of(new Paper(digest, document.kind(), base64)));
        written++;
      }
      after = Optional.of(page.getLast());
    }
  }

  private static void line(BufferedWriter out, Item item) throws IOException {
    out.write(new String(Json.bytes(item), StandardCharsets.UTF_8));
    out.write('\n');
  }

  /// Fills an empty store from a copy. Where the copy is damaged, the journal stays empty.
  ///
  /// @throws PortFailure refused `store-not-empty`, `not-a-backup`; failed `backup-damaged`,
  ///   `journal-damaged`
  public static Contents restore(
      InputStream from, Journal journal, Documents documents, Archive archive)
      throws PortFailure, IOException {
    if (journal.last() > 0) throw Archive.notEmpty(journal.last());
    try (var copy = new Copy(from)) {
      long papers = copy.documents(documents);
      long last = archive.restore(copy::page);
      return copy.checked(last, papers);
    }
  }

  /// Checks a copy from its first line to its last, and changes nothing.
  ///
  /// @throws PortFailure as [#restore]
  public static Contents verify(InputStream from) throws PortFailure, IOException {
    try (var copy = new Copy(from)) {
      long papers = copy.documents(new Unkept());
      var trail = Trail.verify(copy::page);
      return copy.checked(trail.last(), papers);
    }
  }

  /// Documents that are looked at and go.
  private static final class Unkept implements Documents {
    @Override
    public void put(Document document) {}

    @Override
    public Optional<Document> get(Digest digest) {
      return Optional.empty();
    }
  }

  /// A copy while it is read, a line ahead.
  private static final class Copy implements AutoCloseable {
    private final BufferedReader lines;
    private final Head head;
    private Item next;

    Copy(InputStream from) throws PortFailure {
      try {
        var text = new InputStreamReader(new GZIPInputStream(from), StandardCharsets.UTF_8);
        this.lines = new BufferedReader(text);
        this.head = item().head().filter(it -> it.form().equals(FORM)).orElseThrow();
      } catch (IOException | RuntimeException other) {
        throw notABackup();
      }
      this.next = ahead();
    }

    long documents(Documents to) throws PortFailure {
      long read = 0;
      for (; next.document().isPresent(); next = ahead()) {
        var paper = next.document().get();
        var document = Document.of(paper.kind(), Base64.getDecoder().decode(paper.base64()));
        if (!document.digest().equals(paper.document())) throw damaged();
        to.put(document);
        read++;
      }
      return read;
    }

    List<Entry> page() throws PortFailure {
      var page = new ArrayList<Entry>();
      for (; page.size() < PAGE && next.entry().isPresent(); next = ahead()) {
        page.add(next.entry().get().entry());
      }
      if (page.isEmpty()) checkEnd();
      return page;
    }

    /// What follows the last entry says that it was the last one, before anything is kept.
    private void checkEnd() throws PortFailure {
      if (next.end().filter(it -> it.entries() == head.last()).isEmpty()) throw damaged();
    }

    Contents checked(long last, long papers) throws PortFailure {
      boolean whole = next.end().filter(it -> it.documents() == papers).isPresent();
      if (!whole || last != head.last()) throw damaged();
      return new Contents(last, head.head(), papers);
    }

    private Item ahead() throws PortFailure {
      try {
        return item();
      } catch (IOException | RuntimeException cut) {
        throw damaged();
      }
    }

    private Item item() throws IOException {
      var line = lines.readLine();
      if (line == null) return Item.NOTHING;
      return Json.read(line.getBytes(StandardCharsets.UTF_8), Item.class);
    }

    @Override
    public void close() throws IOException {
      lines.close();
    }
  }

  private static PortFailure notABackup() {
    return PortFailure.refused(
        "not-a-backup",
        "The file is no copy of a store in the form %s.".formatted(FORM),
        "Name one that `speeder backup` made.");
  }

  private static PortFailure damaged() {
    return PortFailure.failed(
        "backup-damaged",
        "The copy is cut short or was changed; nothing of its journal was restored.",
        "Take another copy.");
  }
}
