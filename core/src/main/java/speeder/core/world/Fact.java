package speeder.core.world;

import speeder.core.access.AccessFact;
import speeder.core.access.Errand;
import speeder.core.autonomy.AutonomyFact;
import speeder.core.autonomy.ControlFact;
import speeder.core.candidate.CandidateFact;
import speeder.core.farm.FarmFact;
import speeder.core.lock.LockFact;
import speeder.core.release.ReleaseFact;
import speeder.core.rollout.RolloutFact;
import speeder.core.rollout.SlotFact;
import speeder.core.route.RouteFact;
import speeder.core.schedule.ScheduleFact;
import speeder.core.snapshot.SnapshotFact;
import speeder.core.source.MarkFact;
import speeder.core.source.SourceFact;
import speeder.core.supervision.SupervisionFact;
import speeder.core.value.Refusal;

/// Everything that can have happened: each station's facts, and the control's own.
public sealed interface Fact {
  record OfFarm(FarmFact fact) implements Fact {}

  record OfAccess(AccessFact fact) implements Fact {}

  record OfAutonomy(AutonomyFact fact) implements Fact {}

  record OfControl(ControlFact fact) implements Fact {}

  record OfApproval(ApprovalFact fact) implements Fact {}

  record OfSource(SourceFact fact) implements Fact {}

  record OfMark(MarkFact fact) implements Fact {}

  record OfSnapshot(SnapshotFact fact) implements Fact {}

  record OfCandidate(CandidateFact fact) implements Fact {}

  record OfRelease(ReleaseFact fact) implements Fact {}

  record OfRoute(RouteFact fact) implements Fact {}

  record OfSupervision(SupervisionFact fact) implements Fact {}

  record OfSchedule(ScheduleFact fact) implements Fact {}

  record OfLock(LockFact fact) implements Fact {}

  record OfRollout(RolloutFact fact) implements Fact {}

  record OfSlot(SlotFact fact) implements Fact {}

  /// A server became leader; the offset of this fact is its term.
  record TookOver(String server) implements Fact {}

  /// A command was obeyed: the last of the facts that it led to by itself.
  ///
  /// @param before how its lane, or the farm, stood, and `after`: in a few words
  record Obeyed(String command, Errand errand, String before, String after) implements Fact {}

  /// A command was not obeyed.
  ///
  /// @param by the principal who asked
  record Declined(String command, String by, Errand errand, Refusal why) implements Fact {}
}
