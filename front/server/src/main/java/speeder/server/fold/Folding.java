package speeder.server.fold;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import speeder.api.Release;
import speeder.api.Rollout;
import speeder.api.Rollout.Step;
import speeder.core.release.ReleaseFact;
import speeder.core.rollout.RolloutFact;
import speeder.core.rollout.SlotFact;
import speeder.core.route.RouteFact;
import speeder.core.snapshot.Snapshot;
import speeder.core.snapshot.SnapshotFact;
import speeder.core.source.SourceFact;
import speeder.core.supervision.SupervisionFact.VerdictReached;
import speeder.core.value.Digest;
import speeder.core.value.EffectKey;
import speeder.core.world.Fact;
import speeder.engine.codec.Json;
import speeder.engine.port.Entry;
import speeder.engine.port.PortFailure;
import speeder.engine.port.Views.Table;

/// What one fact changes in the tables.
public final class Folding {
  /// A commit as a snapshot first held it.
  public record Seen(
      String source, String commit, String snapshot, String lane, java.time.Instant at) {}

  /// How often a refusal was given.
  public record Count(String code, long count) {}

  private final Past past;
  private final Converging converging;
  private final Map<Long, Rollout> open;
  private final Map<String, String> lastCommits = new HashMap<>();

  /// @param open rollouts that have not ended, by id; kept up to date here
  Folding(Past past, Map<Long, Rollout> open) {
    this.past = past;
    this.converging = new Converging(past);
    this.open = open;
  }

  void fold(Rows rows, Entry entry, Fact fact) throws PortFailure {
    switch (fact) {
      case Fact.OfRollout(RolloutFact.Began began) -> began(rows, entry, began);
      case Fact.OfRollout(RolloutFact.Stepped stepped) -> stepped(rows, entry, stepped);
      case Fact.OfSupervision(VerdictReached reached) ->
          rollout(rows, reached.rollout(), it -> RolloutRow.judged(it, verdict(reached, entry)));
      case Fact.OfRelease(var inner) -> release(rows, entry, inner);
      case Fact.OfSnapshot(SnapshotFact.Frozen it) ->
          snapshot(rows, entry, it.lane(), it.snapshot(), it.document());
      case Fact.OfSnapshot(SnapshotFact.Overlaid it) ->
          snapshot(rows, entry, it.lane(), it.snapshot(), it.document());
      case Fact.OfSource(SourceFact.HeadsMoved moved) -> converging.seen(rows, entry, moved);
      case Fact.OfApproval(var inner) -> Auditing.approval(rows, entry, inner);
      case Fact.Obeyed it -> Auditing.obeyed(rows, entry, it);
      case Fact.Declined it -> {
        Auditing.declined(rows, entry, it);
        declined(rows, it.why().code());
      }
      case Fact.OfSnapshot _,
          Fact.OfSlot _,
          Fact.OfRoute _,
          Fact.OfFarm _,
          Fact.OfMark _,
          Fact.OfCandidate _,
          Fact.OfSchedule _,
          Fact.OfAccess _,
          Fact.OfAutonomy _,
          Fact.OfControl _,
          Fact.OfLock _,
          Fact.TookOver _ -> {}
    }
    steps(rows, entry, fact);
  }

  private void began(Rows rows, Entry entry, RolloutFact.Began fact) {
    var row = RolloutRow.began(fact, entry.offset(), entry.time());
    open.put(row.id(), row);
    rows.put(Table.ROLLOUTS, row.lane() + "/" + row.id(), row);
  }

  private void stepped(Rows rows, Entry entry, RolloutFact.Stepped fact) throws PortFailure {
    rollout(rows, fact.rollout(), it -> RolloutRow.stepped(it, fact, entry.time()));
    var row = Optional.ofNullable(open.get(fact.rollout()));
    if (row.isPresent()) converging.stepped(rows, row.get(), fact.step(), entry.time());
  }

  private void rollout(Rows rows, long id, UnaryOperator<Rollout> how) {
    var before = open.get(id);
    if (before == null) return;
    var row = how.apply(before);
    open.put(id, row);
    rows.put(Table.ROLLOUTS, row.lane() + "/" + row.id(), row);
  }

  private static Rollout.Verdict verdict(VerdictReached fact, Entry entry) {
    return new Rollout.Verdict(
        fact.stage(),
        fact.answer().name(),
        fact.reasons(),
        fact.due(),
        entry.time(),
        fact.counts().text(),
        Optional.empty());
  }

  private void release(Rows rows, Entry entry, ReleaseFact fact) throws PortFailure {
    switch (fact) {
      case ReleaseFact.Sealed sealed ->
          rows.put(
              Table.RELEASES,
              sealed.lane() + "/" + sealed.release(),
              ReleaseRow.sealed(sealed, entry.offset(), entry.time()));
      case ReleaseFact.Pushed pushed ->
          change(rows, entry.lane() + "/" + pushed.release(), ReleaseRow::pushed);
      case ReleaseFact.Anchored(var release, var lane) ->
          change(rows, lane + "/" + release, it -> ReleaseRow.anchored(it, entry.time()));
      case ReleaseFact.Condemned(var release, var lane, var why) ->
          change(rows, lane + "/" + release, it -> ReleaseRow.condemned(it, why));
      case ReleaseFact.Recalled _,
          ReleaseFact.Chosen _,
          ReleaseFact.Overtaken _,
          ReleaseFact.Unneeded _,
          ReleaseFact.PackedAway _ -> {}
    }
  }

  private static void change(Rows rows, String key, UnaryOperator<Release> how) throws PortFailure {
    var before = rows.get(Table.RELEASES, key, Release.class);
    if (before.isPresent()) rows.put(Table.RELEASES, key, how.apply(before.get()));
  }

  /// Only commits that the snapshot before did not hold are looked up.
  private void snapshot(Rows rows, Entry entry, String lane, Digest snapshot, Digest named)
      throws PortFailure {
    var document = past.documents().get(named);
    if (document.isEmpty()) return;
    for (var pick : Json.read(document.get().bytes(), Snapshot.class).picks()) {
      var commit = pick.commit().hex();
      if (commit.equals(lastCommits.put(pick.source(), commit))) continue;
      var key = pick.source() + "/" + commit;
      if (rows.has(Table.COMMITS, key)) continue;
      rows.put(
          Table.COMMITS, key, new Seen(pick.source(), commit, snapshot.text(), lane, entry.time()));
    }
  }

  private static void declined(Rows rows, String code) throws PortFailure {
    long before = rows.get(Table.REFUSALS, code, Count.class).map(Count::count).orElse(0L);
    rows.put(Table.REFUSALS, code, new Count(code, before + 1));
  }

  private void steps(Rows rows, Entry entry, Fact fact) {
    switch (fact) {
      case Fact.OfRollout(RolloutFact.Began _) -> step(rows, entry.offset(), entry, fact);
      case Fact.OfRollout(RolloutFact.Stepped stepped) -> {
        // The slot's own fact tells it.
        if (stepped.step() != speeder.core.rollout.Step.SLOT_READY) {
          step(rows, stepped.rollout(), entry, fact);
        }
        if (stepped.to().isEnd()) open.remove(stepped.rollout());
      }
      case Fact.OfSupervision(VerdictReached reached) -> step(rows, reached.rollout(), entry, fact);
      case Fact.OfRoute(RouteFact.Pointed(var rollout, var _)) -> step(rows, rollout, entry, fact);
      case Fact.OfSlot(var inner) -> slot(rows, entry, inner, fact);
      case Fact.OfRoute _,
          Fact.OfRelease _,
          Fact.OfSnapshot _,
          Fact.OfLock _,
          Fact.OfFarm _,
          Fact.OfSource _,
          Fact.OfMark _,
          Fact.OfCandidate _,
          Fact.OfSchedule _,
          Fact.OfAccess _,
          Fact.OfApproval _,
          Fact.OfAutonomy _,
          Fact.OfControl _,
          Fact.TookOver _,
          Fact.Obeyed _,
          Fact.Declined _ -> {}
    }
  }

  private void slot(Rows rows, Entry entry, SlotFact inner, Fact fact) {
    for (var rollout : open.values()) {
      boolean its =
          rollout.lane().equals(inner.slot().place().lane())
              && rollout.release().equals(inner.slot().release().text());
      if (its) step(rows, rollout.id(), entry, fact);
    }
  }

  private void step(Rows rows, long rollout, Entry entry, Fact fact) {
    if (!open.containsKey(rollout)) return;
    var verdict =
        fact instanceof Fact.OfSupervision(VerdictReached reached)
            ? Optional.of(verdict(reached, entry))
            : Optional.<Rollout.Verdict>empty();
    var step =
        new Step(
            entry.offset(),
            entry.time(),
            entry.kind(),
            Telling.text(fact),
            effect(entry.cause()),
            verdict);
    rows.put(Table.STEPS, rollout + "/" + entry.offset(), step);
  }

  private static Optional<String> effect(String cause) {
    boolean isKey = !cause.isEmpty() && Character.isDigit(cause.charAt(0));
    try {
      return isKey ? Optional.of(EffectKey.parse(cause).toString()) : Optional.empty();
    } catch (IllegalArgumentException another) {
      return Optional.empty();
    }
  }
}
