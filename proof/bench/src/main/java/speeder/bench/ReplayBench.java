package speeder.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import speeder.core.world.World;
import speeder.engine.port.PortFailure;

/// Start-up from a journal: how long it takes, whether that grows as the journal does, and what the
/// World then holds of the heap.
final class ReplayBench implements Benchmark {
  private static final int FEW = 10_000;
  private static final int MANY = 100_000;
  private static final int WARMUPS = 1;
  private static final int ROUNDS = 3;
  private static final double MICROS_PER_SECOND = 1_000_000;

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
      var history = Histories.of(1, 0, MANY);
      var few = Histories.stored(scratch.folder().resolve("few"), history, FEW);
      var many = Histories.stored(scratch.folder().resolve("many"), history, MANY);
      var plain = scratch.folder().resolve("plain.db");
      try (var rows = PlainRows.open(plain)) {
        rows.add(Histories.entries(history, MANY));
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

  private static double start(Path folder) throws Exception {
    return Clock.computedMicros(() -> replay(folder));
  }

  private static World replay(Path folder) throws PortFailure {
    return Histories.replay(folder, World.EMPTY);
  }

  private static double read(Path file) throws Exception {
    try (var rows = PlainRows.open(file)) {
      return Clock.computedMicros(() -> {
        if (rows.read() == 0) throw new IllegalStateException("There are no rows to read.");
      });
    }
  }

  private static double kilobytes(Path folder) throws PortFailure {
    return Heap.kilobytes(() -> replay(folder));
  }
}
