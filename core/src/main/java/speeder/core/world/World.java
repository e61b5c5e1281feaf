package speeder.core.world;

import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import speeder.core.access.Access;
import speeder.core.access.AccessFact;
import speeder.core.autonomy.Autonomies;
import speeder.core.autonomy.Controls;
import speeder.core.candidate.CandidateFact;
import speeder.core.candidate.Candidates;
import speeder.core.farm.Adopted;
import speeder.core.farm.FarmFact;
import speeder.core.farm.Lane;
import speeder.core.lock.Contest;
import speeder.core.lock.Locks;
import speeder.core.release.ReleaseFact;
import speeder.core.release.Releases;
import speeder.core.release.Standing;
import speeder.core.release.Stock;
import speeder.core.rollout.RolloutFact;
import speeder.core.rollout.Rollouts;
import speeder.core.rollout.SlotFact;
import speeder.core.rollout.Slots;
import speeder.core.rollout.Step;
import speeder.core.route.Exposure;
import speeder.core.route.RouteFact;
import speeder.core.schedule.Schedule;
import speeder.core.schedule.ScheduleFact;
import speeder.core.snapshot.Freezes;
import speeder.core.snapshot.Holdings;
import speeder.core.snapshot.Overlays;
import speeder.core.snapshot.SnapshotFact;
import speeder.core.snapshot.Trigger;
import speeder.core.source.Heads;
import speeder.core.source.Marks;
import speeder.core.supervision.SupervisionFact;
import speeder.core.value.ReleaseId;

/// The state that all facts add up to: a slice a station. Immutable; readers take the latest and
/// never wait.
///
/// @param offset of the last fact, `term` of the leader's take-over, `at` the time of the last fact
public record World(
    long offset,
    long term,
    Instant at,
    Adopted farm,
    Access access,
    Autonomies autonomies,
    Controls controls,
    Proposals proposals,
    Heads heads,
    Marks marks,
    Freezes freezes,
    Holdings holdings,
    Overlays overlays,
    Candidates candidates,
    Releases releases,
    Stock stock,
    Exposure exposure,
    Schedule schedule,
    Locks locks,
    Rollouts rollouts,
    Slots slots) {
  public static final World EMPTY =
      new World(
          0,
          0,
          Instant.EPOCH,
          Adopted.NOTHING,
          Access.NONE,
          Autonomies.NONE,
          Controls.NONE,
          Proposals.NONE,
          Heads.UNSEEN,
          Marks.NONE,
          Freezes.NONE,
          Holdings.UNKNOWN,
          Overlays.NONE,
          Candidates.NONE,
          Releases.NONE,
          Stock.WHOLE,
          Exposure.NONE,
          Schedule.EMPTY,
          Locks.NONE,
          Rollouts.NONE,
          Slots.NONE);

  /// The World after a fact. Total: every fact that was ever written can be applied.
  public World apply(Fact fact, long at, Instant time) {
    var after = applied(fact, at, time);
    boolean stirs = FreezeRules.moved(after) > FreezeRules.moved(this);
    return stirs ? after.with(after.freezes.stirred(after.farm.lanes(), time)) : after;
  }

  private World applied(Fact fact, long at, Instant time) {
    return switch (fact) {
      case Fact.OfFarm(var f) -> to(at, time).described(f, at, time);
      case Fact.OfAccess(var f) -> to(at, time).admitted(f, at);
      case Fact.OfAutonomy(var f) -> to(at, time).with(autonomies.apply(f, at, time));
      case Fact.OfControl(var f) -> to(at, time).with(controls.apply(f, at));
      case Fact.OfApproval(var f) -> to(at, time).with(proposals.apply(f, at));
      case Fact.OfSource(var f) -> to(at, time).with(heads.apply(f, at));
      case Fact.OfMark(var f) -> to(at, time).with(marks.apply(f, at));
      case Fact.OfSnapshot(SnapshotFact.OfHolding f) ->
          to(at, time).with(holdings.apply(f, Looking.all(this)));
      case Fact.OfSnapshot(SnapshotFact.OfOverlay f) -> to(at, time).with(overlays.apply(f, at));
      case Fact.OfSnapshot(var f) -> to(at, time).asked(f, at, time);
      case Fact.OfCandidate(var f) -> to(at, time).opened(f, at);
      case Fact.OfRelease(var f) -> to(at, time).released(f, at);
      case Fact.OfRoute(var f) -> to(at, time).routed(f, at);
      case Fact.OfSupervision(var f) -> to(at, time).judged(f);
      case Fact.OfSchedule(var f) -> to(at, time).scheduled(f, at, time);
      case Fact.OfLock(var f) -> to(at, time).with(locks.apply(f, at, time));
      case Fact.OfRollout(var f) -> to(at, time).rolled(f, at, time);
      case Fact.OfSlot(var f) -> to(at, time).slotted(f, at);
      case Fact.TookOver _ -> to(at, time).ledBy(at).with(exposure.tookOver(at));
      case Fact.Obeyed _ -> to(at, time);
      case Fact.Declined(var _, var by, var _, var _) -> to(at, time).refused(by);
    };
  }

  /// The next moment after another at which something is to be decided without anything having
  /// happened; the one at which was decided last, say.
  public Optional<Instant> wake(Instant after) {
    return Stream.of(
            schedule.wake(after),
            contest().wake(after),
            marks.wake(after),
            controls.wake(after),
            proposals.wake(after),
            FreezeRules.wake(this, after),
            ClockRules.wake(this, after),
            schedule.calendars().wake(farm.lanes(), after))
        .flatMap(Optional::stream)
        .min(Instant::compareTo);
  }

  /// Who must wait for whose lock.
  public Contest contest() {
    var external = farm.lanes().stream().filter(Lane::external).toList();
    return new Contest(farm.policies().locks(), locks, external);
  }

  private World described(FarmFact fact, long at, Instant time) {
    var after = with(farm.apply(fact, at));
    if (!(fact instanceof FarmFact.ManifestAdopted)) return after;
    return after
        .with(exposure.redescribed(at))
        .with(schedule.adopted(farm.lanes(), after.farm.lanes(), time));
  }

  private World asked(SnapshotFact fact, long at, Instant time) {
    var after = with(freezes.apply(fact, at));
    boolean clock = fact instanceof SnapshotFact.Asked it && it.trigger() == Trigger.CLOCK;
    return clock ? after.with(schedule.clocked(fact.lane(), farm.lanes(), time)) : after;
  }

  private World released(ReleaseFact fact, long at) {
    var after = with(releases.apply(fact, at, needed()));
    return switch (fact) {
      case ReleaseFact.Sealed sealed -> after.sealed(sealed.candidate());
      case ReleaseFact.Recalled(var sealed, var _) ->
          after.with(after.stock.recalled(sealed.release()));
      case ReleaseFact.Unneeded(var release, var _) -> after.with(stock.unneeded(release, at));
      case ReleaseFact.PackedAway(var release, var _, var _) ->
          after.with(stock.packedAway(release, isInSlot(release)));
      case ReleaseFact.Chosen it -> after.chosen(it);
      case ReleaseFact.Pushed _,
          ReleaseFact.Overtaken _,
          ReleaseFact.Anchored _,
          ReleaseFact.Condemned _ ->
          after;
    };
  }

  /// What was remembered of releases that are forgotten goes with them.
  private World sealed(long candidate) {
    var known = releases.byId().keySet();
    return with(stock.knowing(known))
        .with(overlays.knowing(known))
        .with(autonomies.within(known::contains))
        .with(candidates.sealed(candidate));
  }

  /// A person named it, or wished for the candidate that it comes of.
  private World chosen(ReleaseFact.Chosen it) {
    boolean wished =
        releases
            .find(it.lane(), it.release())
            .filter(at -> autonomies.isWanted(it.lane(), at.sealed().candidate()))
            .isPresent();
    return with(autonomies.chosen(it.lane(), it.release(), it.byHand() || wished));
  }

  /// A candidate that a person's wish led to is theirs.
  private World opened(CandidateFact fact, long at) {
    var after = with(candidates.apply(fact, at));
    if (!(fact instanceof CandidateFact.Opened it)) return after;
    return after.with(autonomies.opened(it.lane(), at, Autonomous.isByHand(this, it)));
  }

  private boolean isInSlot(ReleaseId release) {
    return slots.bySlot().keySet().stream().anyMatch(slot -> slot.release().equals(release));
  }

  private World slotted(SlotFact fact, long at) {
    var after = with(slots.apply(fact, at));
    return fact instanceof SlotFact.Wanted wanted
        ? after.with(stock.wanted(wanted.slot().release()))
        : after;
  }

  /// Whether a release serves, stands in a slot, is on its way or may be gone back to.
  boolean needs(ReleaseId release) {
    var needed = needed();
    return releases.isPinned(release)
        || needed.contains(release)
        || needed.contains(releases.covered(release));
  }

  /// Releases that serve or served, stand in slots or are on their way.
  private Set<ReleaseId> needed() {
    var needed = new HashSet<ReleaseId>();
    rollouts.open().forEach(it -> needed.add(it.release()));
    rollouts.served().keySet().forEach(lane -> rollouts.serving(lane).ifPresent(needed::add));
    slots.bySlot().keySet().forEach(slot -> needed.add(slot.release()));
    return needed;
  }

  /// A source that is no longer held may have moved meanwhile.
  private World scheduled(ScheduleFact fact, long at, Instant time) {
    var after = with(schedule.apply(fact, at, farm.lanes(), time));
    boolean sources = !schedule.holds().sources().equals(after.schedule.holds().sources());
    return sources && heads.moved() > 0 ? after.with(heads.stirred(at)) : after;
  }

  private World routed(RouteFact fact, long at) {
    var after = with(exposure.apply(fact, at));
    return fact instanceof RouteFact.Pointed pointed
        ? after.with(after.rollouts.routed(pointed.rollout(), at))
        : after;
  }

  private World judged(SupervisionFact fact) {
    return switch (fact) {
      case SupervisionFact.VerdictReached reached -> with(rollouts.judged(reached));
    };
  }

  private World rolled(RolloutFact fact, long at, Instant time) {
    var after = with(rollouts.apply(fact, at, time, releases::covered));
    return switch (fact) {
      case RolloutFact.Began began -> after.began(began).begun(began, at);
      case RolloutFact.Stepped stepped -> after.arrived(stepped).failed(stepped);
    };
  }

  private World begun(RolloutFact.Began began, long at) {
    var known = rollouts.byId().keySet();
    return with(autonomies.began(began.lane(), at, began.release(), known));
  }

  private World failed(RolloutFact.Stepped stepped) {
    boolean byVerdict = stepped.step() == Step.FAIL_EARLY || stepped.step() == Step.FAIL_LATE;
    if (!byVerdict) return this;
    return rollouts
        .find(stepped.rollout())
        .map(it -> with(autonomies.failed(it.release())))
        .orElse(this);
  }

  private World arrived(RolloutFact.Stepped stepped) {
    if (stepped.step() != Step.ROUTED) return this;
    return rollouts
        .find(stepped.rollout())
        .filter(it -> !it.isForward())
        .map(it -> with(releases.wentBack(it.lane(), rollouts.line(it.lane()))))
        .orElse(this);
  }

  private World admitted(AccessFact fact, long offset) {
    var after = with(access.apply(fact, offset, at));
    return fact instanceof AccessFact.TokenRevoked revoked
        ? after.with(proposals.revoked(revoked.token()))
        : after;
  }

  private World began(RolloutFact.Began fact) {
    var after = with(releases.taken(fact.lane(), fact.release()));
    return releases
        .find(fact.lane(), fact.release())
        .map(Standing::sealed)
        .map(it -> after.with(overlays.tried(fact.lane(), it.origin().on(), it.configuration())))
        .orElse(after);
  }

  private World refused(String by) {
    return by.isEmpty() ? this : with(access.refused(by, at));
  }

  private World to(long offset, Instant at) {
    return with(copy -> {
      copy.offset = offset;
      copy.at = at;
    });
  }

  private World ledBy(long term) {
    return with(copy -> copy.term = term);
  }

  private World with(Adopted farm) {
    return with(copy -> copy.farm = farm);
  }

  private World with(Access access) {
    return with(copy -> copy.access = access);
  }

  private World with(Autonomies autonomies) {
    return with(copy -> copy.autonomies = autonomies);
  }

  private World with(Controls controls) {
    return with(copy -> copy.controls = controls);
  }

  private World with(Proposals proposals) {
    return with(copy -> copy.proposals = proposals);
  }

  private World with(Heads heads) {
    return with(copy -> copy.heads = heads);
  }

  private World with(Marks marks) {
    return with(copy -> copy.marks = marks);
  }

  private World with(Holdings holdings) {
    return with(copy -> copy.holdings = holdings);
  }

  private World with(Freezes freezes) {
    return with(copy -> copy.freezes = freezes);
  }

  private World with(Overlays overlays) {
    return with(copy -> copy.overlays = overlays);
  }

  private World with(Candidates candidates) {
    return with(copy -> copy.candidates = candidates);
  }

  private World with(Releases releases) {
    return with(copy -> copy.releases = releases);
  }

  private World with(Stock stock) {
    return with(copy -> copy.stock = stock);
  }

  private World with(Exposure exposure) {
    return with(copy -> copy.exposure = exposure);
  }

  private World with(Schedule schedule) {
    return with(copy -> copy.schedule = schedule);
  }

  private World with(Locks locks) {
    return with(copy -> copy.locks = locks);
  }

  private World with(Rollouts rollouts) {
    return with(copy -> copy.rollouts = rollouts);
  }

  private World with(Slots slots) {
    return with(copy -> copy.slots = slots);
  }

  private World with(Consumer<WorldCopy> change) {
    var copy = new WorldCopy(this);
    change.accept(copy);
    return copy.world();
  }
}
