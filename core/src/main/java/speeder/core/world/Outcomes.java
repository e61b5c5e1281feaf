package speeder.core.world;

import speeder.core.candidate.CandidateFact;
import speeder.core.release.ReleaseFact;
import speeder.core.rollout.SlotFact;
import speeder.core.rollout.Step;
import speeder.core.route.RouteFact;
import speeder.core.schedule.ScheduleFact;
import speeder.core.snapshot.SnapshotFact;
import speeder.core.value.Digest;
import speeder.core.value.Refusal;
import speeder.core.value.ReleaseId;
import speeder.core.value.Slot;
import speeder.core.world.Effect.Deed;
import speeder.core.world.Input.Outcome;

/// What came of deeds. An outcome of what is no longer owed changes nothing.
final class Outcomes {
  /// Tries of a build before its candidate is dropped.
  static final int BUILD_TRIES = 3;

  private final Pen pen;
  private final Outcome outcome;

  private Outcomes(Pen pen, Outcome outcome) {
    this.pen = pen;
    this.outcome = outcome;
  }

  static void decide(Pen pen, Outcome outcome) {
    var owed = Owed.find(pen.world(), outcome.key());
    if (owed.isPresent() && owed.get() instanceof Deed deed) {
      new Outcomes(pen, outcome).came(deed);
    }
  }

  private void came(Deed deed) {
    pen.attach(outcome.documents());
    boolean done = outcome.result() instanceof Result.Done;
    switch (deed) {
      case Effect.Freeze freeze -> freeze(freeze);
      case Effect.Lay lay -> lay(lay);
      case Effect.LookThrough look -> lookThrough(look);
      case Effect.Build build -> build(build);
      case Effect.AskGate gate -> gate(gate);
      case Effect.Push push -> push(push);
      case Effect.PackAway away -> packAway(away);
      case Effect.Prepare prepare -> prepare(prepare);
      case Effect.Retire retire -> retire(retire);
      case Effect.LookAtSlot look -> look(look);
      case Effect.Publish publish -> publish(publish);
      case Effect.LookAtEdge _ -> lookAtEdge();
    }
    if (done) settle();
  }

  private void freeze(Effect.Freeze deed) {
    switch (outcome.result()) {
      case Result.SnapshotFrozen it ->
          pen.write(
              new SnapshotFact.Frozen(
                  deed.lane(),
                  it.snapshot(),
                  it.document(),
                  it.heldBack(),
                  it.restless(),
                  it.configuration()));
      case Result.Refused(var why) -> pen.write(new SnapshotFact.Refused(deed.lane(), why));
      case Result.Failed(var why) -> putOff(why);
      case Result.Unknown(var why) -> putOff(why);
      case Result.Done other -> throw unexpected(other);
    }
  }

  private void lay(Effect.Lay deed) {
    var laid = pen.world().overlays().at(deed.key().place()).orElseThrow();
    switch (outcome.result()) {
      case Result.SnapshotFrozen it -> {
        var fact =
            new SnapshotFact.Overlaid(
                deed.lane(), laid.id(), it.snapshot(), it.document(), it.configuration());
        pen.write(fact);
        if (!isServed(deed.lane(), it.snapshot())) CandidateRules.laid(pen, laid, fact);
      }
      case Result.Refused(var why) ->
          pen.write(new SnapshotFact.OverlayRefused(deed.lane(), laid.id(), why));
      case Result.Failed(var why) -> putOff(why);
      case Result.Unknown(var why) -> putOff(why);
      case Result.Done other -> throw unexpected(other);
    }
  }

  /// Whether a lane serves just these commits already.
  private boolean isServed(String lane, Digest snapshot) {
    return pen.world()
        .rollouts()
        .serving(lane)
        .flatMap(it -> pen.world().releases().find(lane, it))
        .filter(it -> it.sealed().snapshot().equals(snapshot))
        .isPresent();
  }

  private void lookThrough(Effect.LookThrough deed) {
    switch (outcome.result()) {
      case Result.LookedThrough(var upTo, var found) ->
          pen.write(new SnapshotFact.LookedThrough(deed.lane(), upTo, found));
      case Result.Refused(var why) -> putOff(why);
      case Result.Failed(var why) -> putOff(why);
      case Result.Unknown(var why) -> putOff(why);
      case Result.Done other -> throw unexpected(other);
    }
  }

  private void build(Effect.Build deed) {
    switch (outcome.result()) {
      case Result.ImagesBuilt(var images, var plan) ->
          pen.write(new CandidateFact.Built(candidateOf(deed), images, plan));
      case Result.Refused(var why) ->
          pen.write(new CandidateFact.BuildFailed(candidateOf(deed), why));
      case Result.Failed(var why) -> again(candidateOf(deed), why);
      case Result.Unknown(var why) -> again(candidateOf(deed), why);
      case Result.Done other -> throw unexpected(other);
    }
  }

  private void again(long candidate, Refusal why) {
    var key = outcome.key();
    boolean last = pen.world().schedule().attempts(key.kind(), key.place()) + 1 >= BUILD_TRIES;
    if (last) pen.write(new CandidateFact.BuildFailed(candidate, why));
    else putOff(why);
  }

  private void gate(Effect.AskGate deed) {
    switch (outcome.result()) {
      case Result.GateAnswered(var open, var summary, var byPolicy, var answer) ->
          pen.write(new CandidateFact.Answered(candidateOf(deed), open, summary, byPolicy, answer));
      case Result.Refused(var why) -> putOff(why);
      case Result.Failed(var why) -> putOff(why);
      case Result.Unknown(var why) -> putOff(why);
      case Result.Done other -> throw unexpected(other);
    }
  }

  private void push(Effect.Push deed) {
    switch (outcome.result()) {
      case Result.ImagesPushed(var bytes) ->
          pen.write(new ReleaseFact.Pushed(deed.release(), bytes));
      case Result.Refused(var why) -> putOff(why);
      case Result.Failed(var why) -> putOff(why);
      case Result.Unknown(var why) -> putOff(why);
      case Result.Done other -> throw unexpected(other);
    }
  }

  private void packAway(Effect.PackAway deed) {
    switch (outcome.result()) {
      case Result.FoldersGone(var bytes) ->
          pen.write(new ReleaseFact.PackedAway(deed.release(), laneOf(deed.release()), bytes));
      case Result.Refused(var why) -> putOff(why);
      case Result.Failed(var why) -> putOff(why);
      case Result.Unknown(var why) -> putOff(why);
      case Result.Done other -> throw unexpected(other);
    }
  }

  private String laneOf(ReleaseId release) {
    return pen.world().releases().find(release).map(it -> it.sealed().lane()).orElse("");
  }

  private void prepare(Effect.Prepare deed) {
    var slot = deed.slot();
    switch (outcome.result()) {
      case Result.SlotReady(var address) -> {
        pen.write(new SlotFact.Ready(slot, address));
        tell(slot, Step.SLOT_READY, slot.place().toString());
      }
      case Result.Refused(var why) -> notPrepared(slot, why);
      case Result.Failed(var why) -> putOff(why);
      case Result.Unknown(var why) -> {
        putOff(why);
        pen.write(new SlotFact.Unsure(slot));
      }
      case Result.Done other -> throw unexpected(other);
    }
  }

  /// What a rollout waits for does not start. A fault of the machine is none of the release's: it
  /// is put off, and so is what no rollout waits for.
  private void notPrepared(Slot slot, Refusal why) {
    boolean awaited =
        pen.world().rollouts().open(slot.place().lane()).stream()
            .anyMatch(it -> RolloutRules.awaits(it, slot));
    boolean ahead = !awaited && FloorRules.failsAhead(pen.world(), slot);
    if (awaited || ahead) pen.write(new SlotFact.Failed(slot, why));
    else putOff(why);
    if (ahead) condemn(slot, why);
  }

  private void condemn(Slot slot, Refusal why) {
    var known = pen.world().releases().find(slot.release());
    if (known.filter(it -> !it.condemned()).isEmpty()) return;
    var said = why.code() + ": " + why.sentence();
    pen.write(new ReleaseFact.Condemned(slot.release(), slot.place().lane(), said));
  }

  private void retire(Effect.Retire deed) {
    switch (outcome.result()) {
      case Result.SlotGone _ -> {
        pen.write(new SlotFact.Gone(deed.slot()));
        pen.world().rollouts().open(deed.slot().place().lane()).stream()
            .flatMap(it -> it.step(Step.RETIRED, deed.slot().toString()).stream())
            .forEach(pen::write);
      }
      case Result.Refused(var why) -> putOff(why);
      case Result.Failed(var why) -> putOff(why);
      case Result.Unknown(var why) -> putOff(why);
      case Result.Done other -> throw unexpected(other);
    }
  }

  private void look(Effect.LookAtSlot deed) {
    var slot = deed.slot();
    switch (outcome.result()) {
      case Result.SlotLooked(var address) ->
          pen.write(
              address
                  .<SlotFact>map(at -> new SlotFact.Ready(slot, at))
                  .orElseGet(() -> new SlotFact.Lost(slot)));
      case Result.Refused(var why) -> unanswered(slot, why);
      case Result.Failed(var why) -> unanswered(slot, why);
      case Result.Unknown(var why) -> unanswered(slot, why);
      case Result.Done other -> throw unexpected(other);
    }
  }

  /// A look that was not answered is asked again; until then that target waits, and its routes
  /// stay.
  private void unanswered(Slot slot, Refusal why) {
    putOff(why);
    tell(slot, Step.UNANSWERED, slot.place().target() + " does not say what runs there");
  }

  private void publish(Effect.Publish deed) {
    switch (outcome.result()) {
      case Result.TableInForce(var table) -> pen.write(new RouteFact.InForce(table));
      case Result.Refused(var why) -> putOff(why);
      case Result.Failed(var why) -> putOff(why);
      case Result.Unknown(var why) -> {
        putOff(why);
        pen.write(new RouteFact.Unsure(deed.table()));
      }
      case Result.Done other -> throw unexpected(other);
    }
  }

  private void lookAtEdge() {
    switch (outcome.result()) {
      case Result.TableInForce(var table) -> {
        if (table >= pen.world().exposure().wanted()) pen.write(new RouteFact.InForce(table));
        else pen.write(new RouteFact.NotInForce(table));
      }
      case Result.Refused(var why) -> putOff(why);
      case Result.Failed(var why) -> putOff(why);
      case Result.Unknown(var why) -> putOff(why);
      case Result.Done other -> throw unexpected(other);
    }
  }

  private void tell(Slot slot, Step step, String why) {
    pen.world().rollouts().open(slot.place().lane()).stream()
        .filter(rollout -> rollout.release().equals(slot.release()))
        .flatMap(rollout -> rollout.step(step, why).stream())
        .forEach(pen::write);
  }

  private void putOff(Refusal why) {
    var key = outcome.key();
    pen.write(pen.world().schedule().putOff(key.kind(), key.place(), why, pen.now()));
  }

  private void settle() {
    var key = outcome.key();
    if (pen.world().schedule().delay(key.kind(), key.place()).isPresent()) {
      pen.write(new ScheduleFact.Settled(key.kind(), key.place()));
    }
  }

  private static long candidateOf(Deed deed) {
    var place = deed.key().place();
    return Long.parseLong(place.substring(place.lastIndexOf('/') + 1));
  }

  private IllegalStateException unexpected(Result.Done other) {
    return new IllegalStateException(outcome.key() + " ended in " + other);
  }
}
