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

/// Long journals, as an engine wrote them.
final class Histories {
  private static final Instant MORNING = Instant.parse("2026-03-02T08:00:00Z");

  private Histories() {}

  /// A journal of commits that each went all the way.
  ///
  /// @param sources beside the one that moves
  /// @param facts at least
  static Journal of(int lanes, int sources, int facts) throws PortFailure {
    var journal = new MemoryJournal();
    var engine = Engine.start(journal, "server-1", MORNING);
    var farm =
        FairWeather.farm(
            engine.world(), lanes, (_, input, now) -> engine.turn(List.of(input), now).world());
    if (sources > 0) farm.sources(sources);
    while (journal.last() < facts) {
      farm.commit();
      farm.windowsEnd();
    }
    return journal;
  }

  static List<Entry> entries(Journal journal, int count) throws PortFailure {
    var entries = new ArrayList<Entry>();
    while (entries.size() < count) {
      entries.addAll(journal.read(entries.size() + 1L, count - entries.size()));
    }
    return entries;
  }

  /// The first entries of a journal, in a store on the disk.
  static Path stored(Path folder, Journal history, int count) throws Exception {
    try (var store = SqliteStore.open(folder, InstantSource.system())) {
      long term = store.journal().takeOver("server-1", MORNING);
      for (long last = term; last < count; ) {
        int most = (int) Math.min(Journal.APPEND_MAX, count - last);
        var drafts = history.read(last + 1, most).stream().map(Histories::draft).toList();
        store.journal().append(term, last, List.of(), drafts);
        last += drafts.size();
      }
    }
    return folder;
  }

  /// What a server that starts on a store goes on from.
  static World replay(Path folder, World from) throws PortFailure {
    try (var store = SqliteStore.open(folder, InstantSource.system())) {
      return Engine.replay(store.journal(), from);
    }
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
}
