package speeder.bench;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import speeder.core.farm.Farm;
import speeder.core.route.RouteTables;
import speeder.core.value.Digest;
import speeder.core.world.Control;
import speeder.core.world.World;
import speeder.engine.Engine;
import speeder.engine.checkpoint.Checkpoint;
import speeder.engine.checkpoint.Keeper;
import speeder.engine.codec.FactCodec;
import speeder.engine.port.Journal;
import speeder.engine.port.PortFailure;
import speeder.sim.FairWeather;
import speeder.store.SqliteStore;
import speeder.store.file.FileCheckpoints;

/// The largest farm there may be, after a long life: how long a start takes with a checkpoint and
/// without, what the World holds, and how long decisions take.
final class ScaleBench implements Benchmark {
  private static final int FACTS = 1_000_000;
  private static final int FACTS_SMOKE = 40_000;

  /// The short life that the long one is compared with is so much shorter.
  private static final int SHORTER = 10;

  /// Facts since the checkpoint: as many as there may be.
  private static final int SINCE = Keeper.EVERY;

  private static final int LANES = 3;
  private static final int DECISIONS = 3_000;
  private static final int ROUNDS = 3;
  private static final double HALF = 0.5;
  private static final double NEARLY_ALL = 0.99;
  private static final double MILLIS_PER_SECOND = 1_000;
  private static final double NANOS_PER_MICRO = 1_000;
  private static final Digest MAKER = Digest.of("this code");

  @Override
  public String name() {
    return "scale";
  }

  @Override
  public String about() {
    return "%,d sources, %,d tenants and %,d facts: starts, the World and decisions, beside a life of a tenth"
        .formatted(Farm.SOURCES_MAX, Farm.TENANTS_MAX, FACTS);
  }

  @Override
  public Findings run(Effort effort) throws Exception {
    int facts = effort == Effort.WHOLE ? FACTS : FACTS_SMOKE;
    try (var scratch = Scratch.make()) {
      var history = Histories.of(LANES, Farm.SOURCES_MAX - 1, facts);
      var brief = Histories.stored(scratch.folder().resolve("brief"), history, facts / SHORTER);
      var whole = Histories.stored(scratch.folder().resolve("whole"), history, facts);
      var kept = checkpoint(scratch.folder().resolve("checkpoint"), history, facts - SINCE);
      return findings(starts(brief, whole, kept, facts), worlds(brief, whole), tables());
    }
  }

  private static List<Series> starts(Path brief, Path whole, FileCheckpoints kept, int facts)
      throws Exception {
    return new Rounds()
        .arm("start of a tenth", "s", () -> seconds(() -> Histories.replay(brief, World.EMPTY)))
        .arm("start of all", "s", () -> seconds(() -> Histories.replay(whole, World.EMPTY)))
        .arm("start with a checkpoint", "s", () -> seconds(() -> replayFrom(kept, whole, facts)))
        .run(0, 1);
  }

  private static double seconds(Clock.Act act) throws Exception {
    return Clock.millis(act) / MILLIS_PER_SECOND;
  }

  private static void replayFrom(FileCheckpoints kept, Path folder, int facts) throws PortFailure {
    var keeper = new Keeper(kept, MAKER, SINCE, ScaleBench::unusable);
    try (var store = SqliteStore.open(folder, InstantSource.system())) {
      var from = keeper.begin(store.journal());
      var world = Engine.replay(store.journal(), from);
      boolean right = from.offset() == facts - SINCE && world.offset() == facts;
      if (!right) throw new IllegalStateException("From %d to %d".formatted(from.offset(), facts));
    }
  }

  private static void unusable(String what, Throwable why) {
    throw new IllegalStateException(what, why);
  }

  /// What a World takes of the heap, and how long decisions on it take.
  private static List<Series> worlds(Path brief, Path whole) throws Exception {
    var early = Histories.replay(brief, World.EMPTY);
    var late = Histories.replay(whole, World.EMPTY);
    var all = new ArrayList<Series>();
    all.addAll(
        new Rounds()
            .arm("World after a tenth", "KB", () -> heap(brief))
            .arm("World after all", "KB", () -> heap(whole))
            .run(0, 1));
    all.addAll(
        new Rounds()
            .arm("decision after a tenth, p50", "us CPU", () -> decided(early, HALF))
            .arm("decision after all, p50", "us CPU", () -> decided(late, HALF))
            .arm("decision after all, p99", "us CPU", () -> decided(late, NEARLY_ALL))
            .run(1, ROUNDS));
    return all;
  }

  private static double heap(Path folder) throws PortFailure {
    return Heap.kilobytes(() -> Histories.replay(folder, World.EMPTY));
  }

  /// How long the decisions of a further life take.
  ///
  /// @param share of them that take at most so long
  private static double decided(World world, double share) throws PortFailure {
    var nanos = new ArrayList<Long>();
    var farm =
        FairWeather.later(
            world,
            (now, input, at) -> {
              long began = Clock.computed();
              var after = Control.decide(now, input, at).world();
              nanos.add(Clock.computed() - began);
              return after;
            });
    while (nanos.size() < DECISIONS) {
      farm.commit();
      farm.windowsEnd();
    }
    nanos.sort(null);
    return nanos.get((int) (nanos.size() * share)) / NANOS_PER_MICRO;
  }

  /// What the edge's table of so many tenants takes to be worked out.
  private static List<Series> tables() throws Exception {
    var few = FairWeather.wide(Farm.TENANTS_MAX / SHORTER);
    var many = FairWeather.wide(Farm.TENANTS_MAX);
    return new Rounds()
        .arm("table of 10,000 tenants", "ms", () -> table(few))
        .arm("table of 100,000 tenants", "ms", () -> table(many))
        .run(1, ROUNDS);
  }

  private static double table(Farm farm) throws Exception {
    return Clock.millis(() -> {
      var table = RouteTables.of(farm, World.EMPTY.exposure());
      if (table.tenants().size() != farm.tenants().size()) throw new IllegalStateException();
    });
  }

  private static Findings findings(List<Series> starts, List<Series> worlds, List<Series> tables) {
    var all = new ArrayList<>(starts);
    all.addAll(worlds);
    all.addAll(tables);
    return new Findings(
        all,
        List.of(
            Ratio.of("scale.all-to-tenth", starts.get(1), starts.get(0)),
            Ratio.of("scale.checkpoint-to-all", starts.get(2), starts.get(1)),
            Ratio.of("scale.heap-all-to-tenth", worlds.get(1), worlds.get(0)),
            Ratio.of("scale.decision-all-to-tenth", worlds.get(3), worlds.get(2)),
            Ratio.of("scale.table-all-to-tenth", tables.get(1), tables.get(0))));
  }

  /// As a server writes it.
  private static FileCheckpoints checkpoint(Path file, Journal history, int at) throws PortFailure {
    var world = World.EMPTY;
    var head = MAKER;
    for (var entry : Histories.entries(history, at)) {
      world = world.apply(FactCodec.decode(entry), entry.offset(), entry.time());
      head = entry.digest();
    }
    var checkpoints = new FileCheckpoints(file);
    checkpoints.write(new Checkpoint(world, head).bytes(MAKER));
    return checkpoints;
  }
}
