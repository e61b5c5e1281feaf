package speeder.core.world;

import java.util.List;
import java.util.Optional;
import speeder.core.rollout.Rollout;
import speeder.core.rollout.SlotFact;
import speeder.core.rollout.SlotState.Status;
import speeder.core.rollout.Step;
import speeder.core.route.RouteFact;
import speeder.core.schedule.HoldFile;
import speeder.core.schedule.ScheduleFact;
import speeder.core.schedule.ScheduleFact.FileGone;
import speeder.core.schedule.ScheduleFact.FileHeld;
import speeder.core.source.SourceFact;
import speeder.core.supervision.SupervisionFact.Answer;
import speeder.core.supervision.SupervisionFact.VerdictReached;

/// What watches saw. What changes no decision writes no fact.
final class Observations {
  private Observations() {}

  static void decide(Pen pen, Input.Observation observation) {
    switch (observation) {
      case Input.HeadsSeen seen -> heads(pen, seen);
      case Input.SlotsSeen seen -> slots(pen, seen);
      case Input.HoldFileSeen(var file) -> holdFile(pen, file);
      case Input.CalendarSeen seen -> CalendarRules.seen(pen, seen);
      case Input.EdgeSilent _ -> edge(pen);
      case Input.Judged judged -> judged(pen, judged);
      case Input.LeasesLapsed lapsed -> Locking.lapsed(pen, lapsed);
      case Input.OutsideSeen seen -> Locking.seen(pen, seen);
    }
  }

  private static void heads(Pen pen, Input.HeadsSeen seen) {
    var news = pen.world().heads().news(seen.heads());
    if (news.isEmpty()) return;
    pen.write(new SourceFact.HeadsMoved(news));
    Delays.forget(pen, "freeze");
  }

  private static void holdFile(Pen pen, Optional<HoldFile> file) {
    if (file.equals(pen.world().schedule().holds().file())) return;
    pen.write(file.<ScheduleFact>map(FileHeld::new).orElseGet(FileGone::new));
  }

  private static void slots(Pen pen, Input.SlotsSeen seen) {
    for (var slot : pen.world().slots().in(Status.READY)) {
      if (!seen.running().contains(slot)) pen.write(new SlotFact.Lost(slot));
    }
  }

  /// Once it is back it is told at once, however often it could not be while it was gone.
  private static void edge(Pen pen) {
    var exposure = pen.world().exposure();
    if (exposure.silent()) return;
    pen.write(new RouteFact.Silent(exposure.inForce()));
    Delays.forget(pen, "publish");
  }

  private static void judged(Pen pen, Input.Judged seen) {
    pen.world()
        .rollouts()
        .find(seen.rollout())
        .filter(it -> it.isJudged() && it.since() == seen.watch().offset())
        .ifPresent(it -> verdict(pen, it, seen));
  }

  private static void verdict(Pen pen, Rollout rollout, Input.Judged seen) {
    boolean due = !pen.now().isBefore(rollout.due());
    boolean news =
        rollout.verdict().filter(it -> it.answer() == seen.answer() && it.due() == due).isEmpty();
    if (!news) return;
    var stage = rollout.plan().stages().get(seen.stage()).name();
    pen.attach(List.of(seen.counts()));
    pen.write(
        new VerdictReached(
            rollout.id(), stage, seen.answer(), seen.reasons(), due, seen.counts().digest()));
    if (seen.answer() == Answer.UNKNOWN) tell(pen, rollout, Step.UNKNOWN, seen.reasons());
    if (seen.answer() == Answer.BLIND) tell(pen, rollout, Step.BLIND, seen.reasons());
  }

  private static void tell(Pen pen, Rollout rollout, Step step, List<String> reasons) {
    rollout.step(step, String.join("; ", reasons)).ifPresent(pen::write);
  }
}
