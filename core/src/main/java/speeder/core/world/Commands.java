package speeder.core.world;

import java.util.Optional;
import speeder.core.access.Errand;
import speeder.core.access.Quorum;
import speeder.core.candidate.Candidate;
import speeder.core.candidate.CandidateFact;
import speeder.core.candidate.CandidateStep;
import speeder.core.farm.FarmFact;
import speeder.core.farm.Lane;
import speeder.core.release.ReleaseFact;
import speeder.core.release.Standing;
import speeder.core.rollout.Rollout;
import speeder.core.rollout.Step;
import speeder.core.schedule.Motion;
import speeder.core.snapshot.SnapshotFact;
import speeder.core.snapshot.Trigger;
import speeder.core.value.Kind;
import speeder.core.value.Refusal;
import speeder.core.value.ReleaseId;

/// What people's wishes lead to.
final class Commands {
  private final Pen pen;
  private final Input.Command command;

  private Commands(Pen pen, Input.Command command) {
    this.pen = pen;
    this.command = command;
  }

  static Reply decide(Pen pen, Input.Command command) {
    long first = pen.world().offset() + 1;
    var errand = Errands.of(pen.world(), command.ask());
    var missing = Rights.refusal(pen.world(), command.actor(), errand, pen.now());
    if (missing.isPresent()) return refused(pen, command, errand, missing.get());
    var quorum = ApprovalCommands.wanted(pen, command, errand);
    if (quorum.isPresent()) return proposed(pen, command, errand, quorum.get());
    var before = Situation.of(pen.world(), errand, command.ask());
    var refusal = obeyed(pen, command);
    if (refusal.isPresent()) return refused(pen, command, errand, refusal.get());
    var after = Situation.of(pen.world(), errand, command.ask());
    pen.write(new Fact.Obeyed(command.id(), errand, before, after));
    return new Reply.Accepted(first);
  }

  private static Reply proposed(Pen pen, Input.Command command, Errand errand, Quorum quorum) {
    var refusal = new ApprovalCommands(pen, command).propose(quorum);
    if (refusal.isPresent()) return refused(pen, command, errand, refusal.get());
    return new Reply.Pending(pen.world().offset());
  }

  /// Writes what a wish leads to, or says why it will not.
  static Optional<Refusal> obeyed(Pen pen, Input.Command command) {
    return new Commands(pen, command).obey();
  }

  /// Why it would not be obeyed now, if so; nothing is written.
  static Optional<Refusal> tried(Pen pen, Input.Command command) {
    return obeyed(new Pen(pen.world(), pen.now()), command);
  }

  /// Who is refused without end is answered, and no longer written down.
  private static Reply refused(Pen pen, Input.Command command, Errand errand, Refusal why) {
    var by = command.actor().principal();
    if (pen.world().access().keepsRefusal(by, pen.now())) {
      pen.write(new Fact.Declined(command.id(), by, errand, why));
    }
    return new Reply.Refused(why);
  }

  private Optional<Refusal> obey() {
    return switch (command.ask()) {
      case Ask.Adopt adopt -> adopt(adopt);
      case Ask.Deploy(var lane, var release) -> onLane(lane, it -> deploy(it, release));
      case Ask.Configure(var lane) -> onLane(lane, this::configure);
      case ScheduleAsk ask -> ScheduleCommands.obey(pen, command.actor(), ask);
      case Ask.Rollback back -> onLane(back.lane(), it -> rollback(it, back));
      case Ask.Withdraw(var lane) -> onLane(lane, this::withdraw);
      case Ask.Waive(var lane, var reason, var meant) ->
          onLane(lane, it -> waive(it, reason, meant));
      case Ask.FileEvidence(var lane) -> onLane(lane, this::fileEvidence);
      case Ask.TakeOut(var target, var reason) -> takeOut(target, reason);
      case Ask.TakeIn(var target) -> takeIn(target);
      case AutonomyAsk ask -> AutonomyCommands.obey(pen, command.actor(), ask);
      case ApprovalAsk ask -> new ApprovalCommands(pen, command).obey(ask);
      case AccessAsk ask -> new AccessCommands(pen, command.actor()).obey(ask);
      case LockAsk ask -> LockCommands.obey(pen, command.actor(), ask);
      case MarkAsk ask -> new MarkCommands(pen, command).obey(ask);
    };
  }

  private interface LaneWish {
    Optional<Refusal> on(Lane lane);
  }

  private Optional<Refusal> onLane(String name, LaneWish wish) {
    var unusable = unusable(pen.world(), name);
    return unusable.isPresent() ? unusable : wish.on(pen.world().farm().lane(name).orElseThrow());
  }

  static Optional<Refusal> unusable(World world, String lane) {
    var known = world.farm().lane(lane);
    if (known.isEmpty()) return Refusals.noLane(lane, world.farm());
    return known.get().external() ? Refusals.externalLane(lane) : Optional.empty();
  }

  static Optional<Refusal> unknownTarget(World world, String target) {
    boolean known = world.farm().lanes().stream().anyMatch(it -> it.targets().contains(target));
    return known ? Optional.empty() : Refusals.noTarget(target);
  }

  private Optional<Refusal> adopt(Ask.Adopt adopt) {
    var before = pen.world();
    pen.attach(java.util.List.of(adopt.manifest()));
    pen.write(
        new FarmFact.ManifestAdopted(
            adopt.manifest().digest(), adopt.farm(), adopt.lanes(), adopt.policies()));
    Adoption.keepLevels(pen, before);
    return Optional.empty();
  }

  private Optional<Refusal> deploy(Lane lane, Optional<ReleaseId> release) {
    var stop = Stops.butLocks(pen.world(), lane.name(), Motion.FORWARD);
    if (stop.isPresent()) return Refusals.stopped(lane.name(), stop.get());
    if (release.isPresent()) return choose(lane, release.get());
    var by = command.actor().principal();
    pen.write(new SnapshotFact.Asked(lane.name(), Trigger.HAND, by, ""));
    return Optional.empty();
  }

  private Optional<Refusal> configure(Lane lane) {
    var stop = Stops.butLocks(pen.world(), lane.name(), Motion.CONFIGURATION);
    return stop.isPresent() ? Refusals.stopped(lane.name(), stop.get()) : PathRules.ask(pen, lane);
  }

  private Optional<Refusal> choose(Lane lane, ReleaseId release) {
    var standing = pen.world().releases().find(release);
    if (standing.isEmpty()) return Refusals.noRelease(release);
    if (!isOf(lane, standing.get())) return Refusals.otherLane(standing.get(), lane.name());
    var against = against(pen.world(), lane.name(), standing.get());
    if (against.isPresent()) return against;
    if (isServed(lane, release)) return Refusals.servedAlready(lane.name(), release);
    pen.write(new ReleaseFact.Chosen(release, lane.name(), Kind.CODE, true));
    return Optional.empty();
  }

  private Optional<Refusal> rollback(Lane lane, Ask.Rollback ask) {
    var stop = Stops.of(pen.world(), lane.name(), Motion.BACK_BY_PERSON);
    if (stop.isPresent()) return Refusals.stopped(lane.name(), stop.get());
    var goes = goingBack(lane);
    if (goes.isPresent() && ask.to().filter(it -> !goes.equals(ask.to())).isEmpty()) {
      return Refusals.goesBackAlready(lane.name(), goes.get());
    }
    var target = ask.to().or(() -> GoingBack.target(pen.world(), lane.name()));
    if (target.isEmpty()) return Refusals.nothingToGoBackTo(lane.name());
    return rollback(lane, target.get(), ask);
  }

  private Optional<Refusal> rollback(Lane lane, ReleaseId target, Ask.Rollback ask) {
    var known = pen.world().releases().find(target);
    var older = older(target, ask);
    var standing =
        known.or(() -> older.map(it -> new Standing(it.sealed(), 0, true, it.condemned())));
    if (standing.isEmpty()) return Refusals.noRelease(target);
    if (!isOf(lane, standing.get())) return Refusals.otherLane(standing.get(), lane.name());
    if (isServed(lane, target)) return Refusals.servedAlready(lane.name(), target);
    if (known.isEmpty() && !isLookedThrough(standing.get()) && !ask.override()) {
      older.ifPresent(pen::write);
      return MarkRefusals.notLookedThrough(target);
    }
    var against = against(pen.world(), lane.name(), standing.get());
    if (against.isPresent() && !ask.override()) return against;
    var bad = Fitness.bad(pen.world(), standing.get());
    if (!bad.isEmpty()) MarkRules.heed(pen, lane.name(), bad);
    if (known.isEmpty()) older.ifPresent(pen::write);
    var by = command.actor().principal();
    GoingBack.begin(pen, lane, target, Motion.BACK_BY_PERSON, askedFor(ask.reason()), by);
    return Optional.empty();
  }

  /// What the journal says of a release that the World forgot.
  private static Optional<ReleaseFact.Recalled> older(ReleaseId target, Ask.Rollback ask) {
    return ask.older().filter(it -> it.sealed().release().equals(target));
  }

  private boolean isLookedThrough(Standing standing) {
    return Fitness.isLookedThrough(pen.world(), standing.sealed().snapshotDocument());
  }

  /// Why a person should not want a release, unless in spite of it.
  static Optional<Refusal> against(World world, String lane, Standing standing) {
    if (standing.condemned()) return Refusals.condemned(standing.release());
    return Marked.against(world, lane, standing);
  }

  /// Where a lane is going back to: two who ask at once mean the same.
  private Optional<ReleaseId> goingBack(Lane lane) {
    return pen.world().rollouts().open(lane.name()).stream()
        .filter(it -> it.isMoving() && !it.isForward())
        .map(Rollout::release)
        .findFirst();
  }

  private String askedFor(String reason) {
    var who = "asked for by " + command.actor().principal();
    return reason.isBlank() ? who : who + ": " + reason;
  }

  private Optional<Refusal> withdraw(Lane lane) {
    var stop = Stops.of(pen.world(), lane.name(), Motion.BACK_BY_PERSON);
    if (stop.isPresent()) return Refusals.stopped(lane.name(), stop.get());
    for (var rollout : pen.world().rollouts().open(lane.name())) {
      if (withdrawn(rollout)) return Optional.empty();
    }
    return Refusals.nothingToWithdraw(lane.name());
  }

  private boolean withdrawn(Rollout rollout) {
    if (rollout.reachedMain()) return false;
    var step = rollout.step(Step.WITHDRAW_ASKED, "asked for by " + command.actor().principal());
    step.ifPresent(pen::write);
    return step.isPresent();
  }

  private Optional<Refusal> waive(Lane lane, String reason, Optional<Long> meant) {
    if (reason.isBlank()) return Refusals.noReason();
    var candidate =
        ready(lane, CandidateStep.WAIVED).filter(it -> meant.isEmpty() || meant.get() == it.id());
    candidate.ifPresent(it -> pen.write(new CandidateFact.Waived(it.id(), reason)));
    return candidate.isPresent() ? Optional.empty() : Refusals.noCandidate(lane.name());
  }

  private Optional<Refusal> fileEvidence(Lane lane) {
    var candidate = ready(lane, CandidateStep.EVIDENCE_CAME);
    candidate.ifPresent(it -> pen.write(new CandidateFact.EvidenceCame(it.id())));
    return candidate.isPresent() ? Optional.empty() : Refusals.noCandidate(lane.name());
  }

  private Optional<Candidate> ready(Lane lane, CandidateStep step) {
    return pen.world().candidates().served(lane.name()).stream()
        .filter(it -> it.canTake(step))
        .findFirst();
  }

  private Optional<Refusal> takeOut(String target, String reason) {
    var unknown = unknownTarget(pen.world(), target);
    if (unknown.isPresent()) return unknown;
    if (pen.world().farm().isOut(target)) return Refusals.outAlready(target);
    pen.write(new FarmFact.TargetOut(target, reason));
    tell(target, Step.TARGET_OUT);
    return Optional.empty();
  }

  private Optional<Refusal> takeIn(String target) {
    if (!pen.world().farm().isOut(target)) return Refusals.notOut(target);
    pen.write(new FarmFact.TargetReturned(target));
    tell(target, Step.TARGET_RETURNED);
    return Optional.empty();
  }

  private void tell(String target, Step step) {
    for (var rollout : pen.world().rollouts().open()) {
      if (rollout.plan().targets().contains(target)) {
        rollout.step(step, target).ifPresent(pen::write);
      }
    }
  }

  private static boolean isOf(Lane lane, Standing standing) {
    return standing.sealed().lane().equals(lane.name());
  }

  private boolean isServed(Lane lane, ReleaseId release) {
    boolean moving = pen.world().rollouts().open(lane.name()).stream().anyMatch(Rollout::isMoving);
    return !moving
        && pen.world().rollouts().serving(lane.name()).filter(release::equals).isPresent();
  }
}
