package speeder.bench;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import speeder.engine.Engine;
import speeder.engine.codec.FactCodec;
import speeder.engine.memory.MemoryJournal;
import speeder.engine.port.Document;
import speeder.engine.port.Draft;
import speeder.engine.port.Entry;
import speeder.engine.port.Journal;
import speeder.engine.port.PortFailure;
import speeder.sim.Tape;
import speeder.store.SqliteStore;

/// A turn of the engine, beside what no engine could do without: to encode its facts and append
/// them.
final class TurnBench implements Benchmark {
  /// Stories that one measurement in memory holds; one with a disk holds one.
  private static final int STORIES = 10;

  private static final int WARMUPS = 6;
  private static final int ROUNDS = 11;
  private static final int DISK_ROUNDS = 5;

  @Override
  public String name() {
    return "turn";
  }

  @Override
  public String about() {
    return "Engine.turn over a story of the simulator, beside its facts encoded and appended"
        + " alone; all figures are of a turn, whose budget without its store is 20 us";
  }

  @Override
  public Findings run(Effort effort) throws Exception {
    var tape = Tape.ofOneStory();
    var writes = writes(tape);
    try (var scratch = Scratch.make()) {
      var memory =
          new Rounds()
              .arm("turn, memory", "us CPU", () -> inMemory(tape, it -> turns(it, tape)))
              .arm("append alone, memory", "us CPU", () -> inMemory(tape, it -> append(it, writes)))
              .run(WARMUPS, effort.rounds(ROUNDS));
      var disk =
          new Rounds()
              .arm("turn, SQLite", "us", () -> inSqlite(scratch, tape, it -> turns(it, tape)))
              .arm(
                  "append alone, SQLite",
                  "us",
                  () -> inSqlite(scratch, tape, it -> append(it, writes)))
              .arm("plain inserts, SQLite", "us", () -> inserts(scratch, tape, writes))
              .run(1, effort.rounds(DISK_ROUNDS));
      return findings(memory, disk);
    }
  }

  private static Findings findings(List<Series> memory, List<Series> disk) {
    var all = new ArrayList<>(memory);
    all.add(memory.get(0).with(memory.get(1), "turn without its store", "us CPU", (a, b) -> a - b));
    all.addAll(disk);
    return new Findings(
        all,
        List.of(
            Ratio.of("turn.memory-to-append", memory.get(0), memory.get(1)),
            Ratio.of("turn.sqlite-to-append", disk.get(0), disk.get(1)),
            Ratio.of("turn.append-to-inserts", disk.get(1), disk.get(2))));
  }

  /// What one turn writes.
  private record Write(
      List<Document> documents, List<speeder.core.world.Fact> facts, long before) {}

  private static List<Write> writes(Tape tape) {
    var writes = new ArrayList<Write>();
    long before = 1;
    for (var heard : tape.heard()) {
      var decision = heard.decision();
      var documents =
          decision.documents().stream()
              .map(it -> new Document(it.digest(), it.kind(), it.bytes()))
              .toList();
      if (!decision.facts().isEmpty()) writes.add(new Write(documents, decision.facts(), before));
      before += decision.facts().size();
    }
    return writes;
  }

  private interface Work {
    /// @return offset of the last entry
    long on(Story story) throws PortFailure;
  }

  /// A journal that a server has taken over, and the tape that it is to hold in the end.
  private record Story(Journal journal, Tape tape) {
    Instant began() {
      return tape.entries().getFirst().time();
    }

    Entry entry(long offset) {
      return tape.entries().get((int) offset - 1);
    }
  }

  private static long turns(Story story, Tape tape) throws PortFailure {
    var engine = Engine.start(story.journal(), "server-1", story.began());
    for (var heard : tape.heard()) engine.turn(List.of(heard.input()), heard.now());
    return engine.world().offset();
  }

  private static long append(Story story, List<Write> writes) throws PortFailure {
    long term = story.journal().takeOver("server-1", story.began());
    for (var write : writes) {
      story.journal().append(term, write.before(), write.documents(), drafts(story, write));
    }
    return story.journal().last();
  }

  private static List<Draft> drafts(Story story, Write write) {
    var drafts = new ArrayList<Draft>();
    long offset = write.before();
    for (var fact : write.facts()) {
      var form = FactCodec.encode(fact);
      var entry = story.entry(++offset);
      drafts.add(
          new Draft(
              entry.time(),
              entry.lane(),
              entry.actor(),
              entry.cause(),
              form.kind(),
              form.version(),
              form.body()));
    }
    return drafts;
  }

  private static double inMemory(Tape tape, Work work) throws Exception {
    double micros =
        Clock.computedMicros(() -> {
          for (int each = 0; each < STORIES; each++)
            check(new Story(new MemoryJournal(), tape), work);
        });
    return micros / STORIES / tape.heard().size();
  }

  private static double inSqlite(Scratch scratch, Tape tape, Work work) throws Exception {
    var folder = scratch.fresh("store");
    try (var store = SqliteStore.open(folder, InstantSource.system())) {
      var story = new Story(store.journal(), tape);
      return Clock.micros(() -> check(story, work)) / tape.heard().size();
    } finally {
      Scratch.delete(folder);
    }
  }

  private static void check(Story story, Work work) throws PortFailure {
    long last = work.on(story);
    if (last == story.tape().entries().size()) return;
    throw new IllegalStateException("The journal ends at %d, not as the tape.".formatted(last));
  }

  /// The least that SQLite can do for the same durability: a row a fact, a transaction a turn.
  private static double inserts(Scratch scratch, Tape tape, List<Write> writes) throws Exception {
    var folder = scratch.fresh("plain");
    try (var rows = PlainRows.open(folder.resolve("plain.db"))) {
      return Clock.micros(() -> {
        for (var write : writes) {
          rows.add(
              tape.entries()
                  .subList((int) write.before(), (int) write.before() + write.facts().size()));
        }
      })
          / tape.heard().size();
    } finally {
      Scratch.delete(folder);
    }
  }
}
