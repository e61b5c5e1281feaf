package speeder.engine.archive;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import speeder.core.value.Digest;
import speeder.engine.codec.Json;
import speeder.engine.port.Archive.Pages;
import speeder.engine.port.Chain;
import speeder.engine.port.Entry;
import speeder.engine.port.Journal;
import speeder.engine.port.PortFailure;

/// The audit trail: entries as lines of JSON, each with its own hash and that of the one before, so
/// that whoever has the lines can verify them alone. A trail may begin anywhere: a part of it is
/// joined to the part before by that one's last hash.
public final class Trail {
  private static final int PAGE = 1_000;

  private Trail() {}

  /// Where a trail begins and ends.
  ///
  /// @param before hash of the entry before the first
  /// @param head hash of the last
  public record Stretch(long first, long last, Digest before, Digest head) {
    /// With the part that follows on it.
    ///
    /// @throws PortFailure failed `journal-damaged` where it does not
    public Stretch and(Stretch next) throws PortFailure {
      if (next.first() != last + 1) throw Chain.damaged(last + 1, "is missing");
      if (next.before().equals(head)) return new Stretch(first, next.last(), before, next.head());
      throw Chain.damaged(next.first(), "does not carry the hash of the entry before it");
    }
  }

  public interface Out {
    void write(Line line) throws IOException;
  }

  /// Writes entries from an offset to another, both included.
  public static void write(Journal journal, long from, long until, Out out)
      throws PortFailure, IOException {
    for (long next = Math.max(1, from); next <= until; ) {
      var page = journal.read(next, (int) Math.min(PAGE, until - next + 1));
      if (page.isEmpty()) return;
      for (var entry : page) out.write(Line.of(entry));
      next = page.getLast().offset() + 1;
    }
  }

  /// Lines of a file, page by page; one that is no entry is refused as `not-a-trail`.
  public static Pages lines(BufferedReader lines) {
    var count = new long[1];
    return () -> {
      var page = new ArrayList<Entry>();
      while (page.size() < PAGE) {
        var line = next(lines, ++count[0]);
        if (line.isEmpty()) return page;
        page.add(line.get().entry());
      }
      return page;
    };
  }

  private static Optional<Line> next(BufferedReader lines, long number) throws PortFailure {
    try {
      var text = lines.readLine();
      if (text == null) return Optional.empty();
      return Optional.of(Json.read(text.getBytes(StandardCharsets.UTF_8), Line.class));
    } catch (IOException | RuntimeException garbled) {
      throw PortFailure.refused(
          "not-a-trail",
          "Line %d is no entry.".formatted(number),
          "Name a file that `speeder audit export` made.");
    }
  }

  /// Checks that every entry is what was written, and follows on the one before.
  ///
  /// @throws PortFailure failed `journal-damaged`, naming the offset; as `pages` does
  public static Stretch verify(Pages pages) throws PortFailure {
    var page = pages.next();
    if (page.isEmpty()) return new Stretch(1, 0, Entry.ORIGIN, Entry.ORIGIN);
    var first = page.getFirst();
    if (first.offset() == 1 && !first.previous().equals(Entry.ORIGIN)) {
      throw Chain.damaged(1, "names an entry before it");
    }
    var head = new Chain.Head(first.offset() - 1, first.previous());
    for (; !page.isEmpty(); page = pages.next()) {
      head = Chain.verify(page, head.offset(), head.digest());
    }
    return new Stretch(first.offset(), head.offset(), first.previous(), head.digest());
  }

  /// Entries of a journal, page by page.
  public static Pages of(Journal journal, long from) {
    var next = new long[] {Math.max(1, from)};
    return () -> {
      List<Entry> page = journal.read(next[0], PAGE);
      next[0] += page.size();
      return page;
    };
  }
}
