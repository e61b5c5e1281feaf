package speeder.core.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import speeder.core.candidate.Candidate;
import speeder.core.rollout.Phase;
import speeder.core.rollout.Rollout;
import speeder.core.rollout.RolloutFact;
import speeder.core.schedule.Motion;
import speeder.core.value.Place;
import speeder.core.value.ReleaseId;
import speeder.core.value.Slot;

/// What a [Story] has come to: its World, and all its facts.
class WhatStands {
  final List<Fact> facts = new ArrayList<>();
  World world = World.EMPTY;

  boolean owes(String kind) {
    return owedOf(kind).findFirst().isPresent();
  }

  Effect owed(String kind) {
    return owedOf(kind)
        .findFirst()
        .orElseThrow(
            () -> new AssertionError("no " + kind + " is owed, but " + Owed.of(world).keySet()));
  }

  Effect owedAt(String kind, String place) {
    return owedOf(kind).filter(it -> it.key().place().equals(place)).findFirst().orElseThrow();
  }

  Stream<Effect> owedOf(String kind) {
    return Owed.of(world).values().stream().filter(it -> it.key().kind().equals(kind));
  }

  Candidate candidate() {
    return world.candidates().newest("pretrain").orElseThrow();
  }

  Rollout rollout() {
    return world.rollouts().newest("pretrain").orElseThrow();
  }

  /// The phase that a rollout got to, also after the World forgot it.
  Phase phaseOf(long rollout) {
    return facts.stream()
        .filter(Fact.OfRollout.class::isInstance)
        .map(fact -> ((Fact.OfRollout) fact).fact())
        .filter(RolloutFact.Stepped.class::isInstance)
        .map(RolloutFact.Stepped.class::cast)
        .filter(it -> it.rollout() == rollout)
        .reduce((_, later) -> later)
        .orElseThrow()
        .to();
  }

  Optional<ReleaseId> serving() {
    return world.rollouts().serving("pretrain");
  }

  ReleaseId newest() {
    return world.releases().newest("pretrain").orElseThrow().release();
  }

  Optional<ReleaseId> at(String stage) {
    return world.exposure().serving(place(stage));
  }

  static Place place(String stage) {
    return new Place("pretrain", "here", stage);
  }

  static Slot slot(String stage, ReleaseId release) {
    return new Slot(place(stage), release);
  }

  boolean isHeld() {
    return Stops.of(world, "pretrain", Motion.FORWARD).isPresent();
  }
}
