package speeder.engine.codec;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
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
import speeder.core.world.ApprovalFact;
import speeder.core.world.Fact;
import speeder.engine.port.Entry;
import speeder.engine.port.PortFailure;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The stored form of every fact: a kind, a version, a body.
///
/// A form that was ever written can be read for ever: a changed record gets a new version here and
/// an upcaster from the one before. A golden entry per kind and version holds this.
public final class FactCodec {
  /// A fact's stored form.
  public record Form(String kind, int version, byte[] body) {}

  /// One kind: its record, today's version, and what turns each older body into the next form.
  record Kind<F>(
      String name, Class<F> type, Function<F, Fact> wrap, List<UnaryOperator<JsonNode>> upcasters) {
    int version() {
      return upcasters.size() + 1;
    }
  }

  static final List<Kind<?>> KINDS =
      List.of(
          new Kind<>(
              "farm.manifest-adopted",
              FarmFact.ManifestAdopted.class,
              Fact.OfFarm::new,
              List.of(FarmForms::upcast, FarmForms::upcast, FarmForms::upcast)),
          kind("farm.target-out", FarmFact.TargetOut.class, Fact.OfFarm::new),
          kind("farm.target-returned", FarmFact.TargetReturned.class, Fact.OfFarm::new),
          kind("source.heads-moved", SourceFact.HeadsMoved.class, Fact.OfSource::new),
          new Kind<>(
              "snapshot.frozen",
              SnapshotFact.Frozen.class,
              Fact.OfSnapshot::new,
              List.of(PathForms::frozen)),
          new Kind<>(
              "snapshot.asked",
              SnapshotFact.Asked.class,
              Fact.OfSnapshot::new,
              List.of(ScheduleForms::asked)),
          kind("snapshot.refused", SnapshotFact.Refused.class, Fact.OfSnapshot::new),
          new Kind<>(
              "snapshot.overlay-asked",
              SnapshotFact.OverlayAsked.class,
              Fact.OfSnapshot::new,
              List.of(PathForms::overlayAsked)),
          kind("snapshot.overlaid", SnapshotFact.Overlaid.class, Fact.OfSnapshot::new),
          kind("snapshot.overlay-refused", SnapshotFact.OverlayRefused.class, Fact.OfSnapshot::new),
          new Kind<>(
              "snapshot.looked-through",
              SnapshotFact.LookedThrough.class,
              Fact.OfSnapshot::new,
              List.of(MarkForms::lookedThrough)),
          kind("snapshot.heeded", SnapshotFact.Heeded.class, Fact.OfSnapshot::new),
          kind("snapshot.stuck", SnapshotFact.Stuck.class, Fact.OfSnapshot::new),
          kind("mark.pinned", MarkFact.Pinned.class, Fact.OfMark::new),
          kind("mark.unpinned", MarkFact.Unpinned.class, Fact.OfMark::new),
          kind("mark.called-bad", MarkFact.CalledBad.class, Fact.OfMark::new),
          kind("mark.called-good", MarkFact.CalledGood.class, Fact.OfMark::new),
          kind("mark.kept", MarkFact.Kept.class, Fact.OfMark::new),
          kind("mark.let-go", MarkFact.LetGo.class, Fact.OfMark::new),
          new Kind<>(
              "candidate.opened",
              CandidateFact.Opened.class,
              Fact.OfCandidate::new,
              List.of(PathForms::opened)),
          kind("candidate.built", CandidateFact.Built.class, Fact.OfCandidate::new),
          kind("candidate.build-failed", CandidateFact.BuildFailed.class, Fact.OfCandidate::new),
          kind("candidate.answered", CandidateFact.Answered.class, Fact.OfCandidate::new),
          kind("candidate.waived", CandidateFact.Waived.class, Fact.OfCandidate::new),
          kind("candidate.evidence-came", CandidateFact.EvidenceCame.class, Fact.OfCandidate::new),
          kind("candidate.superseded", CandidateFact.Superseded.class, Fact.OfCandidate::new),
          new Kind<>(
              "release.sealed",
              ReleaseFact.Sealed.class,
              Fact.OfRelease::new,
              List.of(PathForms::sealed)),
          kind("release.pushed", ReleaseFact.Pushed.class, Fact.OfRelease::new),
          new Kind<>(
              "release.chosen",
              ReleaseFact.Chosen.class,
              Fact.OfRelease::new,
              List.of(PathForms::chosen)),
          kind("release.overtaken", ReleaseFact.Overtaken.class, Fact.OfRelease::new),
          kind("release.recalled", ReleaseFact.Recalled.class, Fact.OfRelease::new),
          kind("release.anchored", ReleaseFact.Anchored.class, Fact.OfRelease::new),
          kind("release.condemned", ReleaseFact.Condemned.class, Fact.OfRelease::new),
          kind("release.unneeded", ReleaseFact.Unneeded.class, Fact.OfRelease::new),
          kind("release.packed-away", ReleaseFact.PackedAway.class, Fact.OfRelease::new),
          kind("route.pointed", RouteFact.Pointed.class, Fact.OfRoute::new),
          kind("route.in-force", RouteFact.InForce.class, Fact.OfRoute::new),
          kind("route.unsure", RouteFact.Unsure.class, Fact.OfRoute::new),
          kind("route.not-in-force", RouteFact.NotInForce.class, Fact.OfRoute::new),
          kind("route.silent", RouteFact.Silent.class, Fact.OfRoute::new),
          kind(
              "supervision.verdict-reached",
              SupervisionFact.VerdictReached.class,
              Fact.OfSupervision::new),
          new Kind<>(
              "schedule.held",
              ScheduleFact.Held.class,
              Fact.OfSchedule::new,
              List.of(ScheduleForms::held)),
          new Kind<>(
              "schedule.lifted",
              ScheduleFact.Lifted.class,
              Fact.OfSchedule::new,
              List.of(ScheduleForms::reaching)),
          kind("schedule.expired", ScheduleFact.Expired.class, Fact.OfSchedule::new),
          kind("schedule.file-held", ScheduleFact.FileHeld.class, Fact.OfSchedule::new),
          kind("schedule.file-gone", ScheduleFact.FileGone.class, Fact.OfSchedule::new),
          kind("schedule.cadence-chosen", ScheduleFact.CadenceChosen.class, Fact.OfSchedule::new),
          kind("schedule.cadence-reset", ScheduleFact.CadenceReset.class, Fact.OfSchedule::new),
          kind("schedule.run-missed", ScheduleFact.RunMissed.class, Fact.OfSchedule::new),
          kind("schedule.calendar-read", ScheduleFact.CalendarRead.class, Fact.OfSchedule::new),
          kind("schedule.calendar-unread", ScheduleFact.CalendarUnread.class, Fact.OfSchedule::new),
          kind("schedule.freeze-began", ScheduleFact.FreezeBegan.class, Fact.OfSchedule::new),
          kind("schedule.freeze-ended", ScheduleFact.FreezeEnded.class, Fact.OfSchedule::new),
          kind("schedule.thawed", ScheduleFact.Thawed.class, Fact.OfSchedule::new),
          kind("schedule.thaw-ended", ScheduleFact.ThawEnded.class, Fact.OfSchedule::new),
          kind("schedule.put-off", ScheduleFact.PutOff.class, Fact.OfSchedule::new),
          kind("schedule.due", ScheduleFact.Due.class, Fact.OfSchedule::new),
          kind("schedule.settled", ScheduleFact.Settled.class, Fact.OfSchedule::new),
          kind("lock.asked", LockFact.Asked.class, Fact.OfLock::new),
          kind("lock.granted", LockFact.Granted.class, Fact.OfLock::new),
          kind("lock.aside-asked", LockFact.AsideAsked.class, Fact.OfLock::new),
          kind("lock.released", LockFact.Released.class, Fact.OfLock::new),
          kind("lock.cancelled", LockFact.Cancelled.class, Fact.OfLock::new),
          kind("lock.lease-lapsed", LockFact.LeaseLapsed.class, Fact.OfLock::new),
          kind("lock.broken", LockFact.Broken.class, Fact.OfLock::new),
          kind("lock.outdated", LockFact.Outdated.class, Fact.OfLock::new),
          kind("lock.outside-seen", LockFact.OutsideSeen.class, Fact.OfLock::new),
          new Kind<>(
              "rollout.began",
              RolloutFact.Began.class,
              Fact.OfRollout::new,
              List.of(RolloutForms::began, PathForms::began)),
          kind("rollout.stepped", RolloutFact.Stepped.class, Fact.OfRollout::new),
          kind("slot.wanted", SlotFact.Wanted.class, Fact.OfSlot::new),
          kind("slot.ready", SlotFact.Ready.class, Fact.OfSlot::new),
          kind("slot.failed", SlotFact.Failed.class, Fact.OfSlot::new),
          kind("slot.unsure", SlotFact.Unsure.class, Fact.OfSlot::new),
          kind("slot.lost", SlotFact.Lost.class, Fact.OfSlot::new),
          kind("slot.released", SlotFact.Released.class, Fact.OfSlot::new),
          kind("slot.gone", SlotFact.Gone.class, Fact.OfSlot::new),
          kind("autonomy.level-set", AutonomyFact.LevelSet.class, Fact.OfAutonomy::new),
          kind("autonomy.confirmed", AutonomyFact.Confirmed.class, Fact.OfAutonomy::new),
          kind("autonomy.would-have", AutonomyFact.WouldHave.class, Fact.OfAutonomy::new),
          kind("autonomy.compared", AutonomyFact.Compared.class, Fact.OfAutonomy::new),
          kind("autonomy.found-wrong", AutonomyFact.FoundWrong.class, Fact.OfAutonomy::new),
          kind("control.passed", ControlFact.Passed.class, Fact.OfControl::new),
          kind("control.failed", ControlFact.Failed.class, Fact.OfControl::new),
          kind("access.token-issued", AccessFact.TokenIssued.class, Fact.OfAccess::new),
          kind("access.token-revoked", AccessFact.TokenRevoked.class, Fact.OfAccess::new),
          new Kind<>(
              "approval.proposed",
              ApprovalFact.Proposed.class,
              Fact.OfApproval::new,
              List.of(FarmForms::proposed, MarkForms::proposed)),
          kind("approval.approved", ApprovalFact.Approved.class, Fact.OfApproval::new),
          kind("approval.ended", ApprovalFact.Ended.class, Fact.OfApproval::new),
          kind("command.obeyed", Fact.Obeyed.class, obeyed -> obeyed),
          new Kind<>(
              "command.declined",
              Fact.Declined.class,
              declined -> declined,
              List.of(FactCodec::declined)));

  private static final Map<String, Kind<?>> BY_NAME =
      KINDS.stream().collect(Collectors.toUnmodifiableMap(Kind::name, kind -> kind));

  private static final Map<Class<?>, Kind<?>> BY_TYPE =
      KINDS.stream().collect(Collectors.toUnmodifiableMap(Kind::type, kind -> kind));

  private FactCodec() {}

  public static Form encode(Fact fact) {
    if (fact instanceof Fact.TookOver(var server)) {
      return new Form(Entry.TOOK_OVER, 1, server.getBytes(StandardCharsets.UTF_8));
    }
    var inner = inner(fact);
    var kind = BY_TYPE.get(inner.getClass());
    if (kind == null) throw new IllegalStateException("No stored form for " + inner.getClass());
    return new Form(kind.name(), kind.version(), Json.bytes(inner));
  }

  /// The fact of an entry.
  ///
  /// @throws PortFailure refused `unknown-fact`, naming kind and version, where a newer Speeder
  ///   wrote it
  public static Fact decode(Entry entry) throws PortFailure {
    if (entry.kind().equals(Entry.TOOK_OVER)) {
      return new Fact.TookOver(new String(entry.body(), StandardCharsets.UTF_8));
    }
    var kind = BY_NAME.get(entry.kind());
    if (kind == null || entry.version() > kind.version()) throw unknown(entry);
    return decode(kind, entry);
  }

  private static <F> Fact decode(Kind<F> kind, Entry entry) {
    var body = Json.tree(entry.body());
    for (int from = entry.version(); from < kind.version(); from++) {
      body = kind.upcasters().get(from - 1).apply(body);
    }
    return kind.wrap().apply(Json.read(body, kind.type()));
  }

  private static PortFailure unknown(Entry entry) {
    return PortFailure.refused(
        "unknown-fact",
        "Entry %d is a %s of version %d, which this Speeder does not know."
            .formatted(entry.offset(), entry.kind(), entry.version()),
        "Start the version of Speeder that wrote it, or a later one.");
  }

  static Object inner(Fact fact) {
    return switch (fact) {
      case Fact.OfFarm(var inner) -> inner;
      case Fact.OfAccess(var inner) -> inner;
      case Fact.OfApproval(var inner) -> inner;
      case Fact.OfAutonomy(var inner) -> inner;
      case Fact.OfControl(var inner) -> inner;
      case Fact.OfSource(var inner) -> inner;
      case Fact.OfSnapshot(var inner) -> inner;
      case Fact.OfMark(var inner) -> inner;
      case Fact.OfCandidate(var inner) -> inner;
      case Fact.OfRelease(var inner) -> inner;
      case Fact.OfRoute(var inner) -> inner;
      case Fact.OfSupervision(var inner) -> inner;
      case Fact.OfSchedule(var inner) -> inner;
      case Fact.OfLock(var inner) -> inner;
      case Fact.OfRollout(var inner) -> inner;
      case Fact.OfSlot(var inner) -> inner;
      case Fact.TookOver tookOver -> tookOver;
      case Fact.Obeyed obeyed -> obeyed;
      case Fact.Declined declined -> declined;
    };
  }

  /// Before, neither who was refused stood in the fact, nor what was asked.
  private static JsonNode declined(JsonNode old) {
    if (!(old instanceof ObjectNode declined)) return old;
    declined.put("by", "");
    declined.set("errand", Json.tree(Errand.UNKNOWN));
    return declined;
  }

  private static <F> Kind<F> kind(String name, Class<F> type, Function<F, Fact> wrap) {
    return new Kind<>(name, type, wrap, List.of());
  }
}
