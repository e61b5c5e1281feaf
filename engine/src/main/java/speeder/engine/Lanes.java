package speeder.engine;

import java.util.Optional;
import speeder.core.candidate.Candidate;
import speeder.core.candidate.CandidateFact;
import speeder.core.candidate.CandidateFact.Answered;
import speeder.core.candidate.CandidateFact.BuildFailed;
import speeder.core.candidate.CandidateFact.Built;
import speeder.core.candidate.CandidateFact.EvidenceCame;
import speeder.core.candidate.CandidateFact.Opened;
import speeder.core.candidate.CandidateFact.Superseded;
import speeder.core.candidate.CandidateFact.Waived;
import speeder.core.farm.Lane;
import speeder.core.lock.Claim;
import speeder.core.lock.Ended;
import speeder.core.lock.LockFact;
import speeder.core.release.ReleaseFact;
import speeder.core.rollout.Rollout;
import speeder.core.rollout.RolloutFact;
import speeder.core.route.RouteFact;
import speeder.core.schedule.Reach;
import speeder.core.schedule.ScheduleFact;
import speeder.core.supervision.SupervisionFact.VerdictReached;
import speeder.core.world.ApprovalFact;
import speeder.core.world.Fact;
import speeder.core.world.World;

/// Which lane a fact is about; nothing where it is about the whole farm.
final class Lanes {
  private Lanes() {}

  static Optional<String> of(Fact fact, World world) {
    return switch (fact) {
      case Fact.OfSnapshot(var inner) -> Optional.of(inner.lane());
      case Fact.OfCandidate(var inner) -> of(inner, world);
      case Fact.OfRelease(var inner) -> of(inner, world);
      case Fact.OfRoute(RouteFact.Pointed(var rollout, var _)) -> rollout(rollout, world);
      case Fact.OfRoute _ -> Optional.empty();
      case Fact.OfSupervision(VerdictReached reached) -> rollout(reached.rollout(), world);
      case Fact.OfSchedule(var inner) -> of(inner);
      case Fact.OfLock(var inner) -> of(inner, world);
      case Fact.OfRollout(RolloutFact.Began began) -> Optional.of(began.lane());
      case Fact.OfRollout(RolloutFact.Stepped stepped) -> rollout(stepped.rollout(), world);
      case Fact.OfSlot(var inner) -> Optional.of(inner.slot().place().lane());
      case Fact.OfFarm _ -> Optional.empty();
      case Fact.OfAccess _ -> Optional.empty();
      case Fact.OfAutonomy(var inner) -> Optional.of(inner.lane());
      case Fact.OfControl _ -> Optional.empty();
      case Fact.OfApproval(ApprovalFact.Proposed it) -> lane(it.errand().lane(), world);
      case Fact.OfApproval(ApprovalFact.Approved it) -> lane(it.lane(), world);
      case Fact.OfApproval(ApprovalFact.Ended it) -> lane(it.lane(), world);
      case Fact.OfSource _ -> Optional.empty();
      case Fact.OfMark _ -> Optional.empty();
      case Fact.TookOver _ -> Optional.empty();
      case Fact.Obeyed it -> lane(it.errand().lane(), world);
      case Fact.Declined it -> lane(it.errand().lane(), world);
    };
  }

  /// A lane that is asked for by a name that no lane has is none.
  private static Optional<String> lane(String name, World world) {
    return world.farm().lane(name).map(Lane::name);
  }

  private static Optional<String> of(ScheduleFact fact) {
    return switch (fact) {
      case ScheduleFact.Held held -> of(held.reach());
      case ScheduleFact.Lifted lifted -> of(lifted.reach());
      case ScheduleFact.Expired expired -> of(expired.reach());
      case ScheduleFact.CadenceChosen chosen -> Optional.of(chosen.lane());
      case ScheduleFact.CadenceReset reset -> Optional.of(reset.lane());
      case ScheduleFact.RunMissed missed -> Optional.of(missed.lane());
      case ScheduleFact.FreezeBegan began -> Optional.of(began.lane());
      case ScheduleFact.FreezeEnded ended -> Optional.of(ended.lane());
      case ScheduleFact.Thawed thawed -> Optional.of(thawed.lane());
      case ScheduleFact.ThawEnded ended -> Optional.of(ended.lane());
      case ScheduleFact.CalendarRead _, ScheduleFact.CalendarUnread _ -> Optional.empty();
      case ScheduleFact.FileHeld _,
          ScheduleFact.FileGone _,
          ScheduleFact.PutOff _,
          ScheduleFact.Due _,
          ScheduleFact.Settled _ ->
          Optional.empty();
    };
  }

  private static Optional<String> of(Reach reach) {
    return reach.kind() == Reach.Kind.LANE ? Optional.of(reach.name()) : Optional.empty();
  }

  private static Optional<String> of(CandidateFact fact, World world) {
    return switch (fact) {
      case Opened opened -> Optional.of(opened.lane());
      case Built built -> candidate(built.candidate(), world);
      case BuildFailed failed -> candidate(failed.candidate(), world);
      case Answered answered -> candidate(answered.candidate(), world);
      case Waived waived -> candidate(waived.candidate(), world);
      case EvidenceCame came -> candidate(came.candidate(), world);
      case Superseded old -> candidate(old.candidate(), world);
    };
  }

  private static Optional<String> of(ReleaseFact fact, World world) {
    return switch (fact) {
      case ReleaseFact.Sealed sealed -> Optional.of(sealed.lane());
      case ReleaseFact.Recalled recalled -> Optional.of(recalled.sealed().lane());
      case ReleaseFact.Pushed pushed ->
          world.releases().find(pushed.release()).map(it -> it.sealed().lane());
      case ReleaseFact.Chosen chosen -> Optional.of(chosen.lane());
      case ReleaseFact.Overtaken overtaken -> Optional.of(overtaken.lane());
      case ReleaseFact.Anchored anchored -> Optional.of(anchored.lane());
      case ReleaseFact.Condemned condemned -> Optional.of(condemned.lane());
      case ReleaseFact.Unneeded unneeded -> Optional.of(unneeded.lane());
      case ReleaseFact.PackedAway away -> Optional.of(away.lane());
    };
  }

  private static Optional<String> of(LockFact fact, World world) {
    return switch (fact) {
      case LockFact.Asked asked -> Optional.of(asked.lane());
      case LockFact.Granted granted -> lock(granted.lock(), world);
      case LockFact.AsideAsked asked -> lock(asked.lock(), world);
      case LockFact.Released released -> lock(released.lock(), world);
      case LockFact.Cancelled cancelled -> lock(cancelled.lock(), world);
      case LockFact.LeaseLapsed lapsed -> lock(lapsed.lock(), world);
      case LockFact.Broken broken -> lock(broken.lock(), world);
      case LockFact.Outdated outdated -> lock(outdated.lock(), world);
      case LockFact.OutsideSeen seen -> Optional.of(seen.lane());
    };
  }

  private static Optional<String> lock(long id, World world) {
    var locks = world.locks();
    return locks.find(id).or(() -> locks.findEnded(id).map(Ended::claim)).map(Claim::lane);
  }

  private static Optional<String> candidate(long id, World world) {
    return world.candidates().find(id).map(Candidate::lane);
  }

  private static Optional<String> rollout(long id, World world) {
    return world.rollouts().find(id).map(Rollout::lane);
  }
}
