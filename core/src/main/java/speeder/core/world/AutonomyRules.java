package speeder.core.world;

import java.util.Optional;
import speeder.core.autonomy.AutonomyFact.Compared;
import speeder.core.autonomy.AutonomyFact.FoundWrong;
import speeder.core.autonomy.AutonomyFact.LevelSet;
import speeder.core.autonomy.AutonomyFact.Match;
import speeder.core.autonomy.AutonomyFact.Move;
import speeder.core.autonomy.AutonomyFact.WouldHave;
import speeder.core.autonomy.AutonomyFact.Wrong;
import speeder.core.autonomy.Opinion;
import speeder.core.farm.Acting.Autonomy;
import speeder.core.farm.Lane;
import speeder.core.release.Standing;
import speeder.core.rollout.Phase;
import speeder.core.rollout.Rollout;
import speeder.core.supervision.SupervisionFact.Answer;
import speeder.core.value.Actor;
import speeder.core.value.ReleaseId;

/// What automation would do where it may not, what people did instead, and what becomes of a lane
/// where it was wrong.
final class AutonomyRules {
  private AutonomyRules() {}

  /// Controls whose pass is over.
  static void lapse(Pen pen) {
    pen.world().controls().over(pen.now()).forEach(pen::write);
  }

  /// A release was sealed that automation may not choose.
  static void wouldSetOut(Pen pen, String lane, ReleaseId release) {
    for (var opinion : pen.world().autonomies().open(lane)) {
      if (opinion.would().move() == Move.SET_OUT) {
        compared(pen, opinion, new Done(Match.OVERTAKEN, "a newer release was sealed"));
      }
    }
    var stage = pen.world().farm().lane(lane).orElseThrow().stages().getFirst().name();
    pen.write(new WouldHave(lane, Move.SET_OUT, 0, release, stage, "it is sealed"));
  }

  /// Says what it would do with rollouts that are not its own to move.
  static void opine(Pen pen) {
    for (var rollout : pen.world().rollouts().open()) {
      Autonomous.waiting(pen.world(), rollout)
          .ifPresent(it -> opine(pen, rollout, Move.GO_ON, it.name()));
      if (Autonomous.isLeft(pen.world(), rollout)) {
        opine(pen, rollout, Move.TAKE_BACK, rollout.current().name());
      }
    }
  }

  private static boolean hasFailed(Rollout rollout) {
    return rollout.verdict().filter(it -> it.answer() == Answer.FAIL).isPresent();
  }

  private static void opine(Pen pen, Rollout rollout, Move move, String stage) {
    boolean said =
        pen.world().autonomies().open(rollout.lane()).stream()
            .map(Opinion::would)
            .anyMatch(it ->
                it.move() == move && it.rollout() == rollout.id() && it.stage().equals(stage));
    if (said) return;
    var why = rollout.verdict().map(it -> String.join("; ", it.reasons())).orElse("all is ready");
    pen.write(new WouldHave(rollout.lane(), move, rollout.id(), rollout.release(), stage, why));
  }

  /// What people did with what automation would have done.
  static void compare(Pen pen) {
    for (var opinion : pen.world().autonomies().open().values()) {
      done(pen.world(), opinion).ifPresent(it -> compared(pen, opinion, it));
    }
  }

  private record Done(Match match, String did) {}

  private static void compared(Pen pen, Opinion opinion, Done done) {
    pen.write(new Compared(opinion.would().lane(), opinion.id(), done.match(), done.did()));
  }

  private static Optional<Done> done(World world, Opinion opinion) {
    var would = opinion.would();
    return switch (would.move()) {
      case SET_OUT -> setOut(world, opinion.id(), would);
      case GO_ON -> wentOn(world, would);
      case TAKE_BACK -> tookBack(world, would);
    };
  }

  private static Optional<Done> setOut(World world, long since, WouldHave would) {
    var begun =
        world
            .rollouts()
            .newest(would.lane())
            .filter(it -> it.id() > since && it.isForward())
            .map(Rollout::release);
    if (begun.isPresent()) return setOut(world, begun.get(), would.release());
    boolean looks =
        world
            .farm()
            .lane(would.lane())
            .filter(it -> Autonomous.level(world, it, would.stage()) == Autonomy.OBSERVE)
            .isPresent();
    return looks ? Optional.empty() : overtaken("automation no longer only observes");
  }

  /// The same commits are the same, under whatever name; what was sealed later, automation would
  /// have taken, too.
  private static Optional<Done> setOut(World world, ReleaseId did, ReleaseId would) {
    var begun = world.releases().find(did);
    var meant = world.releases().find(would);
    if (begun.isEmpty() || meant.isEmpty()) return overtaken("it is long ago");
    boolean same = begun.get().sealed().snapshot().equals(meant.get().sealed().snapshot());
    if (same) return agreed("deployed it");
    return begun.get().at() > meant.get().at()
        ? overtaken("deployed a newer one")
        : differed("deployed " + did + " instead");
  }

  private static Optional<Done> wentOn(World world, WouldHave would) {
    var rollout = world.rollouts().find(would.rollout());
    if (rollout.isEmpty() || isGone(rollout.get())) {
      boolean failed =
          world.releases().find(would.release()).filter(Standing::condemned).isPresent();
      return failed ? overtaken("it failed") : differed("took it back");
    }
    var it = rollout.get();
    if (hasFailed(it)) return overtaken("it failed");
    int stage = index(it, would.stage());
    if (world.autonomies().isConfirmed(it.id(), stage)) return agreed("said yes");
    return Autonomous.mayGoOn(world, it, stage) ? overtaken("automation acts") : Optional.empty();
  }

  private static Optional<Done> tookBack(World world, WouldHave would) {
    var rollout = world.rollouts().find(would.rollout());
    if (rollout.isEmpty()) return agreed("took it back");
    var it = rollout.get();
    if (it.phase() == Phase.DONE) return differed("left it");
    if (isGone(it)) return agreed("took it back");
    boolean elsewhere = it.stage() > index(it, would.stage());
    boolean better = it.verdict().isPresent() && !hasFailed(it);
    if (elsewhere || better) return overtaken("it looks better now");
    return Autonomous.mayTakeBack(world, it)
        ? overtaken("automation no longer only observes")
        : Optional.empty();
  }

  private static boolean isGone(Rollout rollout) {
    return rollout.phase().isEnd() || rollout.base() == Phase.WITHDRAWING;
  }

  private static int index(Rollout rollout, String stage) {
    for (int at = 0; at < rollout.plan().stages().size(); at++) {
      if (rollout.plan().stages().get(at).name().equals(stage)) return at;
    }
    return rollout.plan().last();
  }

  private static Optional<Done> agreed(String did) {
    return Optional.of(new Done(Match.AGREED, did));
  }

  private static Optional<Done> differed(String did) {
    return Optional.of(new Done(Match.DIFFERED, did));
  }

  private static Optional<Done> overtaken(String why) {
    return Optional.of(new Done(Match.OVERTAKEN, why));
  }

  /// A release's window passed: what a verdict took back before and that held the same commits was
  /// taken back wrongly.
  static void passed(Pen pen, Rollout rollout) {
    var lane = pen.world().farm().lane(rollout.lane());
    var good = pen.world().releases().find(rollout.release());
    if (lane.isEmpty() || good.isEmpty()) return;
    for (var failed : pen.world().autonomies().failed()) {
      pen.world()
          .releases()
          .find(failed)
          .filter(it -> isTwin(it, good.get()))
          .ifPresent(_ -> falseRollback(pen, lane.get(), failed, rollout.release()));
    }
  }

  private static boolean isTwin(Standing failed, Standing good) {
    return failed.sealed().lane().equals(good.sealed().lane())
        && failed.sealed().snapshot().equals(good.sealed().snapshot());
  }

  private static void falseRollback(Pen pen, Lane lane, ReleaseId failed, ReleaseId good) {
    var why = "the same commits passed their window as " + good;
    foundWrong(pen, lane, Wrong.FALSE_ROLLBACK, failed, Actor.SPEEDER.principal(), why);
  }

  /// Automation was wrong: it goes one step down, until people let it up again.
  static void foundWrong(
      Pen pen, Lane lane, Wrong wrong, ReleaseId release, String by, String why) {
    pen.write(new FoundWrong(lane.name(), wrong, release, by, why));
    var level =
        lane.stages().stream()
            .map(stage -> Autonomous.allowed(pen.world(), lane, stage.name()))
            .max(Autonomy::compareTo)
            .orElse(Autonomy.OBSERVE);
    if (level == Autonomy.OBSERVE) return;
    var lower = level == Autonomy.ACT ? Autonomy.PROPOSE : Autonomy.OBSERVE;
    var speeder = Actor.SPEEDER.principal();
    pen.write(new LevelSet(lane.name(), "", lower, speeder, wrong.word() + " of " + release));
  }
}
