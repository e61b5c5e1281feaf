package speeder.server.fold;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import speeder.api.Convergence;
import speeder.api.Release;
import speeder.api.Rollout;
import speeder.core.rollout.Step;
import speeder.core.snapshot.Pick;
import speeder.core.snapshot.Snapshot;
import speeder.core.source.Commit;
import speeder.core.source.ObjectId;
import speeder.core.source.SourceFact.HeadsMoved;
import speeder.core.value.Digest;
import speeder.engine.codec.Json;
import speeder.engine.port.Entry;
import speeder.engine.port.PortFailure;
import speeder.engine.port.Views.Table;

/// How long commits take until main serves them: a row a commit, once it does.
final class Converging {
  /// A head, as it was first seen.
  public record Head(Instant at) {}

  /// The newest commit of a source that main served.
  public record Line(String commit) {}

  private final Past past;

  Converging(Past past) {
    this.past = past;
  }

  void seen(Rows rows, Entry entry, HeadsMoved fact) throws PortFailure {
    for (var head : fact.heads().entrySet()) {
      var key = head.getKey() + "/" + head.getValue().hex();
      if (!rows.has(Table.HEADS, key)) rows.put(Table.HEADS, key, new Head(entry.time()));
    }
  }

  /// A rollout took a step; once it is served by main, so are its commits.
  void stepped(Rows rows, Rollout rollout, Step step, Instant at) throws PortFailure {
    boolean main = rollout.stage().equals(rollout.stages().getLast());
    if (step != Step.ROUTED || rollout.isBack() || !main) return;
    var key = rollout.lane() + "/" + rollout.release();
    var release = rows.get(Table.RELEASES, key, Release.class);
    if (release.isEmpty()) return;
    var document = past.documents().get(new Digest(release.get().snapshotDocument()));
    if (document.isEmpty()) return;
    var journey = new Journey(rollout, release.get(), past.at(release.get().candidate()), at);
    for (var pick : Json.read(document.get().bytes(), Snapshot.class).picks()) {
      served(rows, journey, pick);
    }
  }

  /// When a release passed which station.
  private record Journey(Rollout rollout, Release release, Instant frozen, Instant served) {
    Instant prepared() {
      return rollout.exposed().getOrDefault(rollout.stages().getFirst(), served);
    }
  }

  /// What a lane serves first of a source was not waited for.
  private void served(Rows rows, Journey journey, Pick pick) throws PortFailure {
    var key = journey.rollout().lane() + "/" + pick.source();
    var before = rows.get(Table.LINES, key, Line.class);
    var commit = pick.commit().hex();
    if (before.filter(it -> it.commit().equals(commit)).isPresent()) return;
    rows.put(Table.LINES, key, new Line(commit));
    if (before.isEmpty()) return;
    for (var it : commits(pick, new ObjectId(before.get().commit()))) {
      served(rows, journey, pick, it);
    }
  }

  private void served(Rows rows, Journey journey, Pick pick, Commit commit) throws PortFailure {
    var lane = journey.rollout().lane();
    var key = lane + "/" + pick.source() + "/" + commit.id().hex();
    if (rows.has(Table.SERVED, key)) return;
    var seen = seen(rows, pick, commit).orElse(journey.frozen());
    var row =
        new Convergence.Commit(
            lane,
            pick.source(),
            commit.id().hex(),
            journey.release().release(),
            commit.committedAt().isAfter(seen) ? seen : commit.committedAt(),
            seen,
            journey.frozen(),
            journey.release().sealed(),
            journey.rollout().began(),
            journey.prepared(),
            journey.served());
    rows.put(Table.SERVED, key, row);
  }

  /// A commit that was never a head was seen with the head above it.
  private static Optional<Instant> seen(Rows rows, Pick pick, Commit commit) throws PortFailure {
    var own = rows.get(Table.HEADS, pick.source() + "/" + commit.id().hex(), Head.class);
    if (own.isPresent()) return own.map(Head::at);
    return rows.get(Table.HEADS, pick.source() + "/" + pick.commit().hex(), Head.class)
        .map(Head::at);
  }

  /// The commits that came; none where their repository is out of reach.
  private List<Commit> commits(Pick pick, ObjectId before) {
    try {
      return past.sources().describe(pick.source(), Optional.of(before), pick.commit()).commits();
    } catch (PortFailure away) {
      return List.of();
    }
  }
}
