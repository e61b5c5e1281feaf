package speeder.server.read;

import static speeder.api.LaneStatus.State.AT_REST;
import static speeder.api.LaneStatus.State.BUILDING;
import static speeder.api.LaneStatus.State.EMPTY;
import static speeder.api.LaneStatus.State.EXTERNAL;
import static speeder.api.LaneStatus.State.FREEZING;
import static speeder.api.LaneStatus.State.GATE_SHUT;
import static speeder.api.LaneStatus.State.GOING_BACK;
import static speeder.api.LaneStatus.State.HALTED;
import static speeder.api.LaneStatus.State.HELD;
import static speeder.api.LaneStatus.State.LOOKING;
import static speeder.api.LaneStatus.State.QUEUED;
import static speeder.api.LaneStatus.State.ROLLING_OUT;
import static speeder.api.LaneStatus.State.WAITING;
import static speeder.api.LaneStatus.State.WATCHING;
import static speeder.api.LaneStatus.State.WITHDRAWING;

import java.util.Optional;
import speeder.core.candidate.Candidate;
import speeder.core.candidate.CandidateState;
import speeder.core.farm.External;
import speeder.core.farm.Lane;
import speeder.core.rollout.Phase;
import speeder.core.rollout.Rollout;
import speeder.core.schedule.Motion;
import speeder.core.schedule.Stopper;
import speeder.core.world.Autonomous;
import speeder.core.world.Marked;
import speeder.core.world.Stops;
import speeder.core.world.World;

/// What a lane does, in a word and in a sentence.
///
/// @param moving whether it goes on without a person
record LaneState(String word, String sentence, boolean moving) {

  static LaneState of(World world, Lane lane) {
    if (lane.external())
      return rest(
          EXTERNAL, "Others deploy it; it is looked at, never changed." + seen(world, lane));
    return moving(world, lane.name())
        .or(() -> freezing(world, lane.name()))
        .or(() -> candidate(world, lane.name()))
        .orElseGet(() -> resting(world, lane.name()));
  }

  private static LaneState rest(String word, String sentence) {
    return new LaneState(word, sentence, false);
  }

  private static LaneState moves(String word, String sentence) {
    return new LaneState(word, sentence, true);
  }

  private static Optional<LaneState> moving(World world, String lane) {
    return world.rollouts().open(lane).stream()
        .filter(it -> it.phase().isMoving())
        .reduce((_, later) -> later)
        .map(it -> rollout(world, it));
  }

  private static LaneState rollout(World world, Rollout it) {
    var release = it.release();
    if (it.phase() == Phase.LOOKING) {
      return moves(
          LOOKING,
          "What came of a deed is not known: looking before %s goes on.".formatted(release));
    }
    if (!it.isForward()) return moves(GOING_BACK, "Going back to %s.".formatted(release));
    var waits = Autonomous.waiting(world, it);
    if (waits.isPresent()) return waits(waits.get());
    if (Autonomous.isLeft(world, it)) return left(it);
    var stage = it.current().name();
    return switch (it.phase()) {
      case HALTED -> halted(world, it);
      case WITHDRAWING -> moves(WITHDRAWING, "%s is taken back before main.".formatted(release));
      case EXPOSING -> moves(ROLLING_OUT, "%s gets %s.".formatted(release, stage));
      case JUDGING -> moves(ROLLING_OUT, "%s is judged at %s.".formatted(release, stage));
      case START, PREPARING -> moves(ROLLING_OUT, "%s starts at all stages.".formatted(release));
      case WATCHING, LOOKING, DONE, WITHDRAWN, GONE_BACK, PRE_EMPTED, STOPPED ->
          moves(ROLLING_OUT, "%s is at %s.".formatted(release, stage));
    };
  }

  /// What waits for a lock goes on without a person.
  private static LaneState halted(World world, Rollout it) {
    var stays = "%s stays where it is, at %s".formatted(it.release(), it.current().name());
    return Stops.of(world, it)
        .filter(stop -> stop.stopper() == Stopper.LOCK)
        .map(stop -> moves(HALTED, "Steps aside, since %s: %s.".formatted(stop.why(), stays)))
        .orElseGet(() -> rest(HALTED, "%s: %s.".formatted(stopped(world, it), stays)));
  }

  private static String seen(World world, Lane lane) {
    boolean seen = lane.others().filter(External::hasMeans).isPresent();
    return seen ? " " + LockReading.sentence(world, lane) : "";
  }

  private static LaneState waits(Autonomous.Waiting it) {
    return rest(WAITING, "%s waits for a yes to go to %s.".formatted(it.release(), it.name()));
  }

  private static LaneState left(Rollout it) {
    return rest(
        WAITING,
        "%s failed at %s, and waits for a person to take it back."
            .formatted(it.release(), it.current().name()));
  }

  private static Optional<LaneState> freezing(World world, String lane) {
    return world.freezes().of(lane).open().map(_ -> moves(FREEZING, "The heads are being frozen."));
  }

  private static Optional<LaneState> candidate(World world, String lane) {
    return world
        .candidates()
        .newest(lane)
        .filter(it -> !it.state().isEnd())
        .map(LaneState::candidate);
  }

  private static LaneState candidate(Candidate it) {
    var gate = it.answer().map(answer -> withoutDot(answer.summary())).orElse("not asked yet");
    return it.state() == CandidateState.WAITING
        ? rest(GATE_SHUT, "The gate is shut: %s. It takes evidence, or a waiver.".formatted(gate))
        : moves(BUILDING, "A candidate is built and checked; the gate: %s.".formatted(gate));
  }

  static String withoutDot(String sentence) {
    return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
  }

  private static String stopped(World world, Rollout rollout) {
    return Stops.of(world, rollout).map(LaneState::word).orElse("Held");
  }

  private static String word(Stops.Stop stop) {
    return switch (stop.stopper()) {
      case HOLD, FROZEN_HOLD -> "Held";
      case FREEZE -> "Frozen";
      case LOCK -> "Locked";
      case MISSING_ROLE, CONTROL_NOT_PASSED -> "Stopped";
    };
  }

  private static LaneState resting(World world, String lane) {
    var stop = Stops.of(world, lane, Motion.FORWARD);
    var serving = world.rollouts().serving(lane);
    var next = world.releases().next(lane);
    if (stop.isPresent()) {
      var waits = next.map(it -> " %s waits.".formatted(it)).orElse("");
      return rest(HELD, word(stop.get()) + ": nothing new sets out." + waits);
    }
    var against = Marked.next(world, lane);
    if (against.isPresent()) return rest(WAITING, "Waits: " + against.get().sentence());
    if (next.isPresent() && Autonomous.setsOut(world, next.get())) {
      var why = Stops.of(world, lane, Motion.FORWARD).map(it -> ", once it may: " + it.why());
      return moves(QUEUED, "%s sets out%s.".formatted(next.get(), why.orElse("")));
    }
    if (serving.isEmpty()) return rest(EMPTY, "Nothing was deployed yet.");
    boolean watched =
        world.rollouts().open(lane).stream().anyMatch(it -> it.phase() == Phase.WATCHING);
    var failed = world.rollouts().open(lane).stream().filter(it -> Autonomous.isLeft(world, it));
    var left = failed.findFirst();
    if (left.isPresent()) return left(left.get());
    return watched
        ? rest(WATCHING, "Main serves %s; it is still watched.".formatted(serving.get()))
        : rest(AT_REST, "Main serves %s.".formatted(serving.get()));
  }
}
