package speeder.kit.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static speeder.kit.journal.Facts.MORNING;
import static speeder.kit.journal.Facts.fact;
import static speeder.kit.journal.Facts.facts;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import speeder.core.value.Actor;
import speeder.engine.memory.MemoryDocuments;
import speeder.engine.memory.MemoryJournal;
import speeder.engine.port.Document;
import speeder.engine.port.Documents;
import speeder.engine.port.Draft;
import speeder.engine.port.Entry;
import speeder.engine.port.Journal;
import speeder.engine.port.PortFailure;

/// What a journal must do, wherever it keeps its entries.
public abstract class JournalContract {
  /// An empty journal and the documents that go with it.
  public record Store(Journal journal, Documents documents) {}

  private static final Document LETTER =
      Document.of("letter", "dear".getBytes(StandardCharsets.UTF_8));

  private Journal journal = new MemoryJournal();
  private Documents documents = new MemoryDocuments();

  protected abstract Store empty() throws Exception;

  @BeforeEach
  void begin() throws Exception {
    var store = empty();
    journal = store.journal();
    documents = store.documents();
  }

  @Test
  void an_empty_journal_has_nothing_and_lets_nobody_write() throws PortFailure {
    assertEquals(0, journal.last());
    assertEquals(List.of(), journal.read(1, 10));
    assertEquals(0, journal.verify());
    assertRefused("not-leader", () -> journal.append(0, 0, List.of(), facts("early", 1)));
  }

  @Test
  void a_take_over_is_a_fact_whose_offset_is_the_term() throws PortFailure {
    assertEquals(1, journal.takeOver("alpha", MORNING));

    var fact = journal.read(1, 1).getFirst();
    assertEquals(Entry.TOOK_OVER, fact.kind());
    assertEquals(1, fact.term());
    assertEquals("alpha", new String(fact.body(), StandardCharsets.UTF_8));
    assertEquals(Entry.ORIGIN, fact.previous());
  }

  @Test
  void what_was_appended_is_read_back_to_the_byte() throws PortFailure {
    long term = journal.takeOver("alpha", MORNING);
    byte[] every = new byte[256];
    for (int i = 0; i < every.length; i++) every[i] = (byte) i;
    var strange =
        new Draft(
            Instant.parse("2026-03-02T08:00:01.000000001Z"),
            "",
            new Actor("Zoë 'quoted' \u0000", "t\n2", "站"),
            "7/push/pretrain/eqiad",
            "image.pushed",
            3,
            every);

    var written = journal.append(term, 1, List.of(), List.of(strange, fact("c", "")));

    var read = journal.read(2, 10);
    assertEquals(written, read);
    assertArrayEquals(every, read.getFirst().body());
    assertEquals(strange.actor(), read.getFirst().actor());
    assertEquals(strange.time(), read.getFirst().time());
    assertEquals(3, read.getFirst().version());
    assertEquals(0, read.getLast().body().length);
  }

  @Test
  void each_entry_carries_the_hash_of_the_one_before() throws PortFailure {
    long term = journal.takeOver("alpha", MORNING);
    journal.append(term, 1, List.of(), facts("a", 2));
    journal.append(term, 3, List.of(), facts("b", 2));

    var entries = journal.read(1, 10);
    for (int i = 1; i < entries.size(); i++) {
      assertEquals(entries.get(i - 1).digest(), entries.get(i).previous());
      assertEquals(i + 1, entries.get(i).offset());
    }
    assertEquals(5, journal.verify());
  }

  @Test
  void reads_begin_and_end_where_they_are_told_to() throws PortFailure {
    long term = journal.takeOver("alpha", MORNING);
    journal.append(term, 1, List.of(), facts("a", 4));

    assertEquals(List.of(1L, 2L), offsets(journal.read(0, 2)));
    assertEquals(List.of(4L, 5L), offsets(journal.read(4, 9)));
    assertEquals(List.of(), offsets(journal.read(6, 9)));
    assertEquals(List.of(), offsets(journal.read(1, 0)));
  }

  @Test
  void who_was_overtaken_writes_nothing() throws PortFailure {
    long old = journal.takeOver("alpha", MORNING);
    long newer = journal.takeOver("beta", MORNING);

    assertRefused("not-leader", () -> journal.append(old, 2, List.of(LETTER), facts("late", 1)));
    assertRefused("not-leader", () -> journal.append(newer + 7, 2, List.of(), facts("odd", 1)));
    assertEquals(2, journal.last());
    assertEquals(Optional.empty(), documents.get(LETTER.digest()));
    journal.append(newer, 2, List.of(), facts("right", 1));
    assertEquals(newer, journal.read(3, 1).getFirst().term());
  }

  @Test
  void an_append_after_another_last_entry_is_refused() throws PortFailure {
    long term = journal.takeOver("alpha", MORNING);
    journal.append(term, 1, List.of(), facts("a", 1));

    assertRefused("offset-moved", () -> journal.append(term, 1, List.of(LETTER), facts("b", 1)));
    assertRefused("offset-moved", () -> journal.append(term, 3, List.of(), facts("b", 1)));
    assertEquals(2, journal.last());
    assertEquals(Optional.empty(), documents.get(LETTER.digest()));
  }

  @Test
  void of_many_who_append_at_one_offset_one_succeeds() throws Exception {
    long term = journal.takeOver("alpha", MORNING);
    var won = Collections.synchronizedList(new ArrayList<Integer>());
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var tries = new ArrayList<Callable<Boolean>>();
      for (int i = 0; i < 16; i++) {
        int each = i;
        tries.add(() -> tryAppend(term, each) && won.add(each));
      }
      for (var done : threads.invokeAll(tries)) done.get();
    }
    assertEquals(1, won.size());
    assertEquals(2, journal.last());
    assertEquals(Optional.of(new Journal.Span(2, 2)), journal.findCause("c" + won.getFirst()));
  }

  @Test
  void a_cause_is_found_with_all_its_facts() throws PortFailure {
    long term = journal.takeOver("alpha", MORNING);
    journal.append(term, 1, List.of(), facts("one", 3));
    journal.append(term, 4, List.of(), facts("two", 1));
    journal.append(term, 5, List.of(), facts("three", 2));

    assertEquals(Optional.of(new Journal.Span(2, 4)), journal.findCause("one"));
    assertEquals(Optional.of(new Journal.Span(5, 5)), journal.findCause("two"));
    assertEquals(Optional.empty(), journal.findCause("on"));
    assertEquals(Optional.empty(), journal.findCause("ONE"));
  }

  @Test
  void documents_stand_with_the_facts_that_name_them() throws PortFailure {
    long term = journal.takeOver("alpha", MORNING);
    journal.append(term, 1, List.of(LETTER, LETTER), facts("a", 1));
    journal.append(term, 2, List.of(LETTER), List.of());

    assertEquals(Optional.of(LETTER), documents.get(LETTER.digest()));
    assertEquals(2, journal.last());
  }

  @Test
  void what_is_too_large_is_refused_whole() throws PortFailure {
    long term = journal.takeOver("alpha", MORNING);
    var large = fact("a", "x".repeat(Entry.BODY_BYTES_MAX + 1));
    var fits = fact("a", "x".repeat(Entry.BODY_BYTES_MAX));

    assertRefused(
        "fact-too-large", () -> journal.append(term, 1, List.of(LETTER), List.of(fits, large)));
    assertRefused(
        "append-too-large",
        () -> journal.append(term, 1, List.of(), facts("a", Journal.APPEND_MAX + 1)));
    assertEquals(1, journal.last());
    assertEquals(Optional.empty(), documents.get(LETTER.digest()));
    assertEquals(2, journal.append(term, 1, List.of(), List.of(fits)).getFirst().offset());
  }

  @Test
  void a_take_over_is_never_dated_before_the_last_fact() throws PortFailure {
    long term = journal.takeOver("alpha", MORNING);
    var later = MORNING.plusSeconds(60);
    journal.append(term, 1, List.of(), List.of(fact("a", "").at(later)));

    journal.takeOver("beta", MORNING);
    assertEquals(later, journal.read(3, 1).getFirst().time());
  }

  private boolean tryAppend(long term, int each) throws PortFailure {
    try {
      journal.append(term, 1, List.of(), facts("c" + each, 1));
      return true;
    } catch (PortFailure refused) {
      assertEquals("offset-moved", refused.why().code());
      return false;
    }
  }

  private static List<Long> offsets(List<Entry> entries) {
    return entries.stream().map(Entry::offset).toList();
  }

  private static void assertRefused(String code, Callable<?> act) {
    var refused = assertThrows(PortFailure.class, act::call);
    assertEquals(PortFailure.Kind.REFUSED, refused.kind());
    assertEquals(code, refused.why().code());
  }
}
