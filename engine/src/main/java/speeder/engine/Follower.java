package speeder.engine;

import java.util.List;
import java.util.function.Consumer;
import speeder.core.world.World;
import speeder.engine.codec.FactCodec;
import speeder.engine.port.Entry;
import speeder.engine.port.Journal;
import speeder.engine.port.PortFailure;

/// The World of a journal that another server writes. Belongs to one thread; readers of the World
/// never wait.
final class Follower {
  /// Entries that are folded before others hear of them.
  private static final int BATCH = 1_000;

  private final Journal journal;
  private final Consumer<List<Entry>> told;
  private volatile World world;

  Follower(Journal journal, World from, Consumer<List<Entry>> told) {
    this.journal = journal;
    this.told = told;
    this.world = from;
  }

  World world() {
    return world;
  }

  /// Folds all that is new.
  ///
  /// @throws PortFailure refused `unknown-fact` where a newer Speeder leads
  void catchUp() throws PortFailure {
    while (true) {
      var entries = journal.read(world.offset() + 1, BATCH);
      if (entries.isEmpty()) return;
      var next = world;
      for (var entry : entries) {
        next = next.apply(FactCodec.decode(entry), entry.offset(), entry.time());
      }
      world = next;
      told.accept(entries);
    }
  }
}
