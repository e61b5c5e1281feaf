package speeder.engine.codec;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import speeder.core.access.AccessFact;
import speeder.core.access.Action;
import speeder.core.access.Errand;
import speeder.core.access.Principal;
import speeder.core.access.Quorum;
import speeder.core.access.Signer;
import speeder.core.autonomy.AutonomyFact;
import speeder.core.autonomy.ControlFact;
import speeder.core.candidate.CandidateFact;
import speeder.core.farm.Acting;
import speeder.core.farm.Acting.Autonomy;
import speeder.core.farm.FarmFact;
import speeder.core.farm.GatePolicy;
import speeder.core.farm.Lane;
import speeder.core.farm.LockRules;
import speeder.core.farm.Paths;
import speeder.core.farm.Policies;
import speeder.core.farm.Secret;
import speeder.core.farm.Stage;
import speeder.core.farm.StageKind;
import speeder.core.farm.Triggers;
import speeder.core.image.BuiltImage;
import speeder.core.lock.LockFact;
import speeder.core.lock.Sight;
import speeder.core.lock.Use;
import speeder.core.release.ReleaseFact;
import speeder.core.rollout.Phase;
import speeder.core.rollout.RolloutFact;
import speeder.core.rollout.RolloutPlan;
import speeder.core.rollout.SlotFact;
import speeder.core.rollout.Step;
import speeder.core.route.RouteFact;
import speeder.core.schedule.Calendar;
import speeder.core.schedule.Calendars;
import speeder.core.schedule.HoldFile;
import speeder.core.schedule.Motion;
import speeder.core.schedule.Reach;
import speeder.core.schedule.ScheduleFact;
import speeder.core.snapshot.Holding;
import speeder.core.snapshot.Origin;
import speeder.core.snapshot.Overlay;
import speeder.core.snapshot.SnapshotFact;
import speeder.core.snapshot.Trigger;
import speeder.core.source.MarkFact;
import speeder.core.source.ObjectId;
import speeder.core.source.SourceCommit;
import speeder.core.source.SourceFact;
import speeder.core.supervision.SupervisionFact;
import speeder.core.value.Actor;
import speeder.core.value.Digest;
import speeder.core.value.Kind;
import speeder.core.value.Place;
import speeder.core.value.Refusal;
import speeder.core.value.ReleaseId;
import speeder.core.value.Slot;
import speeder.core.world.ApprovalFact;
import speeder.core.world.Ask;
import speeder.core.world.Document;
import speeder.core.world.Fact;

/// A fact of every kind, with something in every field.
final class Examples {
  private static final Refusal WHY = new Refusal("broken", "It broke: \"ö\".", "Mend it.");
  private static final ReleaseId RELEASE = new ReleaseId("r-0123456789ab");
  private static final Place PLACE = new Place("pretrain", "here", "canary");
  private static final Slot SLOT = new Slot(PLACE, RELEASE);
  private static final List<BuiltImage> IMAGES =
      List.of(
          new BuiltImage(
              "web", digest("image"), List.of(digest("base"), digest("layer")), 1, 2, 3));

  private static final Errand ERRAND = Errand.onLane(Action.HOLD, "pretrain", "", "a look");
  private static final Origin ORIGIN = Origin.configuration(new ReleaseId("r-ba9876543210"));
  private static final SortedMap<String, ObjectId> NONE = new TreeMap<>();
  private static final SortedMap<String, ObjectId> CONFIGURATION =
      new TreeMap<>(Map.of("config", new ObjectId("0123456789".repeat(4))));
  private static final Stage MAIN =
      new Stage("main", StageKind.MAIN, 100, Duration.ofMinutes(2), List.of("/checks/brief.yaml"));
  private static final Paths PATHS =
      new Paths(
          Optional.of(
              new Paths.Path(
                  List.of("config"), List.of(MAIN), GatePolicy.OPEN, Duration.ofMinutes(15))),
          Optional.empty());
  private static final SourceCommit KEPT =
      new SourceCommit("config", new ObjectId("0011223344".repeat(4)));
  private static final SourceCommit COMMIT =
      new SourceCommit("ext/Cite", new ObjectId("0123456789".repeat(4)));
  private static final Optional<Instant> UNTIL = Optional.of(Instant.parse("2026-03-02T08:00:00Z"));
  private static final Instant LATER = Instant.parse("2026-03-02T10:00:00Z");

  private static final Signer SIGNER =
      new Signer(
          new Actor("alice", "t-0123456789ab", "ann"),
          new Principal(
              "alice",
              new TreeSet<>(List.of("RelEng", "owner")),
              new TreeSet<>(List.of("operator"))));

  private static final Triggers WHEN =
      new Triggers(
          Optional.of(new Triggers.Change(Duration.ofMinutes(5), Duration.ofMinutes(30))),
          List.of(new Triggers.Cron("30 7 * * 1-5", "Europe/Berlin")));
  private static final List<String> CALENDARS = List.of("/etc/speeder/freezes.ics");
  private static final Acting ACTING =
      new Acting(
          Acting.Autonomy.PROPOSE,
          new TreeMap<>(Map.of("canary", Acting.Autonomy.ACT)),
          List.of("schema-preflight"),
          new Acting.Agreement(20, 95, Duration.ofDays(14)));
  private static final Acting ACTING_BEFORE =
      new Acting(ACTING.autonomy(), ACTING.stages(), ACTING.requires(), Acting.Agreement.USUAL);
  private static final Policies POLICIES_BEFORE =
      new Policies(
          List.of(
              new Policies.Role(
                  "testers", List.of("QTE"), List.of("deploy", "hold"), List.of("pretrain"))),
          List.of(new Policies.Approval("waive", 3, List.of("SRE", "QTE"), Duration.ofHours(4))),
          new LockRules(
              new TreeMap<>(
                  Map.of(
                      "pretrain",
                      new LockRules.Kind(100, List.of("train"), List.of("schema-change")))),
              new TreeMap<>(Map.of("next", "pretrain")),
              Duration.ofSeconds(20)));
  private static final Policies POLICIES =
      new Policies(
          POLICIES_BEFORE.roles(),
          POLICIES_BEFORE.approvals(),
          POLICIES_BEFORE.locks(),
          List.of(
              new Policies.Control(
                  "schema-preflight", "no query lacks its column", Duration.ofDays(7))));

  private Examples() {}

  /// What a stored form of a kind stands for: an older one lacks what came later.
  static Optional<Fact> ofForm(String kind, int version) {
    return switch (kind + ".v" + version) {
      case "farm.manifest-adopted.v1" -> Optional.of(adoptedBefore());
      case "farm.manifest-adopted.v2" -> Optional.of(adoptedWithoutPaths());
      case "farm.manifest-adopted.v3" ->
          Optional.of(adopted(lane(WHEN, CALENDARS, ACTING_BEFORE, PATHS), POLICIES_BEFORE));
      case "command.declined.v1" ->
          Optional.of(new Fact.Declined("command-1", "", Errand.UNKNOWN, WHY));
      case "snapshot.asked.v1" -> Optional.of(new Fact.OfSnapshot(asked("", "")));
      case "snapshot.overlay-asked.v1" -> Optional.of(new Fact.OfSnapshot(overlayAsked(false)));
      case "schedule.held.v1" -> Optional.of(heldBefore());
      case "schedule.lifted.v1" ->
          Optional.of(
              new Fact.OfSchedule(new ScheduleFact.Lifted(Reach.lane("pretrain"), "conductor")));
      case "snapshot.looked-through.v1" -> Optional.of(lookedThroughBefore());
      case "snapshot.frozen.v1" -> Optional.of(new Fact.OfSnapshot(frozen(NONE)));
      case "candidate.opened.v1" ->
          Optional.of(new Fact.OfCandidate(opened(Origin.HEADS, 0, NONE)));
      case "release.sealed.v1" -> Optional.of(new Fact.OfRelease(sealed(Origin.HEADS, 0, NONE)));
      case "release.chosen.v1" -> Optional.of(new Fact.OfRelease(chosen(Kind.CODE, false)));
      case "rollout.began.v1" ->
          Optional.of(new Fact.OfRollout(began(Motion.FORWARD, Paths.NONE, "speeder")));
      case "rollout.began.v2" ->
          Optional.of(new Fact.OfRollout(began(Motion.FORWARD, Paths.NONE, "conductor")));
      default -> ofKind(kind);
    };
  }

  private static Fact lookedThroughBefore() {
    var holding = new Holding(new TreeSet<>(List.of(COMMIT)), new TreeSet<>());
    var found = new TreeMap<>(Map.of(digest("document"), holding));
    return new Fact.OfSnapshot(new SnapshotFact.LookedThrough("pretrain", 7, found));
  }

  private static SnapshotFact.OverlayAsked overlayAsked(boolean byHand) {
    var overlay = new Overlay(ORIGIN, digest("document"), CONFIGURATION);
    return new SnapshotFact.OverlayAsked("pretrain", overlay, byHand);
  }

  private static SnapshotFact.Asked asked(String by, String why) {
    return new SnapshotFact.Asked("pretrain", Trigger.HAND, by, why);
  }

  private static Fact heldBefore() {
    return new Fact.OfSchedule(
        new ScheduleFact.Held(
            Reach.lane("pretrain"), "a look", "conductor", false, Optional.empty()));
  }

  private static Fact adoptedBefore() {
    return adopted(laneBefore(), Policies.NONE);
  }

  private static Fact adopted(Lane lane, Policies policies) {
    return new Fact.OfFarm(
        new FarmFact.ManifestAdopted(digest("manifest"), "farm", List.of(lane), policies));
  }

  static Fact proposedManifest() {
    var document = Document.of("manifest", new byte[] {1, 2});
    var ask = new Ask.Adopt(document, "farm", List.of(laneBefore()), Policies.NONE);
    var one = (ApprovalFact.Proposed) FactCodec.inner(ofKind("approval.proposed").orElseThrow());
    return new Fact.OfApproval(
        new ApprovalFact.Proposed(
            one.command(), one.by(), ask, one.errand(), one.quorum(), one.until()));
  }

  private static Fact adoptedWithoutPaths() {
    return adopted(lane(WHEN, CALENDARS, ACTING_BEFORE, Paths.NONE), POLICIES_BEFORE);
  }

  private static Lane laneBefore() {
    return lane(Triggers.ON_CHANGE, List.of(), Acting.FREELY, Paths.NONE);
  }

  private static Lane laneNow() {
    return lane(WHEN, CALENDARS, ACTING, PATHS);
  }

  static List<Fact> ofEveryKind() {
    return List.of(
        adopted(laneNow(), POLICIES),
        new Fact.OfFarm(new FarmFact.TargetOut("here", "power")),
        new Fact.OfFarm(new FarmFact.TargetReturned("here")),
        new Fact.OfSource(
            new SourceFact.HeadsMoved(
                new TreeMap<>(Map.of("core", new ObjectId("0123456789".repeat(4)))))),
        new Fact.OfSnapshot(frozen(CONFIGURATION)),
        new Fact.OfSnapshot(asked("conductor", "a look")),
        new Fact.OfSnapshot(overlayAsked(true)),
        new Fact.OfSnapshot(
            new SnapshotFact.Overlaid(
                "pretrain", 7, digest("snapshot"), digest("document"), CONFIGURATION)),
        new Fact.OfSnapshot(new SnapshotFact.OverlayRefused("pretrain", 7, WHY)),
        new Fact.OfSnapshot(new SnapshotFact.Refused("pretrain", WHY)),
        new Fact.OfSnapshot(
            new SnapshotFact.LookedThrough(
                "pretrain",
                7,
                new TreeMap<>(
                    Map.of(
                        digest("document"),
                        new Holding(
                            new TreeSet<>(List.of(COMMIT)), new TreeSet<>(List.of(KEPT))))))),
        new Fact.OfSnapshot(new SnapshotFact.Heeded("pretrain", 7)),
        new Fact.OfSnapshot(new SnapshotFact.Stuck("pretrain", 7)),
        new Fact.OfMark(
            new MarkFact.Pinned(
                "ext/Cite", Optional.of(COMMIT.commit()), "a look", "conductor", UNTIL)),
        new Fact.OfMark(new MarkFact.Unpinned("ext/Cite", "conductor")),
        new Fact.OfMark(
            new MarkFact.CalledBad(
                COMMIT,
                Optional.of(new ObjectId("9876543210".repeat(4))),
                "it breaks",
                "conductor",
                UNTIL)),
        new Fact.OfMark(new MarkFact.CalledGood(COMMIT, "conductor")),
        new Fact.OfMark(new MarkFact.Kept(KEPT, "it protects", "conductor")),
        new Fact.OfMark(new MarkFact.LetGo("config", "conductor")),
        new Fact.OfCandidate(opened(ORIGIN, 5, CONFIGURATION)),
        new Fact.OfCandidate(new CandidateFact.Built(7, IMAGES, digest("plan"))),
        new Fact.OfCandidate(new CandidateFact.BuildFailed(7, WHY)),
        new Fact.OfCandidate(
            new CandidateFact.Answered(7, true, "covered", false, digest("answer"))),
        new Fact.OfCandidate(new CandidateFact.Waived(7, "known")),
        new Fact.OfCandidate(new CandidateFact.EvidenceCame(7)),
        new Fact.OfCandidate(new CandidateFact.Superseded(7, 9)),
        new Fact.OfRelease(sealed(ORIGIN, 5, CONFIGURATION)),
        new Fact.OfRelease(new ReleaseFact.Pushed(RELEASE, 4711)),
        new Fact.OfRelease(chosen(Kind.CONFIGURATION, true)),
        new Fact.OfRelease(
            new ReleaseFact.Overtaken(RELEASE, "pretrain", new ReleaseId("r-ba9876543210"))),
        new Fact.OfRelease(new ReleaseFact.Recalled(sealed(ORIGIN, 5, CONFIGURATION), true)),
        new Fact.OfRelease(new ReleaseFact.Anchored(RELEASE, "pretrain")),
        new Fact.OfRelease(new ReleaseFact.Condemned(RELEASE, "pretrain", "it failed")),
        new Fact.OfRelease(new ReleaseFact.Unneeded(RELEASE, "pretrain")),
        new Fact.OfRelease(new ReleaseFact.PackedAway(RELEASE, "pretrain", 4711)),
        new Fact.OfRoute(
            new RouteFact.Pointed(
                11,
                new TreeMap<>(
                    Map.of(PLACE, List.of(new RouteFact.Weighted(RELEASE, "10.0.0.1:80", 100)))))),
        new Fact.OfRoute(new RouteFact.InForce(12)),
        new Fact.OfRoute(new RouteFact.Unsure(12)),
        new Fact.OfRoute(new RouteFact.NotInForce(12)),
        new Fact.OfRoute(new RouteFact.Silent(12)),
        new Fact.OfSupervision(
            new SupervisionFact.VerdictReached(
                11,
                "canary",
                SupervisionFact.Answer.PASS,
                List.of("10 probes"),
                true,
                digest("counts"))),
        new Fact.OfSchedule(
            new ScheduleFact.Held(
                Reach.target("here"), "a look", "conductor", true, Optional.of(LATER))),
        new Fact.OfSchedule(new ScheduleFact.Lifted(Reach.source("ext/Cite"), "conductor")),
        new Fact.OfSchedule(new ScheduleFact.Expired(Reach.ALL)),
        new Fact.OfSchedule(new ScheduleFact.FileHeld(new HoldFile("a look", false))),
        new Fact.OfSchedule(new ScheduleFact.FileGone()),
        new Fact.OfSchedule(new ScheduleFact.CadenceChosen("pretrain", WHEN, "conductor")),
        new Fact.OfSchedule(new ScheduleFact.CadenceReset("pretrain", "conductor")),
        new Fact.OfSchedule(new ScheduleFact.RunMissed("pretrain", LATER, "no server")),
        new Fact.OfSchedule(
            new ScheduleFact.CalendarRead(
                "/etc/freezes.ics",
                new Calendar(
                    List.of(new Calendar.Span(LATER, LATER.plusSeconds(60), "a talk")),
                    LATER.plusSeconds(600)))),
        new Fact.OfSchedule(new ScheduleFact.CalendarUnread("/etc/freezes.ics", WHY)),
        new Fact.OfSchedule(
            new ScheduleFact.FreezeBegan(
                "pretrain",
                new Calendars.Reason("/etc/freezes.ics", "a talk", Optional.of(LATER)))),
        new Fact.OfSchedule(new ScheduleFact.FreezeEnded("pretrain")),
        new Fact.OfSchedule(
            new ScheduleFact.Thawed("pretrain", LATER, "the site is down", "conductor")),
        new Fact.OfSchedule(new ScheduleFact.ThawEnded("pretrain", "conductor")),
        new Fact.OfSchedule(
            new ScheduleFact.PutOff(
                "build", "pretrain/7", 2, Instant.parse("2026-03-02T08:00:00.5Z"), WHY)),
        new Fact.OfSchedule(new ScheduleFact.Due("build", "pretrain/7")),
        new Fact.OfSchedule(new ScheduleFact.Settled("build", "pretrain/7")),
        new Fact.OfLock(
            new LockFact.Asked(
                Use.OUTSIDE,
                "train",
                "eqiad",
                "backport",
                0,
                300,
                Duration.ofSeconds(60),
                "operator",
                "conductor",
                "a fix")),
        new Fact.OfLock(new LockFact.Granted(21)),
        new Fact.OfLock(
            new LockFact.AsideAsked(
                21,
                Optional.of(23L),
                "conductor waits for train",
                Optional.of(Instant.parse("2026-03-02T08:00:30Z")))),
        new Fact.OfLock(new LockFact.Released(21)),
        new Fact.OfLock(new LockFact.Cancelled(21)),
        new Fact.OfLock(new LockFact.LeaseLapsed(21)),
        new Fact.OfLock(new LockFact.Broken(21, "conductor", "its host is gone")),
        new Fact.OfLock(new LockFact.Outdated(21, "lane pretrain goes back")),
        new Fact.OfLock(
            new LockFact.OutsideSeen(
                "train",
                new Sight(
                    Sight.Moving.YES,
                    Optional.of("wmf.7"),
                    Optional.of("deployer"),
                    Optional.of("backport"),
                    List.of("probe: no answer")))),
        new Fact.OfRollout(began(Motion.CONFIGURATION, PATHS, "conductor")),
        new Fact.OfRollout(
            new RolloutFact.Stepped(11, Step.PASS_MORE, Phase.EXPOSING, 1, "passed")),
        new Fact.OfSlot(new SlotFact.Wanted(SLOT, IMAGES, List.of("web"), digest("manifest"))),
        new Fact.OfSlot(new SlotFact.Ready(SLOT, "10.0.0.1:80")),
        new Fact.OfSlot(new SlotFact.Failed(SLOT, WHY)),
        new Fact.OfSlot(new SlotFact.Unsure(SLOT)),
        new Fact.OfSlot(new SlotFact.Lost(SLOT)),
        new Fact.OfSlot(new SlotFact.Released(SLOT)),
        new Fact.OfSlot(new SlotFact.Gone(SLOT)),
        new Fact.OfAccess(
            new AccessFact.TokenIssued(
                "t-0123456789ab",
                digest("secret"),
                "alice",
                List.of("RelEng", "SRE"),
                List.of("bob", "operator"),
                Instant.parse("2026-06-02T08:00:00Z"))),
        new Fact.OfAccess(
            new AccessFact.TokenRevoked("t-0123456789ab", "alice", "bob", "she left")),
        new Fact.OfAutonomy(
            new AutonomyFact.LevelSet("pretrain", "main", Autonomy.PROPOSE, "alice", "a look")),
        new Fact.OfAutonomy(new AutonomyFact.Confirmed("pretrain", 11, 1, "alice")),
        new Fact.OfAutonomy(
            new AutonomyFact.WouldHave(
                "pretrain", AutonomyFact.Move.GO_ON, 11, RELEASE, "canary", "10 probes")),
        new Fact.OfAutonomy(
            new AutonomyFact.Compared("pretrain", 17, AutonomyFact.Match.AGREED, "said yes")),
        new Fact.OfAutonomy(
            new AutonomyFact.FoundWrong(
                "pretrain", AutonomyFact.Wrong.MISS, RELEASE, "alice", "it was slow")),
        new Fact.OfControl(
            new ControlFact.Passed("schema-preflight", "alice", LATER, "job 7 passed")),
        new Fact.OfControl(new ControlFact.Failed("schema-preflight", "alice", "job 8 failed")),
        new Fact.OfApproval(
            new ApprovalFact.Proposed(
                "command-1",
                SIGNER,
                new Ask.Waive("pretrain", "known", Optional.of(7L)),
                Errand.onLane(Action.WAIVE, "pretrain", "", "known"),
                new Quorum(2, List.of("SRE"), Duration.ofHours(4)),
                Instant.parse("2026-03-02T12:00:00Z"))),
        new Fact.OfApproval(new ApprovalFact.Approved(17, "pretrain", SIGNER)),
        new Fact.OfApproval(
            new ApprovalFact.Ended(17, "pretrain", ApprovalFact.End.DECLINED, "bob", "not now")),
        new Fact.Obeyed("command-1", ERRAND, "serves nothing", "held by alice: a look"),
        new Fact.Declined("command-1", "alice", ERRAND, WHY));
  }

  private static SnapshotFact.Frozen frozen(SortedMap<String, ObjectId> configuration) {
    return new SnapshotFact.Frozen(
        "pretrain", digest("snapshot"), digest("document"), List.of("ext/Cite"), 1, configuration);
  }

  private static CandidateFact.Opened opened(
      Origin origin, long wished, SortedMap<String, ObjectId> configuration) {
    return new CandidateFact.Opened(
        "pretrain",
        digest("snapshot"),
        digest("document"),
        digest("manifest"),
        origin,
        wished,
        configuration);
  }

  private static ReleaseFact.Chosen chosen(Kind kind, boolean byHand) {
    return new ReleaseFact.Chosen(RELEASE, "pretrain", kind, byHand);
  }

  private static RolloutFact.Began began(Motion motion, Paths paths, String by) {
    var lane = lane(Triggers.ON_CHANGE, List.of(), Acting.FREELY, paths);
    var plan = RolloutPlan.of(lane, Kind.CONFIGURATION, digest("manifest"));
    return new RolloutFact.Began("pretrain", motion, RELEASE, plan, "covered", by);
  }

  private static ReleaseFact.Sealed sealed(
      Origin origin, long wished, SortedMap<String, ObjectId> configuration) {
    return new ReleaseFact.Sealed(
        RELEASE,
        "pretrain",
        7,
        digest("release"),
        digest("snapshot"),
        digest("document"),
        IMAGES,
        digest("plan"),
        digest("manifest"),
        "covered",
        origin,
        wished,
        configuration);
  }

  private static Lane lane(Triggers when, List<String> freezes, Acting acting, Paths paths) {
    return new Lane(
        "pretrain",
        Optional.empty(),
        when,
        freezes,
        new GatePolicy(List.of("unit"), List.of("/evidence.jsonl"), GatePolicy.Unknown.SHUT),
        List.of("here"),
        List.of(
            new Stage(
                "canary",
                StageKind.CANARY,
                10,
                Duration.ofMinutes(10),
                List.of("/checks/pretrain.yaml"))),
        List.of("web"),
        new Lane.Watch(Duration.ofMinutes(60), 0.01, 100),
        new Lane.Keep(3, 4, 10),
        acting,
        paths,
        new TreeMap<>(Map.of("db", new Secret("/etc/speeder/db", "/run/secrets/db"))));
  }

  private static Digest digest(String of) {
    return Digest.of(of);
  }

  static Optional<Fact> ofKind(String kind) {
    return ofEveryKind().stream()
        .filter(fact -> FactCodec.encode(fact).kind().equals(kind))
        .findFirst();
  }
}
