package speeder.server.fold;

import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import speeder.api.Rollout;
import speeder.core.farm.Stage;
import speeder.core.rollout.Phase;
import speeder.core.rollout.RolloutFact.Began;
import speeder.core.rollout.RolloutFact.Stepped;
import speeder.core.rollout.RolloutPlan;
import speeder.core.rollout.Step;
import speeder.core.schedule.Motion;
import speeder.core.value.ReleaseId;

/// A rollout as it goes over the wire, fact by fact.
public final class RolloutRow {
  private RolloutRow() {}

  static Rollout began(Began fact, long offset, Instant at) {
    return row(offset, fact.motion(), fact.release(), fact.plan(), fact.reason())
        .in(Phase.PREPARING, fact.plan().stages().getFirst(), at, at);
  }

  /// As the World knows it, without what only the journal tells.
  public static Rollout of(speeder.core.rollout.Rollout it, Instant began) {
    return row(it.id(), it.motion(), it.release(), it.plan(), it.reason())
        .in(it.phase(), it.current(), began, it.at());
  }

  static Rollout stepped(Rollout row, Stepped fact, Instant at) {
    var to = fact.to();
    var stage = row.stages().get(Math.min(fact.stage(), row.stages().size() - 1));
    boolean stays = to.name().equals(row.phase()) && stage.equals(row.stage());
    return new Rollout(
        row.id(),
        row.lane(),
        row.direction(),
        row.motion(),
        row.release(),
        row.reason(),
        to.name(),
        stage,
        row.stages(),
        row.targets(),
        !to.isEnd(),
        to.isMoving(),
        row.began(),
        stays ? row.since() : at,
        to.isEnd() ? Optional.of(at) : Optional.empty(),
        row.due(),
        exposed(row, fact.step(), at),
        fact.step() == Step.RETURNED ? Optional.of(at) : row.returned(),
        why(row, fact, stays),
        stays ? row.verdict() : lastVerdict(row, to));
  }

  /// That it was given back does not say why.
  private static String why(Rollout row, Stepped fact, boolean stays) {
    if (fact.step() == Step.RETURNED && !row.why().isEmpty()) return row.why();
    return fact.why().isEmpty() && stays ? row.why() : fact.why();
  }

  /// What it was judged by stays to be seen once it has ended.
  private static Optional<Rollout.Verdict> lastVerdict(Rollout row, Phase to) {
    return to.isEnd() || to == Phase.WITHDRAWING || to == Phase.HALTED
        ? row.verdict()
        : Optional.empty();
  }

  private static SortedMap<String, Instant> exposed(Rollout row, Step step, Instant at) {
    if (step != Step.ROUTED) return row.exposed();
    var exposed = new TreeMap<>(row.exposed());
    if (row.isBack()) row.stages().forEach(stage -> exposed.put(stage, at));
    else exposed.put(row.stage(), at);
    return exposed;
  }

  static Rollout judged(Rollout row, Rollout.Verdict verdict) {
    return with(row, row.due(), Optional.of(verdict));
  }

  public static Rollout due(Rollout row, Optional<Instant> due) {
    return with(row, due, row.verdict());
  }

  private static Rollout with(
      Rollout row, Optional<Instant> due, Optional<Rollout.Verdict> verdict) {
    return new Rollout(
        row.id(),
        row.lane(),
        row.direction(),
        row.motion(),
        row.release(),
        row.reason(),
        row.phase(),
        row.stage(),
        row.stages(),
        row.targets(),
        row.open(),
        row.moving(),
        row.began(),
        row.since(),
        row.ended(),
        due,
        row.exposed(),
        row.returned(),
        row.why(),
        verdict);
  }

  private static Half row(
      long id, Motion motion, ReleaseId release, RolloutPlan plan, String reason) {
    return (phase, stage, began, since) ->
        new Rollout(
            id,
            plan.lane(),
            motion.isBack() ? Rollout.BACK : Rollout.FORWARD,
            motion.name(),
            release.text(),
            reason,
            phase.name(),
            stage.name(),
            plan.stages().stream().map(Stage::name).toList(),
            plan.targets(),
            !phase.isEnd(),
            phase.isMoving(),
            began,
            since,
            phase.isEnd() ? Optional.of(since) : Optional.empty(),
            Optional.empty(),
            Collections.emptySortedMap(),
            Optional.empty(),
            "",
            Optional.empty());
  }

  /// What it is; where it stands is still to be said.
  private interface Half {
    Rollout in(Phase phase, Stage stage, Instant began, Instant since);
  }
}
