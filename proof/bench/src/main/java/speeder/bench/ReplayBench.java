package speeder.bench;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import speeder.core.world.World;
import speeder.engine.Engine;
import speeder.engine.memory.MemoryJournal;
import speeder.engine.port.Draft;
import speeder.engine.port.Entry;
import speeder.engine.port.Journal;
import speeder.engine.port.PortFailure;
import speeder.sim.FairWeather;
import speeder.store.SqliteStore;

/// Start-up from a journal: how long it takes, whether that grows as the journal does, and what the
/// World then holds of the heap.
final class ReplayBench implements Benchmark {
  private static final int FEW = 10_000;
  private static final int MANY = 100_000;
  private static final int WARMUPS = 1;
  private static final int ROUNDS = 3;
  private static final Instant MORNING = Instant.parse("2026-03-02T08:00:00Z");
  private static final double MICROS_PER_SECOND = 1_000_000;
  private static final double BYTES_PER_KILOBYTE = 1_024;

  /// What a closed store's cleaners let go of is found by the fourth collection.
  private static final int COLLECTIONS = 6;

  @Override
  public String name() {
    return "replay";
  }

  @Override
  public String about() {
    return "Opening a store and replaying its journal, beside reading as many plain rows; the World"
        + " is to stay as small as it was";
  }

  @Override
  public Findings run(Effort effort) throws Exception {
    try (var scratch = Scratch.make()) {
      var history = history();
      var few = stored(scratch.folder().resolve("few"), history, FEW);
      var many = stored(scratch.folder().resolve("many"), history, MANY);
      var plain = scratch.folder().resolve("plain.db");
      try (var rows = PlainRows.open(plain)) {
        rows.add(entries(history, MANY));
      }
      var times =
          new Rounds()
              .arm("start with 10,000 facts", "us CPU", () -> start(few) / FEW)
              .arm("start with 100,000 facts", "us CPU", () -> start(many) / MANY)
              .arm("reading 100,000 plain rows", "us CPU", () -> read(plain) / MANY)
              .run(WARMUPS, effort.rounds(ROUNDS));
      var heap =
          new Rounds()
              .arm("World after 10,000 facts", "KB", () -> kilobytes(few))
              .arm("World after 100,000 facts", "KB", () -> kilobytes(many))
              .run(0, 1);
      return findings(times, heap);
    }
  }

  private static Findings findings(List<Series> times, List<Series> heap) {
    var few = times.get(0);
    var many = times.get(1);
    var all = new ArrayList<>(times);
    all.add(2, many.as("replayed", "facts/s", micros -> MICROS_PER_SECOND / micros));
    all.addAll(heap);
    return new Findings(
        all,
        List.of(
            Ratio.of("replay.many-to-few", many, few),
            Ratio.of("replay.many-to-rows", many, times.get(2)),
            Ratio.of("replay.heap-many-to-few", heap.get(1), heap.get(0))));
  }

  /// A journal of commits that each went all the way, as an engine wrote it.
  private static Journal history() throws PortFailure {
    var journal = new MemoryJournal();
    var engine = Engine.start(journal, "server-1", MORNING);
    var farm =
        FairWeather.farm(
            engine.world(), 1, (_, input, now) -> engine.turn(List.of(input), now).world());
    while (journal.last() < MANY) {
      farm.commit();
      farm.windowsEnd();
    }
    return journal;
  }

  private static List<Entry> entries(Journal journal, int count) throws PortFailure {
    var entries = new ArrayList<Entry>();
    while (entries.size() < count) {
      entries.addAll(journal.read(entries.size() + 1L, count - entries.size()));
    }
    return entries;
  }

  private static Path stored(Path folder, Journal history, int count) throws Exception {
    try (var store = SqliteStore.open(folder, InstantSource.system())) {
      long term = store.journal().takeOver("server-1", MORNING);
      var drafts = entries(history, count).stream().skip(1).map(ReplayBench::draft).toList();
      for (int from = 0; from < drafts.size(); from += Journal.APPEND_MAX) {
        int to = Math.min(from + Journal.APPEND_MAX, drafts.size());
        store.journal().append(term, term + from, List.of(), drafts.subList(from, to));
      }
    }
    return folder;
  }

  private static Draft draft(Entry entry) {
    return new Draft(
        entry.time(),
        entry.lane(),
        entry.actor(),
        entry.cause(),
        entry.kind(),
        entry.version(),
        entry.body());
  }

  private static double start(Path folder) throws Exception {
    return Clock.computedMicros(() -> replay(folder));
  }

  private static World replay(Path folder) throws PortFailure {
    try (var store = SqliteStore.open(folder, InstantSource.system())) {
      return Engine.replay(store.journal(), World.EMPTY);
    }
  }

  private static double read(Path file) throws Exception {
    try (var rows = PlainRows.open(file)) {
      return Clock.computedMicros(() -> {
        if (rows.read() == 0) throw new IllegalStateException("There are no rows to read.");
      });
    }
  }

  /// What one World more holds on to.
  private static double kilobytes(Path folder) throws PortFailure {
    var held = new ArrayList<World>();
    held.add(replay(folder));
    long one = used();
    held.add(replay(folder));
    long two = used();
    boolean empty = held.stream().anyMatch(it -> it.offset() == 0);
    if (empty) throw new IllegalStateException("The journal is empty.");
    return (two - one) / BYTES_PER_KILOBYTE;
  }

  private static long used() {
    for (int each = 0; each < COLLECTIONS; each++) System.gc();
    var runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
