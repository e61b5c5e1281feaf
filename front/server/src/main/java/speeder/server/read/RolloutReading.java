package speeder.server.read;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import speeder.api.Json;
import speeder.api.Rollout;
import speeder.core.value.Digest;
import speeder.engine.port.PortFailure;
import speeder.engine.port.Views;
import speeder.engine.port.Views.Table;
import speeder.server.Desk;

/// Rollouts: which there were, and how one went.
final class RolloutReading {
  private final Desk desk;
  private final Tables tables;

  RolloutReading(Desk desk, Tables tables) {
    this.desk = desk;
    this.tables = tables;
  }

  Rollout.Page page(String lane, long before, int limit) throws PortFailure {
    tables.catchUp();
    var rows = tables.page(Table.ROLLOUTS, lane.isEmpty() ? "" : lane + "/", before, limit);
    var next = rows.size() < limit ? Optional.<Long>empty() : Optional.of(rows.getLast().number());
    return new Rollout.Page(tables.offset(), Tables.records(rows, Rollout.class), next);
  }

  Optional<Rollout.Detail> detail(long id) throws PortFailure {
    tables.catchUp();
    var first = desk.journal(id, 1);
    if (id < 1 || first.isEmpty()) return Optional.empty();
    var key = first.getFirst().lane() + "/" + id;
    var rollout = tables.get(Table.ROLLOUTS, key, Rollout.class);
    return rollout.isEmpty()
        ? Optional.empty()
        : Optional.of(new Rollout.Detail(rollout.get(), steps(id)));
  }

  private List<Rollout.Step> steps(long id) throws PortFailure {
    var newestFirst = tables.list(Table.STEPS, id + "/", Views.LIST_MAX, Rollout.Step.class);
    var steps = new ArrayList<Rollout.Step>();
    for (var step : newestFirst.reversed()) steps.add(withCounts(step));
    return steps;
  }

  private Rollout.Step withCounts(Rollout.Step step) throws PortFailure {
    if (step.verdict().isEmpty()) return step;
    var verdict = step.verdict().get();
    var counts =
        desk.documents()
            .get(new Digest(verdict.countsDigest()))
            .map(it -> new Json.Raw(new String(it.bytes(), StandardCharsets.UTF_8)));
    var told =
        new Rollout.Verdict(
            verdict.stage(),
            verdict.answer(),
            verdict.reasons(),
            verdict.due(),
            verdict.at(),
            verdict.countsDigest(),
            counts);
    return new Rollout.Step(
        step.offset(), step.at(), step.kind(), step.text(), step.effect(), Optional.of(told));
  }
}
