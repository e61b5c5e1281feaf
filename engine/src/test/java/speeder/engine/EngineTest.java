package speeder.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import speeder.core.farm.Acting;
import speeder.core.farm.GatePolicy;
import speeder.core.farm.Lane;
import speeder.core.farm.Paths;
import speeder.core.farm.Policies;
import speeder.core.farm.Stage;
import speeder.core.farm.StageKind;
import speeder.core.farm.Triggers;
import speeder.core.value.Actor;
import speeder.core.world.Ask;
import speeder.core.world.Document;
import speeder.core.world.Input;
import speeder.core.world.Reply;
import speeder.core.world.ScheduleAsk;
import speeder.core.world.World;
import speeder.engine.memory.MemoryJournal;
import speeder.engine.port.Draft;
import speeder.engine.port.Entry;
import speeder.engine.port.Journal;
import speeder.engine.port.PortFailure;

class EngineTest {
  private static final Instant MORNING = Instant.parse("2026-03-02T08:00:00Z");
  private static final Actor CONDUCTOR = Actor.operator("t-1");
  private static final Document MANIFEST =
      Document.of("manifest", "farm".getBytes(StandardCharsets.UTF_8));

  private final MemoryJournal journal = new MemoryJournal();

  @Test
  void a_take_over_raises_the_term() throws PortFailure {
    var first = Engine.start(journal, "alpha", MORNING);
    var second = Engine.start(journal, "beta", MORNING);
    assertEquals(1, first.term());
    assertEquals(2, second.term());
    assertEquals(2, second.world().term());
  }

  @Test
  void who_was_overtaken_changes_nothing_any_more() throws PortFailure {
    var first = Engine.start(journal, "alpha", MORNING);
    var second = adopted(Engine.start(journal, "beta", MORNING));
    var refused = assertThrows(PortFailure.class, () -> first.turn(List.of(adopt("c-9")), MORNING));
    assertEquals("not-leader", refused.why().code());
    assertEquals(second.world().offset(), journal.last());
  }

  @Test
  void facts_and_the_documents_they_name_are_written_together() throws PortFailure {
    var engine = adopted(Engine.start(journal, "alpha", MORNING));
    assertEquals(3, engine.world().offset());
    assertTrue(journal.documents().get(MANIFEST.digest()).isPresent());
    assertEquals("adopt", journal.read(2, 1).getFirst().cause());
    assertEquals(CONDUCTOR, journal.read(2, 1).getFirst().actor());
  }

  @Test
  void a_turn_whose_append_fails_changes_nothing() throws PortFailure {
    var torn = new Torn(journal);
    var engine = Engine.start(torn, "alpha", MORNING);
    var before = engine.world();
    torn.next = Torn.Way.NOT_WRITTEN;
    assertThrows(PortFailure.class, () -> engine.turn(List.of(adopt("c-1")), MORNING));
    assertSame(before, engine.world());
    assertEquals(1, journal.last());
    assertInstanceOf(Reply.Accepted.class, reply(engine, adopt("c-1")));
  }

  @Test
  void what_an_append_wrote_before_it_broke_off_is_read_and_not_written_twice() throws PortFailure {
    var torn = new Torn(journal);
    var engine = Engine.start(torn, "alpha", MORNING);
    torn.next = Torn.Way.WRITTEN;
    assertThrows(PortFailure.class, () -> engine.turn(List.of(adopt("c-1")), MORNING));
    assertEquals(new Reply.Accepted(2), reply(engine, adopt("c-1")));
    assertEquals(3, journal.last());
    assertEquals(Engine.replay(journal, World.EMPTY), engine.world());
  }

  @Test
  void a_repeated_command_gets_its_first_reply_also_after_a_restart() throws PortFailure {
    var engine = adopted(Engine.start(journal, "alpha", MORNING));
    var held = reply(engine, hold("c-1", "a look"));
    var refused = reply(engine, hold("c-2", ""));
    long last = journal.last();
    assertEquals(held, reply(engine, hold("c-1", "another")));
    var after = Engine.start(journal, "beta", MORNING);
    assertEquals(held, reply(after, hold("c-1", "")));
    assertEquals(refused, reply(after, hold("c-2", "a look")));
    assertEquals(last + 1, journal.last(), "only the take-over was written");
  }

  @Test
  void a_command_that_comes_twice_in_one_turn_is_obeyed_once() throws PortFailure {
    var engine = adopted(Engine.start(journal, "alpha", MORNING));
    var turn = engine.turn(List.of(hold("c-1", "a look"), hold("c-1", "a look")), MORNING);
    assertEquals(2, turn.entries().size(), "the hold, and that it was asked for");
    assertEquals(1, turn.replies().size());
  }

  @Test
  void a_turn_without_news_writes_nothing() throws PortFailure {
    var engine = adopted(Engine.start(journal, "alpha", MORNING));
    assertEquals(List.of(), engine.turn(List.of(new Input.WakeUp()), MORNING).entries());
    assertEquals(3, journal.last());
  }

  @Test
  void time_never_goes_back() throws PortFailure {
    var engine = adopted(Engine.start(journal, "alpha", MORNING));
    var turn = engine.turn(List.of(hold("c-1", "a look")), MORNING.minusSeconds(60));
    assertEquals(MORNING, turn.entries().getFirst().time());
  }

  @Test
  void a_journal_of_a_newer_speeder_is_refused_before_anything_is_written() throws PortFailure {
    var body = new byte[0];
    var newer = new Draft(MORNING, "", Actor.SPEEDER, "wake-up", "train.derailed", 1, body);
    journal.append(journal.takeOver("future", MORNING), 1, List.of(), List.of(newer));
    var refused = assertThrows(PortFailure.class, () -> Engine.start(journal, "alpha", MORNING));
    assertEquals("unknown-fact", refused.why().code());
    assertEquals(2, journal.last());
  }

  private static Engine adopted(Engine engine) throws PortFailure {
    reply(engine, adopt("adopt"));
    return engine;
  }

  private static Reply reply(Engine engine, Input.Command command) throws PortFailure {
    var turn = engine.turn(List.of(command), MORNING);
    return Optional.ofNullable(turn.replies().get(command.id())).orElseThrow();
  }

  private static Input.Command adopt(String id) {
    return new Input.Command(
        id, CONDUCTOR, new Ask.Adopt(MANIFEST, "farm", List.of(lane()), Policies.NONE));
  }

  private static Input.Command hold(String id, String reason) {
    return new Input.Command(id, CONDUCTOR, ScheduleAsk.Hold.lane("pretrain", reason));
  }

  private static Lane lane() {
    return new Lane(
        "pretrain",
        Optional.empty(),
        Triggers.BY_HAND,
        List.of(),
        GatePolicy.OPEN,
        List.of("here"),
        List.of(new Stage("main", StageKind.MAIN, 100, Duration.ZERO, List.of())),
        List.of("web"),
        new Lane.Watch(Duration.ofMinutes(5), 0.01, 10),
        new Lane.Keep(3, 3, 10),
        Acting.FREELY,
        Paths.NONE,
        new TreeMap<>());
  }

  /// A journal whose next append breaks off.
  private static final class Torn implements Journal {
    enum Way {
      WHOLE,
      NOT_WRITTEN,
      WRITTEN
    }

    private final Journal inner;
    Way next = Way.WHOLE;

    Torn(Journal inner) {
      this.inner = inner;
    }

    @Override
    public List<Entry> append(
        long term,
        long expectedLast,
        List<speeder.engine.port.Document> documents,
        List<Draft> drafts)
        throws PortFailure {
      var way = next;
      next = Way.WHOLE;
      if (way == Way.NOT_WRITTEN) throw broken();
      var written = inner.append(term, expectedLast, documents, drafts);
      if (way == Way.WRITTEN) throw broken();
      return written;
    }

    private static PortFailure broken() {
      return PortFailure.unknown("journal-broke-off", "It broke off.", "Look at its end.");
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
}
