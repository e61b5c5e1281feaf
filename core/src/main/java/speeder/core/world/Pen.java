package speeder.core.world;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import speeder.core.access.AccessFact;
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

/// Writes the facts of one decision and shows the World with them. Lives for one decision, on one
/// thread.
final class Pen {
  private final Instant now;
  private final List<Fact> facts = new ArrayList<>();
  private final List<Document> documents = new ArrayList<>();
  private World world;

  Pen(World world, Instant now) {
    this.world = world;
    this.now = now.isBefore(world.at()) ? world.at() : now;
  }

  World world() {
    return world;
  }

  Instant now() {
    return now;
  }

  int written() {
    return facts.size();
  }

  void write(Fact fact) {
    world = world.apply(fact, world.offset() + 1, now);
    facts.add(fact);
  }

  void attach(List<Document> more) {
    documents.addAll(more);
  }

  void write(FarmFact fact) {
    write(new Fact.OfFarm(fact));
  }

  void write(AccessFact fact) {
    write(new Fact.OfAccess(fact));
  }

  void write(AutonomyFact fact) {
    write(new Fact.OfAutonomy(fact));
  }

  void write(ControlFact fact) {
    write(new Fact.OfControl(fact));
  }

  void write(ApprovalFact fact) {
    write(new Fact.OfApproval(fact));
  }

  void write(SourceFact fact) {
    write(new Fact.OfSource(fact));
  }

  void write(MarkFact fact) {
    write(new Fact.OfMark(fact));
  }

  void write(SnapshotFact fact) {
    write(new Fact.OfSnapshot(fact));
  }

  void write(CandidateFact fact) {
    write(new Fact.OfCandidate(fact));
  }

  void write(ReleaseFact fact) {
    write(new Fact.OfRelease(fact));
  }

  void write(RouteFact fact) {
    write(new Fact.OfRoute(fact));
  }

  void write(SupervisionFact fact) {
    write(new Fact.OfSupervision(fact));
  }

  void write(ScheduleFact fact) {
    write(new Fact.OfSchedule(fact));
  }

  void write(LockFact fact) {
    write(new Fact.OfLock(fact));
  }

  void write(RolloutFact fact) {
    write(new Fact.OfRollout(fact));
  }

  void write(SlotFact fact) {
    write(new Fact.OfSlot(fact));
  }

  Decision decision(Optional<Reply> reply) {
    return new Decision(facts, documents, reply, world);
  }
}
