package speeder.sim;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import speeder.core.candidate.CandidateFact;
import speeder.core.release.ReleaseFact;
import speeder.core.rollout.Rollout;
import speeder.core.rollout.RolloutFact;
import speeder.core.rollout.SlotFact;
import speeder.core.rollout.Step;
import speeder.core.route.RouteFact;
import speeder.core.route.RouteFact.Weighted;
import speeder.core.schedule.Hold;
import speeder.core.schedule.Motion;
import speeder.core.schedule.Reach;
import speeder.core.schedule.ScheduleFact;
import speeder.core.snapshot.Snapshot;
import speeder.core.snapshot.SnapshotFact;
import speeder.core.value.Kind;
import speeder.core.value.Place;
import speeder.core.value.ReleaseId;
import speeder.core.value.Slot;
import speeder.core.world.Autonomous;
import speeder.core.world.Effect.Deed;
import speeder.core.world.Fact;
import speeder.core.world.Stops;
import speeder.core.world.World;
import speeder.engine.Engine;
import speeder.engine.checkpoint.Checkpoint;
import speeder.engine.codec.FactCodec;
import speeder.engine.port.Entry;
import speeder.engine.port.PortFailure;

/// What must hold after every turn, whatever went wrong. Follows the journal by itself and asks the
/// outside, so that it believes no server.
final class Invariants {
  private static final int BATCH = 10_000;

  private final Town town;
  private final Map<ReleaseId, Set<Integer>> passed = new HashMap<>();
  private final Set<ReleaseId> condemned = new HashSet<>();
  private final Set<ReleaseId> goneBackTo = new HashSet<>();
  private final Set<Long> waived = new HashSet<>();

  /// Lanes that a person was called to, until they serve something else.
  private final Set<String> helped = new HashSet<>();

  /// What reaches hold accepted that do not end by themselves.
  private final Set<Reach> held = new HashSet<>();

  /// Those of them that stop going back, too.
  private final Set<Reach> frozen = new HashSet<>();

  /// Offset of the newest going back that a person asked for, by lane.
  private final Map<String, Long> wentBack = new HashMap<>();

  final LockPromises locks = new LockPromises();

  /// How far automation was let go.
  final Reins reins = new Reins();

  /// What configuration, kept commits, and commits that depend on others go by.
  private final PathPromises paths;

  final TiePromises ties;

  private final FreezePromises freezes = new FreezePromises();
  private final CadencePromises cadences = new CadencePromises();

  private World world = World.EMPTY;
  private long facts;

  Invariants(Town town) {
    this.town = town;
    this.ties = new TiePromises(town);
    this.paths = new PathPromises(town, condemned, reins, ties);
  }

  World world() {
    return world;
  }

  long facts() {
    return facts;
  }

  /// A hold of this reach was accepted; nothing may go forward under it from now on.
  void mustStand(Reach reach, boolean goingBackToo) {
    mayMove(reach);
    held.add(reach);
    if (goingBackToo) frozen.add(reach);
  }

  void mayMove(Reach reach) {
    held.remove(reach);
    frozen.remove(reach);
  }

  /// A server starts a deed: none that goes forward while the hold file is there.
  void starts(Deed deed) {
    Broken.unless(
        !deed.isForward() || town.stop.present().isEmpty(),
        deed.key() + " starts under the hold file");
  }

  /// Reads what the journal has more.
  void follow() {
    try {
      for (var entry : town.journal.read(world.offset() + 1, BATCH)) follow(entry);
    } catch (PortFailure failure) {
      throw new Broken("the journal cannot be read", failure);
    }
    oneMoves();
    cadences.nothingPilesUp(world);
    locks.stand(world, town.agenda.instant());
  }

  /// A server that has just written sees what the journal says.
  void agrees(World server) {
    Broken.unless(world.equals(server), "replay of the journal is not the server's World");
  }

  private void follow(Entry entry) throws PortFailure {
    var fact = FactCodec.decode(entry);
    var before = world;
    facts++;
    world = world.apply(fact, entry.offset(), entry.time());
    if (fact instanceof Fact.OfSchedule(var inner)) freezes.follow(inner);
    ties.follow(fact, entry.offset());
    switch (fact) {
      case Fact.OfRollout(RolloutFact.Began began) -> began(before, began);
      case Fact.OfSnapshot(SnapshotFact.Frozen frozen) -> frozen(before, frozen);
      case Fact.OfRollout(RolloutFact.Stepped stepped) -> stepped(before, stepped);
      case Fact.OfRoute(RouteFact.Pointed pointed) -> pointed(before, pointed);
      case Fact.OfSlot(SlotFact.Released(var slot)) -> released(before, slot);
      case Fact.TookOver _ -> locks.tookOver(entry.time());
      case Fact.OfLock(var inner) -> locks.follow(inner, entry.offset(), entry.time());
      case Fact.OfRelease(ReleaseFact.Sealed sealed) -> sealed(sealed);
      case Fact.OfSchedule(ScheduleFact.Held it) when it.reason().startsWith("a person") ->
          helped.add(it.reach().name());
      case Fact.OfSchedule(ScheduleFact.Lifted it) -> mayMove(it.reach());
      case Fact.OfAutonomy(var it) -> reins.heard(it, entry.cause());
      case Fact.OfControl(var it) -> reins.heard(it);
      case Fact.OfRelease(ReleaseFact.Chosen it) -> {
        reins.chosen(it, world);
        cadences.chosen(it);
      }
      case Fact.OfRelease(ReleaseFact.Condemned it) -> condemned.add(it.release());
      case Fact.OfCandidate(CandidateFact.Waived it) -> waived.add(it.candidate());
      default -> {}
    }
  }

  private void sealed(ReleaseFact.Sealed sealed) throws PortFailure {
    town.sealed(sealed.release(), town.farms.read(sealed.snapshotDocument(), Snapshot.class));
    Broken.unless(
        town.quality(sealed.release()) != Quality.UNPROVEN
            || waived.contains(sealed.candidate())
            || sealed.origin().kind() == Kind.CONFIGURATION,
        sealed.release() + " was sealed though its gate never opened");
  }

  private void began(World before, RolloutFact.Began began) {
    var release = began.release();
    var lane = began.lane();
    if (began.motion().isBack()) {
      goneBackTo.add(release);
      if (began.reason().startsWith("asked for")) wentBack.put(lane, world.offset());
      Broken.unless(isHeldByAutomation(lane), "going back without a hold");
      boolean stopped = Stops.of(before, lane, Motion.BACK_BY_VERDICT).isPresent();
      Broken.unless(!stopped && !reaches(frozen, lane), "going back under a frozen hold");
      Broken.unless(before.releases().find(release).isPresent(), release + " was never sealed");
      before
          .marks()
          .floors()
          .forEach((source, floor) ->
              Broken.unless(
                  !town.loses(release, source, floor),
                  release + " loses what is kept of " + source));
    } else {
      Broken.unless(
          Stops.of(world, lane, Motion.FORWARD).isEmpty(),
          "a rollout of " + lane + " began under a stop");
      locks.forward(world, lane);
      freezes.forward(lane, world.at());
      Broken.unless(!condemned.contains(release), release + " failed and set out again");
      cadences.begins(before, began);
      for (var bad : before.marks().bad().values()) {
        Broken.unless(!town.holds(release, bad), release + " holds what is bad and set out");
      }
      reins.begins(before, lane, release);
      passed.put(release, new HashSet<>());
      paths.begins(before, began);
    }
  }

  void pathsAreKept() {
    paths.configurationArrives(world);
    paths.whatIsKeptStandsBy(world);
    ties.whatArrivedIsTaken(world);
  }

  /// No snapshot holds what was marked before it was asked for.
  private void frozen(World before, SnapshotFact.Frozen frozen) throws PortFailure {
    var snapshot = town.farms.read(frozen.document(), Snapshot.class);
    long asked = before.freezes().of(frozen.lane()).open().map(it -> it.at()).orElse(0L);
    for (var bad : before.marks().bad().values()) {
      Broken.unless(
          bad.since() > asked || !town.holds(snapshot, bad), "a snapshot holds " + bad.at());
    }
  }

  /// What is marked bad serves nowhere, unless a person went there since, or was called.
  void nothingMarkedServes() {
    for (var lane : world.farm().lanes()) {
      var serving = world.rollouts().serving(lane.name());
      if (serving.isEmpty() || helped.contains(lane.name())) continue;
      for (var bad : world.marks().bad().values()) {
        Broken.unless(
            !town.holds(serving.get(), bad) || wentBack.getOrDefault(lane.name(), 0L) > bad.since(),
            serving.get() + " serves at rest and holds " + bad.at());
      }
    }
  }

  private boolean isHeldByAutomation(String lane) {
    return world.schedule().holds().all().stream()
        .anyMatch(it -> it.hand() == Hold.Hand.AUTOMATION && it.reach().equals(Reach.lane(lane)));
  }

  private boolean reaches(Set<Reach> holds, String lane) {
    var targets = world.farm().lane(lane).orElseThrow().targets();
    return holds.contains(Reach.ALL)
        || holds.contains(Reach.lane(lane))
        || targets.stream().anyMatch(it -> holds.contains(Reach.target(it)));
  }

  private void stepped(World before, RolloutFact.Stepped stepped) {
    var rollout = before.rollouts().find(stepped.rollout()).orElseThrow();
    if (stepped.step() == Step.PASS_MORE || stepped.step() == Step.PASS_LAST) {
      passed.computeIfAbsent(rollout.release(), _ -> new HashSet<>()).add(rollout.stage());
    }
    if (stepped.step() == Step.ROUTED) routed(rollout);
  }

  /// The edge really gives its requests to what a rollout believes to be exposed; a place that gets
  /// none, as after its target returned, waits its turn.
  private void routed(Rollout rollout) {
    for (var place : rollout.places()) {
      if (world.exposure().serving(place).isEmpty()) continue;
      boolean given =
          world.exposure().weights(place).stream()
              .filter(it -> it.weight() > 0 && it.release().equals(rollout.release()))
              .anyMatch(it -> town.served().contains(it.address()));
      Broken.unless(
          given || world.farm().isOut(place.target()),
          "the edge does not serve " + rollout.release() + " at " + place);
    }
    boolean main = !rollout.isForward() || rollout.stage() == rollout.plan().last();
    if (main) helped.remove(rollout.lane());
  }

  private void pointed(World before, RouteFact.Pointed pointed) {
    pointed
        .places()
        .forEach((place, weights) -> {
          int sum = weights.stream().mapToInt(Weighted::weight).sum();
          Broken.unless(sum == 0 || sum == 100, place + " gets " + weights);
          for (var it : weights) if (it.weight() > 0) given(before, place, it);
        });
  }

  private void given(World before, Place place, Weighted weighted) {
    var slot = new Slot(place, weighted.release());
    boolean there =
        town.running(slot).filter(it -> it.address().equals(weighted.address())).isPresent();
    Broken.unless(
        there || town.killed.contains(slot), slot + " gets requests and is not ready there");
    if (before.exposure().serves(place, weighted.release())) return;
    exposed(before, place, weighted.release());
  }

  /// A release gets requests where it got none.
  private void exposed(World before, Place place, ReleaseId release) {
    var lane = place.lane();
    boolean serves = before.rollouts().serving(lane).filter(release::equals).isPresent();
    boolean back =
        world.rollouts().open(lane).stream()
            .anyMatch(it -> !it.isForward() && it.release().equals(release));
    if (serves || back) return;
    Broken.unless(!condemned.contains(release), release + " failed and is exposed at " + place);
    locks.forward(world, lane);
    freezes.forward(lane, world.at());
    Broken.unless(
        Stops.of(world, lane, Motion.FORWARD).isEmpty() && !reaches(held, lane),
        release + " is exposed under a stop at " + place);
    reins.exposed(before, lane, place.stage(), release);
    int stage = stage(lane, release, place.stage());
    for (int earlier = 0; earlier < stage; earlier++) {
      Broken.unless(
          passed.getOrDefault(release, Set.of()).contains(earlier),
          release + " is exposed at " + place + " and did not pass stage " + earlier);
    }
    if (place.stage().equals("main")) {
      Broken.unless(
          town.quality(release) != Quality.BREAKS_AT_CANARY,
          release + " breaks at canary and is exposed at main");
    }
  }

  /// Which of its plan's stages a release gets a place with.
  private int stage(String lane, ReleaseId release, String name) {
    var plan =
        world.rollouts().open(lane).stream()
            .filter(it -> it.isForward() && it.release().equals(release))
            .map(Rollout::plan)
            .findFirst()
            .orElseThrow(() -> new Broken(release + " is exposed and has no rollout"));
    for (int index = 0; index < plan.stages().size(); index++) {
      if (plan.stages().get(index).name().equals(name)) return index;
    }
    return plan.last();
  }

  private void released(World before, Slot slot) {
    Broken.unless(
        !before.exposure().serves(slot.place(), slot.release()), slot + " serves and is released");
  }

  private void oneMoves() {
    for (var lane : world.farm().lanes()) {
      long moving = world.rollouts().open(lane.name()).stream().filter(Rollout::isMoving).count();
      Broken.unless(moving <= 1, moving + " rollouts of " + lane.name() + " move");
    }
  }

  /// At rest: the outside is what was decided last.
  void atRest() {
    boolean serves = world.exposure().wanted() > 0;
    Broken.unless(!serves || !town.routes.isDead(), "the edge is dead at rest");
    follow();
    nothingOutlivesItsTime();
    new AtRest(town, world).outsideIsAsDecided();
    nothingBadStays();
    nothingMarkedServes();
    locks.atRest(waitingForAYes());
    pathsAreKept();
    try {
      Broken.unless(
          Engine.replay(town.journal, World.EMPTY).equals(world), "a full replay differs");
      town.journal.verify();
      checkpointIsTheWorld();
    } catch (PortFailure failure) {
      throw new Broken("the journal cannot be replayed", failure);
    }
  }

  private void checkpointIsTheWorld() throws PortFailure {
    var written = new Checkpoint(world, Entry.ORIGIN).bytes(Entry.ORIGIN);
    Broken.unless(
        Checkpoint.read(written, Entry.ORIGIN).world().equals(world), "a checkpoint differs");
  }

  private Set<String> waitingForAYes() {
    var lanes = new HashSet<String>();
    for (var rollout : world.rollouts().open()) {
      if (Autonomous.waiting(world, rollout).isPresent() || Autonomous.isLeft(world, rollout)) {
        lanes.add(rollout.lane());
      }
    }
    return lanes;
  }

  /// What fails at main does not stay there, unless there was nowhere to go, or a person named it.
  void nothingBadStays() {
    for (var lane : world.farm().lanes()) {
      if (helped.contains(lane.name()) || reins.leavesToPeople(world, lane)) continue;
      world
          .rollouts()
          .serving(lane.name())
          .filter(it -> !condemned.contains(it) && !goneBackTo.contains(it))
          .ifPresent(it ->
              Broken.unless(
                  town.quality(it) == Quality.GOOD || town.quality(it) == Quality.UNPROVEN,
                  it + " fails at main and stays there"));
    }
  }

  /// What had an end has ended.
  void nothingOutlivesItsTime() {
    for (var hold : world.schedule().holds().all()) {
      Broken.unless(
          hold.until().filter(it -> it.isBefore(town.now().minusSeconds(1))).isEmpty(),
          hold + " should have ended");
    }
  }
}
