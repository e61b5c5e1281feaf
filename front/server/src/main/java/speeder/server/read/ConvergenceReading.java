package speeder.server.read;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import speeder.api.Convergence;
import speeder.api.Convergence.Commit;
import speeder.api.Convergence.Station;
import speeder.api.Convergence.Waiting;
import speeder.core.farm.Lane;
import speeder.core.snapshot.Snapshot;
import speeder.core.source.ObjectId;
import speeder.core.world.World;
import speeder.engine.deed.Farms;
import speeder.engine.port.PortFailure;
import speeder.engine.port.Views.Table;
import speeder.server.Desk;

/// How long commits take until main serves them.
final class ConvergenceReading {
  /// Commits of a lane that the numbers are of.
  static final int LAST = 200;

  private static final List<Leg> LEGS =
      List.of(
          new Leg(Convergence.WHOLE, Commit::committed, Commit::served),
          new Leg("seen", Commit::committed, Commit::seen),
          new Leg("frozen", Commit::seen, Commit::frozen),
          new Leg("sealed", Commit::frozen, Commit::sealed),
          new Leg("begun", Commit::sealed, Commit::begun),
          new Leg("prepared", Commit::begun, Commit::prepared),
          new Leg("served", Commit::prepared, Commit::served));

  private final Desk desk;
  private final Tables tables;
  private final Farms documents;

  ConvergenceReading(Desk desk, Tables tables) {
    this.desk = desk;
    this.tables = tables;
    this.documents = new Farms(desk.documents());
  }

  private record Leg(String name, Function<Commit, Instant> from, Function<Commit, Instant> to) {
    Station of(List<Commit> commits) {
      var took = commits.stream().map(this::millis).sorted().toList();
      return new Station(name, rank(took, 50), rank(took, 95));
    }

    private long millis(Commit commit) {
      return Math.max(0, Duration.between(from.apply(commit), to.apply(commit)).toMillis());
    }

    /// The smallest that so many percent of them do not exceed.
    private static long rank(List<Long> sorted, int percent) {
      return sorted.get((sorted.size() * percent + 99) / 100 - 1);
    }
  }

  Convergence read() throws PortFailure {
    tables.catchUp();
    var world = desk.world();
    var lanes = new ArrayList<Convergence.Lane>();
    for (var lane : world.farm().lanes()) {
      if (!lane.external()) lanes.add(lane(world, lane));
    }
    return new Convergence(lanes);
  }

  /// The whole way alone.
  Optional<Station> whole(String lane) throws PortFailure {
    var commits = tables.list(Table.SERVED, lane + "/", LAST, Commit.class);
    return commits.isEmpty() ? Optional.empty() : Optional.of(LEGS.getFirst().of(commits));
  }

  private Convergence.Lane lane(World world, Lane lane) throws PortFailure {
    var commits = tables.list(Table.SERVED, lane.name() + "/", LAST, Commit.class);
    var waiting = waiting(world, lane.name());
    return new Convergence.Lane(
        lane.name(),
        commits.size(),
        stations(commits),
        commits.stream().findFirst(),
        waiting.size(),
        waiting.stream().min((a, b) -> a.since().compareTo(b.since())));
  }

  private static List<Station> stations(List<Commit> commits) {
    return commits.isEmpty() ? List.of() : LEGS.stream().map(it -> it.of(commits)).toList();
  }

  /// Heads that main does not serve.
  private List<Waiting> waiting(World world, String lane) throws PortFailure {
    var serving = world.rollouts().serving(lane).flatMap(world.releases()::find);
    if (serving.isEmpty()) return List.of();
    var snapshot = documents.read(serving.get().sealed().snapshotDocument(), Snapshot.class);
    var waiting = new ArrayList<Waiting>();
    for (var head : world.heads().bySource().entrySet()) {
      var pick = snapshot.pick(head.getKey());
      if (pick.isEmpty() || pick.get().commit().equals(head.getValue())) continue;
      seen(head.getKey(), head.getValue()).ifPresent(waiting::add);
    }
    return waiting;
  }

  private Optional<Waiting> seen(String source, ObjectId commit) throws PortFailure {
    var row = tables.get(Table.HEADS, source + "/" + commit.hex(), Seen.class);
    return row.map(it -> new Waiting(source, commit.hex(), it.at()));
  }

  private record Seen(Instant at) {}
}
