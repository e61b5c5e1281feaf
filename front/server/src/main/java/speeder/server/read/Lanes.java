package speeder.server.read;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import speeder.api.LaneStatus;
import speeder.api.LaneStatus.HeldBack;
import speeder.api.LaneStatus.Serving;
import speeder.api.Rollout;
import speeder.api.Status.Reason;
import speeder.core.candidate.Candidate;
import speeder.core.farm.Lane;
import speeder.core.farm.Stage;
import speeder.core.rollout.Phase;
import speeder.core.snapshot.Origin;
import speeder.core.snapshot.Overlays;
import speeder.core.snapshot.Pick;
import speeder.core.snapshot.Snapshot;
import speeder.core.value.Place;
import speeder.core.value.Refusal;
import speeder.core.value.ReleaseId;
import speeder.core.world.Autonomous;
import speeder.core.world.GoingBack;
import speeder.core.world.Marked;
import speeder.core.world.Stops;
import speeder.core.world.World;
import speeder.engine.deed.Farms;
import speeder.engine.port.PortFailure;
import speeder.server.fold.RolloutRow;

/// A lane as it stands, for one World.
final class Lanes {
  /// How many past rollouts are looked through for when a stage got its release.
  private static final int LOOK_BACK = 50;

  private final World world;
  private final Tables tables;
  private final Times times;
  private final Farms documents;
  private final ConvergenceReading convergence;
  private final Instant now;

  Lanes(
      World world,
      Tables tables,
      Times times,
      Farms documents,
      ConvergenceReading convergence,
      Instant now) {
    this.world = world;
    this.tables = tables;
    this.times = times;
    this.documents = documents;
    this.convergence = convergence;
    this.now = now;
  }

  LaneStatus of(Lane lane) throws PortFailure {
    var name = lane.name();
    var past = tables.rollouts(name, LOOK_BACK);
    var state = LaneState.of(world, lane);
    return new LaneStatus(
        name,
        lane.external(),
        Autonomous.level(world, lane).word(),
        state.word(),
        state.sentence(),
        state.moving(),
        text(world.rollouts().serving(name)),
        text(world.releases().anchor(name)),
        text(world.rollouts().before(name).stream().findFirst()),
        text(world.releases().next(name)),
        text(GoingBack.target(world, name)),
        new StopReading(times).all(Stops.all(world, name)),
        waits(name),
        AutonomyReading.open(world, name),
        stages(lane, past),
        candidates(name),
        rollouts(name, past),
        heldBack(name),
        refused(name).map(Lanes::reason),
        new Failing(world, name, past).newest(),
        CalendarReading.unread(world, lane),
        CalendarReading.thaw(world, lane, now),
        convergence.whole(name));
  }

  /// Why what is sealed waits, or else why the heads, or configuration on its own path, led to
  /// nothing.
  private Optional<Refusal> refused(String lane) {
    return Marked.next(world, lane)
        .or(() -> world.freezes().of(lane).refused())
        .or(() -> world.overlays().served(lane).flatMap(Overlays.Laid::refused));
  }

  private List<HeldBack> heldBack(String lane) throws PortFailure {
    var freeze = world.freezes().of(lane);
    if (freeze.heldBack().isEmpty()) return List.of();
    var document = freeze.last().orElseThrow().fact().document();
    var snapshot = documents.read(document, Snapshot.class);
    return snapshot.picks().stream()
        .filter(it -> it.why() == Pick.Why.HELD_BACK)
        .map(it -> new HeldBack(it.source(), it.because().orElse("")))
        .toList();
  }

  static Reason reason(Refusal why) {
    return new Reason(why.code(), why.sentence(), why.remedy());
  }

  private static Optional<String> text(Optional<ReleaseId> release) {
    return release.map(ReleaseId::text);
  }

  private Optional<LaneStatus.Waits> waits(String lane) {
    return Autonomous.waiting(world, lane)
        .map(it -> new LaneStatus.Waits(it.rollout(), it.release().text(), it.name()));
  }

  private List<LaneStatus.Stage> stages(Lane lane, List<Rollout> past) {
    return lane.stages().stream()
        .map(stage ->
            new LaneStatus.Stage(
                stage.name(),
                stage.kind().name(),
                stage.sharePercent(),
                Autonomous.level(world, lane, stage.name()).word(),
                lane.targets().stream().map(to -> serving(lane, stage, to, past)).toList()))
        .toList();
  }

  private Serving serving(Lane lane, Stage stage, String target, List<Rollout> past) {
    var release = text(world.exposure().serving(new Place(lane.name(), target, stage.name())));
    var since = release.flatMap(it -> since(past, stage.name(), it));
    return new Serving(target, world.farm().isOut(target), release, since);
  }

  /// The newest rollout that moved the stage says it: by bringing the release, or by giving it
  /// back.
  static Optional<Instant> since(List<Rollout> newestFirst, String stage, String release) {
    for (var rollout : newestFirst) {
      var exposed = Optional.ofNullable(rollout.exposed().get(stage));
      if (exposed.isEmpty()) continue;
      if (rollout.release().equals(release)) return exposed;
      if (rollout.returned().isPresent()) return rollout.returned();
    }
    return Optional.empty();
  }

  private List<LaneStatus.Candidate> candidates(String lane) throws PortFailure {
    var candidates = new ArrayList<LaneStatus.Candidate>();
    for (var it : world.candidates().byId().values()) {
      if (it.lane().equals(lane)) candidates.addFirst(candidate(it));
    }
    return candidates;
  }

  private LaneStatus.Candidate candidate(Candidate it) throws PortFailure {
    return new LaneStatus.Candidate(
        it.id(),
        it.opened().snapshot().text(),
        kind(it.opened().origin()),
        it.state().name(),
        times.at(it.id()),
        it.answer().map(answer -> answer.open()),
        it.answer().map(answer -> answer.summary()),
        it.dropped().map(Lanes::reason));
  }

  /// Which path it takes; what is not to be served says what for it is made.
  private static String kind(Origin origin) {
    return origin.serves() ? origin.kind().name() : origin.aim().name();
  }

  private List<Rollout> rollouts(String lane, List<Rollout> past) throws PortFailure {
    var rollouts = new ArrayList<Rollout>();
    for (var it : world.rollouts().byId().values()) {
      if (it.lane().equals(lane)) rollouts.add(rollout(it, past));
    }
    rollouts.sort(Comparator.comparingLong(Rollout::id).reversed());
    return rollouts;
  }

  private Rollout rollout(speeder.core.rollout.Rollout it, List<Rollout> past) throws PortFailure {
    var row =
        past.stream()
            .filter(known -> known.id() == it.id() && known.phase().equals(it.phase().name()))
            .findFirst();
    var known = row.isPresent() ? row.get() : RolloutRow.of(it, times.at(it.id()));
    boolean waits = it.phase() == Phase.JUDGING || it.phase() == Phase.WATCHING;
    return RolloutRow.due(known, waits ? Optional.of(it.due()) : Optional.empty());
  }
}
