package speeder.sim;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import speeder.core.autonomy.AutonomyFact;
import speeder.core.autonomy.ControlFact;
import speeder.core.lock.LockFact;
import speeder.core.release.ReleaseFact;
import speeder.core.rollout.Phase;
import speeder.core.rollout.RolloutFact;
import speeder.core.rollout.RolloutPlan;
import speeder.core.rollout.SlotFact;
import speeder.core.rollout.Step;
import speeder.core.route.RouteFact;
import speeder.core.schedule.Motion;
import speeder.core.schedule.ScheduleFact;
import speeder.core.snapshot.Holding;
import speeder.core.snapshot.Overlay;
import speeder.core.snapshot.SnapshotFact;
import speeder.core.snapshot.Trigger;
import speeder.core.source.SourceCommit;
import speeder.core.supervision.SupervisionFact.Answer;
import speeder.core.value.Digest;
import speeder.core.value.Kind;
import speeder.core.value.ReleaseId;
import speeder.core.value.Slot;
import speeder.core.world.Control;
import speeder.core.world.Decision;
import speeder.core.world.Fact;
import speeder.core.world.Input;
import speeder.core.world.Result;
import speeder.core.world.World;
import speeder.engine.Engine;

/// Controllers that are broken on purpose. Each must be caught, or the simulator proves nothing.
enum Mutant {
  NONE,
  /// Whatever is seen is a PASS.
  SKIPS_THE_JUDGE,
  /// A FAIL at main is not heard.
  IGNORES_FAIL_AT_MAIN,
  /// A shut gate counts as open.
  IGNORES_THE_GATE,
  /// From debug straight to main.
  SKIPS_CANARY,
  /// A slot counts as ready as soon as it is wanted.
  EXPOSES_BEFORE_READY,
  /// A hold is accepted and not kept.
  FORGETS_HOLDS,
  /// Going back does not hold automation.
  GOES_BACK_WITHOUT_HOLD,
  /// A frozen hold is taken for any other.
  GOES_BACK_UNDER_A_FROZEN_HOLD,
  /// A hold's end is not heard.
  HOLDS_FOR_EVER,
  /// What may not begin under the hold file begins.
  BEGINS_UNDER_THE_HOLD_FILE,
  /// The hold file is not seen.
  DOES_NOT_SEE_THE_HOLD_FILE,
  /// What was said of a lane's cadence is not heard.
  IGNORES_THE_CADENCE,
  /// A time of the clock comes, and nothing is asked.
  MISSES_THE_CLOCK,
  /// What serves counts as proven.
  GOES_TOO_FAR_AHEAD,
  /// What main has just begun to serve is released.
  RETIRES_WHAT_SERVES,
  /// A condemned release is chosen again.
  TRIES_AGAIN_WHAT_FAILED,
  /// A second rollout begins beside the first.
  BEGINS_TWICE,
  /// Not knowing whether the edge has a table counts as knowing that it has.
  TAKES_UNKNOWN_FOR_DONE,
  /// A slot that died is not started again.
  FORGETS_WHAT_DIED,
  /// Nobody hears that the edge is silent.
  DEAF_TO_THE_EDGE,
  /// A withdrawn release keeps its stages, and nobody tidies up.
  WITHDRAWS_NOTHING,
  /// Two releases get all of a place.
  GIVES_TOO_MUCH,
  /// A put-off deed is never due.
  NEVER_TRIES_AGAIN,
  /// A lost slot is forgotten, not retired.
  LEAVES_CONTAINERS_BEHIND,
  /// Whatever snapshots hold, nothing bad is found in them.
  SEES_NOTHING_BAD,
  /// A lane that serves what is bad goes back to that very release.
  GOES_BACK_NOWHERE,
  /// Calendars stop nothing.
  MOVES_THROUGH_FREEZES,
  /// A freeze is over, and nothing goes on.
  FREEZES_FOR_EVER,
  /// Who asks for a lock gets it, whoever holds it.
  GRANTS_TO_TWO,
  /// A lease that has lapsed counts on.
  KEEPS_WHAT_LAPSED,
  /// Whoever gives way is not told.
  NOBODY_STEPS_ASIDE,
  /// Lanes of others are not seen.
  DOES_NOT_SEE_OTHERS,
  /// Configuration of its own path is never asked for.
  FORGETS_CONFIGURATION,
  /// Configuration is laid over the lane's oldest release, and takes it for what is served.
  LAYS_OVER_ANOTHER,
  /// Commits that are kept are found in every snapshot.
  TAKES_ALL_FOR_KEPT,
  /// What is kept is laid over nothing.
  COVERS_NOTHING,
  /// What commits say that they depend on is not read.
  DEAF_TO_FOOTERS,
  /// What is held back is told to nobody.
  HIDES_WHAT_IS_HELD_BACK,
  /// How far automation may go is accepted and not kept.
  FORGETS_LEVELS,
  /// Automation says yes to itself.
  SAYS_YES_ITSELF,
  /// A control that failed goes on counting.
  DEAF_TO_CONTROLS,
  /// A command is accepted before its facts are durable.
  REPLIES_EARLY,
  /// The edge obeys whoever speaks.
  EDGE_WITHOUT_FENCE;

  private static final Fact NOTHING =
      new Fact.OfSchedule(new ScheduleFact.Settled("nothing", "nothing"));

  Engine.Decider decider() {
    return (world, input, now) ->
        broken(Control.decide(seen(world), heard(world, input), now), world);
  }

  /// What it takes the World for.
  private World seen(World world) {
    if (this == GOES_TOO_FAR_AHEAD) return proven(world);
    return this == MOVES_THROUGH_FREEZES ? thawed(world) : world;
  }

  private static World proven(World world) {
    return world
        .rollouts()
        .serving(Manifests.LANE)
        .map(it -> world.apply(anchored(it), world.offset(), world.at()))
        .orElse(world);
  }

  private static Fact anchored(ReleaseId release) {
    return new Fact.OfRelease(new ReleaseFact.Anchored(release, Manifests.LANE));
  }

  private static World thawed(World world) {
    var thaw = new ScheduleFact.Thawed(Manifests.LANE, Instant.MAX, "", "speeder");
    return world.apply(new Fact.OfSchedule(thaw), world.offset(), world.at());
  }

  /// What it takes its input for.
  private Input heard(World world, Input input) {
    return switch (input) {
      case Input.Judged judged -> judged(world, judged);
      case Input.Outcome outcome -> outcome(world, outcome);
      case Input.SlotsSeen seen when this == FORGETS_WHAT_DIED -> new Input.WakeUp();
      case Input.HoldFileSeen _ when this == DOES_NOT_SEE_THE_HOLD_FILE -> new Input.WakeUp();
      case Input.LeasesLapsed _ when this == KEEPS_WHAT_LAPSED -> new Input.WakeUp();
      case Input.OutsideSeen _ when this == DOES_NOT_SEE_OTHERS -> new Input.WakeUp();
      case Input.EdgeSilent _ when this == DEAF_TO_THE_EDGE -> new Input.WakeUp();
      case Input other -> other;
    };
  }

  private Input judged(World world, Input.Judged it) {
    boolean main = world.rollouts().find(it.rollout()).filter(one -> one.reachedMain()).isPresent();
    boolean deaf = this == SKIPS_THE_JUDGE || (this == IGNORES_FAIL_AT_MAIN && main);
    if (!deaf || it.answer() != Answer.FAIL) return it;
    return new Input.Judged(
        it.watch(), it.rollout(), it.stage(), Answer.PASS, it.reasons(), it.counts());
  }

  private Input outcome(World world, Input.Outcome it) {
    return switch (it.result()) {
      case Result.GateAnswered(var _, var summary, var policy, var answer)
          when this == IGNORES_THE_GATE ->
          with(it, new Result.GateAnswered(true, summary, policy, answer));
      case Result.Unknown _ when this == TAKES_UNKNOWN_FOR_DONE && isPublish(it) ->
          with(it, new Result.TableInForce(world.exposure().wanted()));
      case Result.LookedThrough looked when this == SEES_NOTHING_BAD -> with(it, blind(looked));
      case Result.LookedThrough looked when this == TAKES_ALL_FOR_KEPT ->
          with(it, trusting(looked, world));
      case Result other -> with(it, other);
    };
  }

  private static boolean isPublish(Input.Outcome it) {
    return it.key().kind().equals("publish");
  }

  private static Input with(Input.Outcome it, Result result) {
    return new Input.Outcome(it.key(), result, it.documents());
  }

  /// What it makes of the right decision. A fact is changed in its place, and more are added at the
  /// end, since facts name one another by offset.
  private Decision broken(Decision right, World world) {
    if (this == NONE) return right;
    var facts = new ArrayList<Fact>();
    var more = new ArrayList<Fact>();
    var after = world;
    for (var fact : right.facts()) {
      facts.add(instead(fact, after));
      more.addAll(more(fact, after));
      after = after.apply(facts.getLast(), after.offset() + 1, after.at());
    }
    facts.addAll(more);
    return new Decision(facts, right.documents(), right.reply(), after);
  }

  private Fact instead(Fact fact, World world) {
    return switch (fact) {
      case Fact.OfSchedule(ScheduleFact.Held held) when forgets(held) -> NOTHING;
      case Fact.OfSchedule(ScheduleFact.CadenceChosen _) when this == IGNORES_THE_CADENCE ->
          NOTHING;
      case Fact.OfSnapshot(SnapshotFact.Asked it)
          when this == MISSES_THE_CLOCK && it.trigger() == Trigger.CLOCK ->
          NOTHING;
      case Fact.OfSnapshot(SnapshotFact.Frozen it) when this == HIDES_WHAT_IS_HELD_BACK ->
          new Fact.OfSnapshot(hiding(it));
      case Fact.OfSchedule(ScheduleFact.FreezeEnded _) when this == FREEZES_FOR_EVER -> NOTHING;
      case Fact.OfSchedule(ScheduleFact.Expired _) when this == HOLDS_FOR_EVER -> NOTHING;
      case Fact.OfSchedule(ScheduleFact.Held it) when this == GOES_BACK_UNDER_A_FROZEN_HOLD ->
          new Fact.OfSchedule(
              new ScheduleFact.Held(it.reach(), it.reason(), it.by(), false, it.until()));
      case Fact.OfAutonomy(AutonomyFact.LevelSet _) when this == FORGETS_LEVELS -> NOTHING;
      case Fact.OfControl(ControlFact.Failed _) when this == DEAF_TO_CONTROLS -> NOTHING;
      case Fact.OfSchedule(ScheduleFact.Due _) when this == NEVER_TRIES_AGAIN -> NOTHING;
      case Fact.OfLock(LockFact.AsideAsked _) when this == NOBODY_STEPS_ASIDE -> NOTHING;
      case Fact.OfSlot(SlotFact.Released(var slot)) when this == LEAVES_CONTAINERS_BEHIND ->
          new Fact.OfSlot(new SlotFact.Gone(slot));
      case Fact.OfRollout(RolloutFact.Stepped it)
          when this == SKIPS_CANARY && it.step() == Step.PASS_MORE ->
          new Fact.OfRollout(
              new RolloutFact.Stepped(it.rollout(), it.step(), it.to(), last(world, it), it.why()));
      case Fact.OfSnapshot(SnapshotFact.OverlayAsked it)
          when this == FORGETS_CONFIGURATION && serves(it) ->
          NOTHING;
      case Fact.OfSnapshot(SnapshotFact.OverlayAsked it)
          when this == COVERS_NOTHING && !serves(it) ->
          NOTHING;
      case Fact.OfSnapshot(SnapshotFact.OverlayAsked it)
          when this == LAYS_OVER_ANOTHER && serves(it) ->
          new Fact.OfSnapshot(over(oldest(world, it.lane()), it));
      case Fact.OfRollout(RolloutFact.Began it)
          when this == GOES_BACK_NOWHERE && it.reason().contains("is marked bad") ->
          new Fact.OfRollout(nowhere(it, world));
      case Fact.OfRoute(RouteFact.Pointed it) -> new Fact.OfRoute(pointed(it, world));
      default -> fact;
    };
  }

  private static SnapshotFact.Frozen hiding(SnapshotFact.Frozen it) {
    return new SnapshotFact.Frozen(
        it.lane(), it.snapshot(), it.document(), List.of(), it.restless(), it.configuration());
  }

  private List<Fact> more(Fact fact, World world) {
    return switch (fact) {
      case Fact.OfSlot(SlotFact.Wanted wanted) when this == EXPOSES_BEFORE_READY ->
          List.of(new Fact.OfSlot(new SlotFact.Ready(wanted.slot(), "10.0.0.1:1")));
      case Fact.OfLock(LockFact.Asked it) when this == GRANTS_TO_TWO && isHeld(world, it.lane()) ->
          List.of(new Fact.OfLock(new LockFact.Granted(world.offset() + 1)));
      case Fact.OfRelease(ReleaseFact.Condemned it) when this == TRIES_AGAIN_WHAT_FAILED ->
          List.of(
              new Fact.OfRelease(
                  new ReleaseFact.Chosen(it.release(), it.lane(), Kind.CODE, false)));
      case Fact.OfAutonomy(AutonomyFact.WouldHave it)
          when this == SAYS_YES_ITSELF && it.move() == AutonomyFact.Move.GO_ON ->
          List.of(yes(it, world));
      case Fact.OfRelease(ReleaseFact.Chosen it) when this == BEGINS_TWICE -> twice(it, world);
      case Fact.OfRollout(RolloutFact.Stepped it)
          when this == RETIRES_WHAT_SERVES && it.step() == Step.PASS_LAST ->
          List.of(new Fact.OfSlot(new SlotFact.Released(main(world, it))));
      default -> List.of();
    };
  }

  private static boolean isHeld(World world, String lane) {
    return world.locks().held().values().stream().anyMatch(it -> it.lane().equals(lane));
  }

  private boolean forgets(ScheduleFact.Held held) {
    boolean own = held.by().equals("speeder");
    return own ? this == GOES_BACK_WITHOUT_HOLD : this == FORGETS_HOLDS;
  }

  private static Digest oldest(World world, String lane) {
    return world.releases().of(lane).getFirst().sealed().snapshotDocument();
  }

  private static SnapshotFact.OverlayAsked over(Digest base, SnapshotFact.OverlayAsked it) {
    var overlay = new Overlay(it.overlay().origin(), base, it.overlay().commits());
    return new SnapshotFact.OverlayAsked(it.lane(), overlay, it.byHand());
  }

  private static Fact yes(AutonomyFact.WouldHave it, World world) {
    int all = world.rollouts().find(it.rollout()).orElseThrow().plan().last();
    return new Fact.OfAutonomy(new AutonomyFact.Confirmed(it.lane(), it.rollout(), all, "speeder"));
  }

  private static RolloutFact.Began nowhere(RolloutFact.Began it, World world) {
    var serving = world.rollouts().serving(it.lane()).orElse(it.release());
    return new RolloutFact.Began(it.lane(), it.motion(), serving, it.plan(), it.reason(), it.by());
  }

  private static Result blind(Result.LookedThrough it) {
    var found = new TreeMap<>(it.found());
    found.replaceAll((_, holding) -> new Holding(new TreeSet<>(), holding.kept()));
    return new Result.LookedThrough(it.upTo(), found);
  }

  private static Result trusting(Result.LookedThrough it, World world) {
    var kept = new TreeSet<SourceCommit>();
    world
        .marks()
        .floors()
        .forEach((source, floor) -> kept.add(new SourceCommit(source, floor.commit())));
    var found = new TreeMap<>(it.found());
    found.replaceAll((_, holding) -> new Holding(holding.bad(), kept));
    return new Result.LookedThrough(it.upTo(), found);
  }

  private static boolean serves(SnapshotFact.OverlayAsked it) {
    return it.overlay().origin().serves();
  }

  private static List<Fact> twice(ReleaseFact.Chosen it, World world) {
    var lane = world.farm().lane(it.lane()).orElseThrow();
    var plan = RolloutPlan.of(lane, world.farm().manifest().orElseThrow());
    var forward = Motion.FORWARD;
    return List.of(
        new Fact.OfRollout(
            new RolloutFact.Began(it.lane(), forward, it.release(), plan, "twice", "speeder")));
  }

  private static int last(World world, RolloutFact.Stepped it) {
    return world.rollouts().find(it.rollout()).orElseThrow().plan().last();
  }

  private static Slot main(World world, RolloutFact.Stepped it) {
    var rollout = world.rollouts().find(it.rollout()).orElseThrow();
    var place = rollout.plan().places(rollout.plan().last()).getFirst();
    return new Slot(place, rollout.release());
  }

  private RouteFact.Pointed pointed(RouteFact.Pointed it, World world) {
    if (this == WITHDRAWS_NOTHING && isWithdrawn(it, world)) {
      return new RouteFact.Pointed(it.rollout(), new TreeMap<>());
    }
    if (this != GIVES_TOO_MUCH) return it;
    var places = new TreeMap<>(it.places());
    places.replaceAll((_, weights) ->
        weights.stream()
            .map(one -> new RouteFact.Weighted(one.release(), one.address(), 100))
            .toList());
    return new RouteFact.Pointed(it.rollout(), places);
  }

  private static boolean isWithdrawn(RouteFact.Pointed it, World world) {
    return world
        .rollouts()
        .find(it.rollout())
        .map(one -> one.phase() == Phase.WITHDRAWING)
        .orElse(true);
  }
}
