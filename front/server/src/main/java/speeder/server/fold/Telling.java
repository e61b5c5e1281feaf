package speeder.server.fold;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import speeder.core.access.AccessFact;
import speeder.core.access.Errand;
import speeder.core.candidate.CandidateFact;
import speeder.core.farm.FarmFact;
import speeder.core.release.ReleaseFact;
import speeder.core.rollout.RolloutFact;
import speeder.core.rollout.SlotFact;
import speeder.core.rollout.Step;
import speeder.core.route.RouteFact;
import speeder.core.schedule.Calendar;
import speeder.core.schedule.ScheduleFact;
import speeder.core.snapshot.SnapshotFact;
import speeder.core.source.SourceFact;
import speeder.core.supervision.SupervisionFact.VerdictReached;
import speeder.core.value.Slot;
import speeder.core.world.ApprovalFact;
import speeder.core.world.Fact;

/// What happened, for people: a sentence a fact.
public final class Telling {
  private static final int NAMED_MAX = 5;

  private Telling() {}

  public static String text(Fact fact) {
    return switch (fact) {
      case Fact.OfFarm(var it) -> farm(it);
      case Fact.OfSource(SourceFact.HeadsMoved(var heads)) ->
          "New commits in " + some(heads.keySet().stream().toList());
      case Fact.OfMark(var it) -> MarkTelling.text(it);
      case Fact.OfSnapshot(var it) -> snapshot(it);
      case Fact.OfCandidate(var it) -> candidate(it);
      case Fact.OfRelease(var it) -> release(it);
      case Fact.OfRoute(var it) -> route(it);
      case Fact.OfSupervision(VerdictReached it) ->
          "%s at %s%s".formatted(it.answer(), it.stage(), because(String.join("; ", it.reasons())));
      case Fact.OfSchedule(var it) -> schedule(it);
      case Fact.OfLock(var it) -> LockTelling.text(it);
      case Fact.OfRollout(var it) -> rollout(it);
      case Fact.OfSlot(var it) -> slot(it);
      case Fact.TookOver(var server) -> "Server %s leads".formatted(server);
      case Fact.OfAccess(var it) -> access(it);
      case Fact.OfApproval(var it) -> approval(it);
      case Fact.OfAutonomy(var it) -> AutonomyTelling.text(it);
      case Fact.OfControl(var it) -> AutonomyTelling.text(it);
      case Fact.Obeyed it -> "Asked for: " + errand(it.errand());
      case Fact.Declined it -> "Refused: " + it.why().sentence();
    };
  }

  private static String access(AccessFact fact) {
    return switch (fact) {
      case AccessFact.TokenIssued it ->
          "%s got token %s in %s".formatted(it.principal(), it.token(), groups(it.groups()));
      case AccessFact.TokenRevoked it ->
          "Token %s of %s is revoked%s".formatted(it.token(), it.principal(), because(it.reason()));
    };
  }

  private static String approval(ApprovalFact fact) {
    return switch (fact) {
      case ApprovalFact.Proposed it ->
          "%s wants %s; it takes others, too".formatted(it.by().name(), errand(it.errand()));
      case ApprovalFact.Approved it ->
          "%s agrees to proposal %d".formatted(it.by().name(), it.proposal());
      case ApprovalFact.Ended it ->
          "Proposal %d %s%s".formatted(it.proposal(), end(it), because(it.why()));
    };
  }

  private static String end(ApprovalFact.Ended it) {
    return switch (it.end()) {
      case OBEYED -> "is carried out";
      case REFUSED -> "could no longer be carried out";
      case DECLINED -> "is declined by " + it.by();
      case WITHDRAWN -> "is taken back by " + it.by();
      case LAPSED -> "lapsed";
    };
  }

  private static String groups(List<String> groups) {
    return groups.isEmpty() ? "no group" : String.join(", ", groups);
  }

  private static String errand(Errand it) {
    var about = it.about().isBlank() ? "" : " " + it.about();
    return it.action() + about + because(it.reason());
  }

  private static String farm(FarmFact fact) {
    return switch (fact) {
      case FarmFact.ManifestAdopted it ->
          "Manifest %s of farm %s is in force".formatted(it.manifest().brief(), it.farm());
      case FarmFact.TargetOut it ->
          "Target %s is out%s".formatted(it.target(), because(it.reason()));
      case FarmFact.TargetReturned it -> "Target %s is back".formatted(it.target());
    };
  }

  private static String snapshot(SnapshotFact fact) {
    return switch (fact) {
      case SnapshotFact.Asked it -> "The heads are to be frozen: " + asked(it);
      case SnapshotFact.Frozen it ->
          "Snapshot %s is frozen%s".formatted(it.snapshot().brief(), heldBack(it.heldBack()));
      case SnapshotFact.OverlayAsked it ->
          "%s is to be laid over %s%s"
              .formatted(
                  some(it.overlay().commits().keySet().stream().toList()),
                  it.overlay().origin().on().map(Object::toString).orElse("a snapshot"),
                  it.byHand() ? ": a person asked for it" : "");
      case SnapshotFact.Overlaid it -> "Snapshot %s is composed".formatted(it.snapshot().brief());
      case SnapshotFact.OverlayRefused it -> "It does not fit: " + it.why().sentence();
      case SnapshotFact.LookedThrough it ->
          "%d snapshots are looked through for marked commits".formatted(it.found().size());
      case SnapshotFact.Heeded _ -> "What was marked bad is heeded";
      case SnapshotFact.Stuck _ -> "What is marked bad is served, and there is nowhere to go";
      case SnapshotFact.Refused it -> "No snapshot: " + it.why().sentence();
    };
  }

  private static String heldBack(List<String> sources) {
    return sources.isEmpty() ? "" : ", held back: " + some(sources);
  }

  private static String candidate(CandidateFact fact) {
    return switch (fact) {
      case CandidateFact.Opened it -> "Candidate of %s sets out".formatted(it.snapshot().brief());
      case CandidateFact.Built it -> "Images stand: %d".formatted(it.images().size());
      case CandidateFact.BuildFailed it -> "Images could not be built: " + it.why().sentence();
      case CandidateFact.Answered it ->
          "The gate is %s: %s".formatted(it.open() ? "open" : "shut", it.summary());
      case CandidateFact.Waived it -> "The gate is waived" + because(it.reason());
      case CandidateFact.EvidenceCame _ -> "New evidence: the gate is asked again";
      case CandidateFact.Superseded it -> "Candidate gives way to %d".formatted(it.by());
    };
  }

  private static String release(ReleaseFact fact) {
    return switch (fact) {
      case ReleaseFact.Sealed it -> "Release %s is sealed".formatted(it.release());
      case ReleaseFact.Recalled it -> "Release %s is known again".formatted(it.sealed().release());
      case ReleaseFact.Pushed it ->
          "Images of %s are pushed, %,d bytes".formatted(it.release(), it.bytesSent());
      case ReleaseFact.Unneeded it -> "%s is to be packed away".formatted(it.release());
      case ReleaseFact.PackedAway it ->
          "%s is packed away: %,d bytes free".formatted(it.release(), it.bytes());
      case ReleaseFact.Chosen it -> "%s is to be served next".formatted(it.release());
      case ReleaseFact.Overtaken it ->
          "%s gives way: the lane serves %s now".formatted(it.release(), it.by());
      case ReleaseFact.Anchored it -> "%s is the anchor now".formatted(it.release());
      case ReleaseFact.Condemned it ->
          "%s failed and is not taken up again%s".formatted(it.release(), because(it.reason()));
    };
  }

  private static String route(RouteFact fact) {
    return switch (fact) {
      case RouteFact.Pointed it ->
          "Routes are to change at "
              + some(it.places().keySet().stream().map(Object::toString).toList());
      case RouteFact.InForce _ -> "The edge uses the newest routes";
      case RouteFact.Unsure _ -> "Whether the edge took the routes is not known: it is asked";
      case RouteFact.Silent _ -> "Nobody answers for the edge: it is found again, or started anew";
      case RouteFact.NotInForce _ -> "The edge did not take the routes: it is told again";
    };
  }

  private static String schedule(ScheduleFact fact) {
    return switch (fact) {
      case ScheduleFact.Held it ->
          "%s is held by %s%s%s: %s"
              .formatted(it.reach().words(), it.by(), frozen(it), until(it), it.reason());
      case ScheduleFact.Lifted it -> "%s is lifted by %s".formatted(it.reach().words(), it.by());
      case ScheduleFact.Expired it ->
          "The time of the hold is over: " + it.reach().words().toLowerCase(Locale.ROOT);
      case ScheduleFact.FileHeld it ->
          "Everything is held by the hold file%s: %s"
              .formatted(it.file().frozen() ? ", going back too" : "", it.file().reason());
      case ScheduleFact.FileGone _ -> "The hold file is gone";
      case ScheduleFact.CadenceChosen it ->
          "It sets out %s, says %s".formatted(it.when().words(), it.by());
      case ScheduleFact.CadenceReset it ->
          "It sets out as the manifest says again, says " + it.by();
      case ScheduleFact.RunMissed it ->
          "The run of %s is left out: %s".formatted(it.due(), it.why());
      case ScheduleFact.CalendarRead it ->
          "Calendar %s was read".formatted(Calendar.told(it.calendar()));
      case ScheduleFact.CalendarUnread it ->
          "%s: %s".formatted(Calendar.told(it.calendar()), it.why().sentence());
      case ScheduleFact.FreezeBegan it ->
          "Frozen by %s: %s".formatted(Calendar.told(it.reason().calendar()), it.reason().what());
      case ScheduleFact.FreezeEnded _ -> "The freeze is over";
      case ScheduleFact.ThawEnded it -> "No longer thawed, says " + it.by();
      case ScheduleFact.Thawed it ->
          "Thawed by %s until %s%s".formatted(it.by(), it.until(), because(it.reason()));
      case ScheduleFact.PutOff it ->
          "%s of %s did not work (try %d): %s"
              .formatted(it.kind(), it.place(), it.attempt(), it.why().sentence());
      case ScheduleFact.Due it -> "%s of %s is tried again".formatted(it.kind(), it.place());
      case ScheduleFact.Settled it -> "%s of %s worked in the end".formatted(it.kind(), it.place());
    };
  }

  private static String asked(SnapshotFact.Asked it) {
    return switch (it.trigger()) {
      case CHANGE -> "something moved";
      case CLOCK -> "it is time, " + it.why();
      case HAND -> "asked for by %s".formatted(it.by().isEmpty() ? "a person" : it.by());
    };
  }

  private static String frozen(ScheduleFact.Held held) {
    return held.frozen() ? ", going back too" : "";
  }

  private static String until(ScheduleFact.Held held) {
    return held.until().map(it -> ", until " + it).orElse("");
  }

  private static String rollout(RolloutFact fact) {
    return switch (fact) {
      case RolloutFact.Began it when it.motion().isBack() ->
          "Going back to %s%s".formatted(it.release(), because(it.reason()));
      case RolloutFact.Began it -> "Rollout of %s begins".formatted(it.release());
      case RolloutFact.Stepped it -> step(it.step()) + because(it.why());
    };
  }

  private static String step(Step step) {
    return switch (step) {
      case BEGUN -> "Begun";
      case SLOT_READY -> "A slot is ready";
      case ALL_READY -> "All slots are ready";
      case PREPARE_FAILED -> "A slot could not be started: it is withdrawn";
      case ROUTED -> "The edge sends requests to it";
      case PASS_MORE -> "Passed: on to the next stage";
      case PASS_LAST -> "Passed at main: its window runs";
      case FAIL_EARLY -> "Failed before main: it is withdrawn";
      case FAIL_LATE -> "Failed at main: going back";
      case UNKNOWN -> "Too little is known to judge";
      case BLIND -> "Nothing can be seen: no verdict";
      case VERIFIED -> "Arrived: it answers";
      case BACK_FAILED -> "Going back did not work: a person is needed";
      case RETIRED -> "What it replaced is gone";
      case WINDOW_PASSED -> "Its window ended in PASS";
      case WINDOW_OVER -> "Its window is over without a PASS";
      case SUPERSEDED -> "A newer rollout reached main";
      case HALTED -> "Halted where it stands";
      case RESUMED -> "Goes on";
      case PRE_EMPTED -> "Overtaken";
      case WITHDRAW_ASKED -> "Withdrawn by hand";
      case RETURNED -> "The stages it reached are given back";
      case LOST -> "What came of a deed is not known: looking";
      case SEEN -> "Seen: it goes on";
      case UNANSWERED -> "No answer: looking again";
      case TARGET_OUT -> "A target is out: on without it";
      case TARGET_RETURNED -> "A target is back";
    };
  }

  private static String slot(SlotFact fact) {
    var where = place(fact.slot());
    return switch (fact) {
      case SlotFact.Wanted _ -> "Starting at " + where;
      case SlotFact.Ready _ -> "Ready at " + where;
      case SlotFact.Failed it -> "Did not start at %s: %s".formatted(where, it.why().sentence());
      case SlotFact.Unsure _ -> "Whether it stands at %s is not known".formatted(where);
      case SlotFact.Lost _ -> "Not there at %s: it is started again".formatted(where);
      case SlotFact.Released _ -> "Drains at " + where;
      case SlotFact.Gone _ -> "Gone from " + where;
    };
  }

  private static String place(Slot slot) {
    return slot.place().target() + "/" + slot.place().stage();
  }

  private static String because(String reason) {
    return reason.isBlank() ? "" : ": " + reason;
  }

  private static String some(List<String> names) {
    var named = names.stream().limit(NAMED_MAX).collect(Collectors.joining(", "));
    int more = names.size() - NAMED_MAX;
    return more > 0 ? "%s and %d more".formatted(named, more) : named;
  }
}
