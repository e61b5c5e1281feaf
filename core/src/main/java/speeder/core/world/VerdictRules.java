package speeder.core.world;

import speeder.core.release.ReleaseFact;
import speeder.core.rollout.Phase;
import speeder.core.rollout.Rollout;
import speeder.core.rollout.Step;
import speeder.core.supervision.SupervisionFact.Answer;
import speeder.core.supervision.SupervisionFact.VerdictReached;

/// What verdicts do to rollouts. A stage without a passing verdict is not left.
final class VerdictRules {
  private VerdictRules() {}

  /// A hold stops the way forward, never the way back: FAIL counts while a rollout is halted, or
  /// looks, too.
  static void judged(Pen pen) {
    for (var rollout : pen.world().rollouts().open()) {
      if (rollout.base() != Phase.JUDGING) continue;
      rollout.verdict().ifPresent(it -> judged(pen, rollout, it));
    }
  }

  private static void judged(Pen pen, Rollout rollout, VerdictReached verdict) {
    if (!rollout.isForward()) verified(pen, rollout, verdict);
    else if (verdict.answer() == Answer.FAIL) failedAt(pen, rollout, why(verdict));
    else if (verdict.answer() == Answer.PASS && verdict.due()) passed(pen, rollout);
  }

  private static void passed(Pen pen, Rollout rollout) {
    int next = rollout.stage() + 1;
    if (rollout.stage() == rollout.plan().last()) {
      rollout.step(Step.PASS_LAST, "").ifPresent(pen::write);
    } else if (Autonomous.mayGoOn(pen.world(), rollout, next)) {
      rollout.step(Step.PASS_MORE, next, "").ifPresent(pen::write);
    }
  }

  /// Where automation only observes, a person takes it back.
  private static void failedAt(Pen pen, Rollout rollout, String why) {
    if (!Autonomous.mayTakeBack(pen.world(), rollout)) return;
    if (rollout.reachedMain()) {
      back(pen, rollout, why);
    } else {
      rollout.step(Step.FAIL_EARLY, why).ifPresent(pen::write);
      pen.write(new ReleaseFact.Condemned(rollout.release(), rollout.lane(), why));
    }
  }

  /// Back at once, unless a hold stops that, too: then once it is lifted.
  private static void back(Pen pen, Rollout rollout, String why) {
    if (RolloutRules.mayGoBack(pen.world(), rollout.lane())) {
      GoingBack.byVerdict(pen, rollout, why);
    }
  }

  /// Going back has arrived when nothing speaks against it: without traffic there may be nothing
  /// that speaks for it.
  private static void verified(Pen pen, Rollout rollout, VerdictReached verdict) {
    switch (verdict.answer()) {
      case PASS, UNKNOWN -> rollout.step(Step.VERIFIED, "").ifPresent(pen::write);
      case FAIL -> GoingBack.failed(pen, rollout, why(verdict));
      case BLIND -> {}
    }
  }

  static void watched(Pen pen) {
    for (var rollout : pen.world().rollouts().open()) {
      if (rollout.base() != Phase.WATCHING) continue;
      rollout.verdict().ifPresent(it -> watched(pen, rollout, it));
    }
  }

  private static void watched(Pen pen, Rollout rollout, VerdictReached verdict) {
    switch (verdict.answer()) {
      case FAIL -> failedAt(pen, rollout, why(verdict));
      case PASS -> {
        if (verdict.due()) anchored(pen, rollout);
      }
      case UNKNOWN -> {
        if (verdict.due()) rollout.step(Step.WINDOW_OVER, why(verdict)).ifPresent(pen::write);
      }
      case BLIND -> {}
    }
  }

  private static void anchored(Pen pen, Rollout rollout) {
    var step = rollout.step(Step.WINDOW_PASSED, "");
    if (step.isEmpty()) return;
    pen.write(step.get());
    pen.write(new ReleaseFact.Anchored(rollout.release(), rollout.lane()));
    AutonomyRules.passed(pen, rollout);
  }

  private static String why(VerdictReached verdict) {
    return String.join("; ", verdict.reasons());
  }
}
