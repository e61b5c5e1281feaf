package speeder.core.rollout;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import speeder.core.farm.Stage;
import speeder.core.rollout.RolloutFact.Began;
import speeder.core.rollout.RolloutFact.Stepped;
import speeder.core.schedule.Motion;
import speeder.core.supervision.SupervisionFact.VerdictReached;
import speeder.core.value.Actor;
import speeder.core.value.Place;
import speeder.core.value.ReleaseId;

/// The walk of one release through the stages of its lane's targets.
///
/// @param id offset of the fact that began it
/// @param stage index of the stage it is at
/// @param since offset of the fact that led to its phase, `at` the time of it
/// @param origin where `LOOKING` or `HALTED` was entered from
/// @param routed offset of the newest routing fact it asked for in its phase; 0 before it asked
/// @param verdict the newest about the phase it is in
public record Rollout(
    long id,
    String lane,
    Motion motion,
    ReleaseId release,
    RolloutPlan plan,
    String reason,
    String by,
    Phase phase,
    int stage,
    long since,
    Instant at,
    Phase origin,
    long routed,
    Optional<VerdictReached> verdict) {

  static Rollout began(Began fact, long offset, Instant at) {
    return new Rollout(
        offset,
        fact.lane(),
        fact.motion(),
        fact.release(),
        fact.plan(),
        fact.reason(),
        fact.by(),
        Phase.PREPARING,
        0,
        offset,
        at,
        Phase.START,
        0,
        Optional.empty());
  }

  Rollout stepped(Stepped fact, long offset, Instant now) {
    if (fact.to() == phase && fact.stage() == stage) return this;
    boolean aside = fact.to() == Phase.LOOKING || fact.step() == Step.SEEN;
    var from = fact.to() == Phase.LOOKING || fact.to() == Phase.HALTED ? phase : origin;
    return new Rollout(
        id,
        lane,
        motion,
        release,
        plan,
        reason,
        by,
        fact.to(),
        fact.stage(),
        offset,
        now,
        from,
        aside ? routed : 0,
        Optional.empty());
  }

  Rollout routed(long table) {
    return new Rollout(
        id, lane, motion, release, plan, reason, by, phase, stage, since, at, origin, table,
        verdict);
  }

  Rollout judged(VerdictReached reached) {
    return new Rollout(
        id,
        lane,
        motion,
        release,
        plan,
        reason,
        by,
        phase,
        stage,
        since,
        at,
        origin,
        routed,
        Optional.of(reached));
  }

  public boolean isForward() {
    return !motion.isBack();
  }

  /// Whether a person wanted it.
  public boolean isByPerson() {
    return !by.equals(Actor.SPEEDER.principal());
  }

  /// Whether main gets traffic by it.
  public boolean reachedMain() {
    return !isForward()
        || (stage == plan.last() && (base() == Phase.JUDGING || base() == Phase.WATCHING));
  }

  /// The phase it is in, or was in before it stepped aside to look or to wait for a person.
  public Phase base() {
    return phase == Phase.LOOKING || phase == Phase.HALTED ? origin : phase;
  }

  /// Whether the lane must wait with its next rollout. One that is watched does not make it wait,
  /// nor while a look at one of its slots is not answered.
  public boolean isMoving() {
    return !phase.isEnd() && base() != Phase.WATCHING;
  }

  /// Whether it has traffic that is judged: a hold or a look that is not answered does not end
  /// that.
  public boolean isJudged() {
    return base() == Phase.JUDGING || base() == Phase.WATCHING;
  }

  /// Whether it asked for its table in this phase.
  public boolean isPointed() {
    return routed > 0;
  }

  public Stage current() {
    return plan.stages().get(stage);
  }

  /// The places its traffic moves at in this step: one stage forward, all of them back.
  public List<Place> places() {
    return isForward() ? plan.exposed(stage) : plan.places();
  }

  /// When a PASS is worth a step: after the stage's bake, or at the end of the window.
  public Instant due() {
    if (!isForward()) return at;
    return at.plus(base() == Phase.WATCHING ? plan.window() : current().bake());
  }

  /// The fact of a step from here, if the table has it.
  public Optional<Stepped> step(Step step, int toStage, String why) {
    return RolloutTable.next(phase, step, origin)
        .map(to -> new Stepped(id, step, to, toStage, why));
  }

  public Optional<Stepped> step(Step step, String why) {
    return step(step, stage, why);
  }
}
