package speeder.core.world;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import speeder.core.candidate.CandidateFact;
import speeder.core.farm.Acting.Autonomy;
import speeder.core.farm.Lane;
import speeder.core.farm.Stage;
import speeder.core.release.Standing;
import speeder.core.rollout.Rollout;
import speeder.core.snapshot.Origin;
import speeder.core.snapshot.Overlays.Laid;
import speeder.core.supervision.SupervisionFact.Answer;
import speeder.core.value.ReleaseId;

/// How far automation goes on a lane, and where it waits for a person's yes.
///
/// A stage's level is what was set for it, or for its lane, within what the manifest allows; a lane
/// that lacks a pass of a control that it requires does not act. Going back is never waited for but
/// where automation only observes.
public final class Autonomous {
  private Autonomous() {}

  /// A rollout that goes on once a person says yes.
  ///
  /// @param stage index of the stage that it would go on to, and `name` its name
  public record Waiting(long rollout, ReleaseId release, int stage, String name) {}

  /// How far it goes at a stage now.
  public static Autonomy level(World world, Lane lane, String stage) {
    var allowed = allowed(world, lane, stage);
    boolean acts = allowed == Autonomy.ACT && missing(world, lane).isEmpty();
    return allowed == Autonomy.ACT && !acts ? Autonomy.PROPOSE : allowed;
  }

  /// How far it would go with all controls in place.
  public static Autonomy allowed(World world, Lane lane, String stage) {
    var ceiling = lane.acting().ceiling(stage);
    return world
        .autonomies()
        .set(lane.name(), stage)
        .filter(it -> it.compareTo(ceiling) < 0)
        .orElse(ceiling);
  }

  /// How far it goes at the stage where it goes farthest; as the lane's own word where it has no
  /// stages.
  public static Autonomy level(World world, Lane lane) {
    return lane.stages().stream()
        .map(stage -> level(world, lane, stage.name()))
        .max(Comparator.naturalOrder())
        .orElse(lane.acting().autonomy());
  }

  /// Whether it would act at some stage with all controls in place.
  static boolean wouldAct(World world, Lane lane) {
    return lane.stages().stream()
        .anyMatch(stage -> allowed(world, lane, stage.name()) == Autonomy.ACT);
  }

  /// Controls that the lane requires and that have no pass.
  public static List<String> missing(World world, Lane lane) {
    return lane.acting().requires().isEmpty()
        ? List.of()
        : world.controls().missing(lane.acting().requires());
  }

  /// Whether a release that is to be served next sets out: where automation only observes, once a
  /// person asked for it.
  public static boolean setsOut(World world, ReleaseId release) {
    return world.releases().find(release).filter(it -> maySetOut(world, it)).isPresent();
  }

  /// Whether automation may begin the rollout of a release, or a person asked for it.
  static boolean maySetOut(World world, Standing standing) {
    var lane = standing.sealed().lane();
    return !onlyLooks(world, lane, 0) || world.autonomies().isWanted(lane, standing.release());
  }

  /// Whether what is sealed is to be served next without a person's wish.
  static boolean mayChoose(World world, String lane, long candidate) {
    return !onlyLooks(world, lane, 0) || world.autonomies().isWanted(lane, candidate);
  }

  /// Whether a rollout may be at a stage: automation acts there, or a person said yes.
  static boolean mayGoOn(World world, Rollout rollout, int stage) {
    return !rollout.isForward()
        || world.autonomies().isConfirmed(rollout.id(), stage)
        || level(world, rollout, stage) == Autonomy.ACT;
  }

  /// Whether a verdict takes a release back by itself.
  static boolean mayTakeBack(World world, Rollout rollout) {
    return !rollout.isForward() || level(world, rollout, rollout.stage()) != Autonomy.OBSERVE;
  }

  /// Whether nothing may leave this server for a release: automation only observes the lane, and
  /// nobody has asked for it.
  static boolean isKeptBack(World world, Standing standing) {
    var lane = standing.sealed().lane();
    var release = standing.release();
    return onlyLooks(world, lane, 0)
        && world.releases().next(lane).filter(release::equals).isEmpty()
        && !world.rollouts().served().getOrDefault(lane, List.of()).contains(release)
        && world.rollouts().open(lane).stream().noneMatch(it -> it.release().equals(release));
  }

  /// Where a rollout waits for a person's yes, if it does.
  public static Optional<Waiting> waiting(World world, Rollout rollout) {
    var next = next(world, rollout).filter(stage -> !mayGoOn(world, rollout, stage));
    return next.map(stage -> {
      var name = rollout.plan().stages().get(stage).name();
      return new Waiting(rollout.id(), rollout.release(), stage, name);
    });
  }

  /// The stage that a rollout is ready to be exposed at.
  private static Optional<Integer> next(World world, Rollout rollout) {
    int more = rollout.stage() + 1;
    return switch (rollout.phase()) {
      case PREPARING ->
          RolloutRules.isPrepared(world, rollout) ? Optional.of(0) : Optional.<Integer>empty();
      case EXPOSING ->
          !rollout.isPointed() && RolloutRules.isReadyHere(world, rollout)
              ? Optional.of(rollout.stage())
              : Optional.empty();
      case JUDGING ->
          more <= rollout.plan().last() && hasPassed(rollout)
              ? Optional.of(more)
              : Optional.empty();
      case START, WATCHING, WITHDRAWING, LOOKING, HALTED -> Optional.empty();
      case DONE, WITHDRAWN, GONE_BACK, PRE_EMPTED, STOPPED -> Optional.empty();
    };
  }

  /// The same for a lane: of its rollouts one moves.
  public static Optional<Waiting> waiting(World world, String lane) {
    return world.rollouts().open(lane).stream()
        .flatMap(it -> waiting(world, it).stream())
        .findFirst();
  }

  /// Whether a release failed where it is, and is there until a person takes it back.
  public static boolean isLeft(World world, Rollout rollout) {
    return rollout.isForward()
        && rollout.isJudged()
        && rollout.verdict().filter(it -> it.answer() == Answer.FAIL).isPresent()
        && !mayTakeBack(world, rollout);
  }

  private static boolean hasPassed(Rollout rollout) {
    return rollout.verdict().filter(it -> it.answer() == Answer.PASS && it.due()).isPresent();
  }

  private static boolean onlyLooks(World world, String name, int stage) {
    var lane = world.farm().lane(name);
    return lane.isPresent()
        && lane.get().stages().size() > stage
        && level(world, lane.get(), lane.get().stages().get(stage).name()) == Autonomy.OBSERVE;
  }

  /// A lane or stage that the manifest no longer has is let finish what it began.
  private static Autonomy level(World world, Rollout rollout, int stage) {
    var name = rollout.plan().stages().get(stage).name();
    return world
        .farm()
        .lane(rollout.lane())
        .filter(lane -> lane.stages().stream().map(Stage::name).anyMatch(name::equals))
        .map(lane -> level(world, lane, name))
        .orElse(Autonomy.ACT);
  }

  /// Whether a candidate comes of a person's wish.
  static boolean isByHand(World world, CandidateFact.Opened it) {
    if (!it.origin().serves()) return false;
    return it.origin().equals(Origin.HEADS)
        ? world.freezes().of(it.lane()).last().filter(taken -> taken.wish().byHand()).isPresent()
        : world.overlays().served(it.lane()).filter(Laid::byHand).isPresent();
  }
}
