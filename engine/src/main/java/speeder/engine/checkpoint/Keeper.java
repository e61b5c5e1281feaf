package speeder.engine.checkpoint;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import speeder.core.value.Digest;
import speeder.core.world.World;
import speeder.engine.port.Checkpoints;
import speeder.engine.port.Entry;
import speeder.engine.port.Journal;
import speeder.engine.port.PortFailure;

/// Writes a checkpoint now and then, and begins with the last one. What cannot be used is told and
/// passed over.
public final class Keeper {
  /// Facts from one checkpoint to the next: some tenths of a second of replay.
  public static final int EVERY = 10_000;

  private final Checkpoints checkpoints;
  private final Digest maker;
  private final int every;
  private final BiConsumer<String, Throwable> fault;
  private final AtomicBoolean writing = new AtomicBoolean();
  private volatile long last;

  /// @param maker digest of the code that folds
  /// @param every facts from one to the next
  /// @param fault hears of what could not be used or written
  public Keeper(
      Checkpoints checkpoints, Digest maker, int every, BiConsumer<String, Throwable> fault) {
    this.checkpoints = checkpoints;
    this.maker = maker;
    this.every = every;
    this.fault = fault;
  }

  /// The World to replay a journal from: the last checkpoint's where it belongs to that journal,
  /// else the empty one.
  public World begin(Journal journal) {
    try {
      var bytes = checkpoints.read();
      if (bytes.isEmpty()) return World.EMPTY;
      var checkpoint = Checkpoint.read(bytes.get(), maker);
      check(checkpoint, journal);
      last = checkpoint.world().offset();
      return checkpoint.world();
    } catch (PortFailure unusable) {
      fault.accept("The checkpoint is not used", unusable);
      return World.EMPTY;
    }
  }

  private static void check(Checkpoint checkpoint, Journal journal) throws PortFailure {
    var entry = journal.read(checkpoint.world().offset(), 1).stream().findFirst();
    if (entry.map(Entry::digest).equals(Optional.of(checkpoint.head()))) return;
    throw PortFailure.failed(
        "checkpoint-of-another",
        "The checkpoint belongs to another journal; this one is replayed from its first entry.",
        "Nothing: a new one is written.");
  }

  /// Hears of entries that are durable; writes on a thread of its own.
  ///
  /// @param world the latest
  public void heard(Supplier<World> world, List<Entry> entries) {
    var entry = entries.getLast();
    if (entry.offset() - last < every || !writing.compareAndSet(false, true)) return;
    var now = world.get();
    if (now.offset() != entry.offset()) writing.set(false);
    else Thread.ofVirtual().name("speeder-checkpoint").start(() -> write(now, entry.digest()));
  }

  private void write(World world, Digest head) {
    try {
      checkpoints.write(new Checkpoint(world, head).bytes(maker));
      last = world.offset();
    } catch (PortFailure | RuntimeException failure) {
      fault.accept("No checkpoint could be written", failure);
    } finally {
      writing.set(false);
    }
  }
}
