package speeder.sim;

import static speeder.sim.Manifests.CONFIG;
import static speeder.sim.Manifests.SOURCE;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import speeder.core.candidate.CandidateState;
import speeder.core.release.ReleaseFact;
import speeder.core.rollout.RolloutFact;
import speeder.core.schedule.Motion;
import speeder.core.snapshot.Origin;
import speeder.core.snapshot.Overlays;
import speeder.core.snapshot.SnapshotFact;
import speeder.core.value.Kind;
import speeder.core.value.ReleaseId;
import speeder.core.world.Stops;
import speeder.core.world.World;

/// What must hold of configuration, which has a path of its own, and of commits that are kept.
final class PathPromises {
  private final Town town;
  private final Set<ReleaseId> condemned;
  private final Reins reins;
  private final TiePromises ties;

  /// Which commits of configuration set out on a lane.
  private final Map<String, Set<Integer>> configured = new HashMap<>();

  /// @param condemned releases that failed so far, as others note them
  PathPromises(Town town, Set<ReleaseId> condemned, Reins reins, TiePromises ties) {
    this.town = town;
    this.condemned = condemned;
    this.reins = reins;
    this.ties = ties;
  }

  /// Configuration goes alone, and never back by itself; nothing sets out that takes what is kept
  /// from main.
  void begins(World before, RolloutFact.Began began) {
    var lane = began.lane();
    var release = began.release();
    configured.computeIfAbsent(lane, _ -> new HashSet<>()).add(town.place(release, CONFIG));
    var serving = before.rollouts().serving(lane).flatMap(it -> before.releases().find(lane, it));
    if (serving.isEmpty()) return;
    var now = serving.get().release();
    before
        .marks()
        .floors()
        .forEach((source, floor) ->
            Broken.unless(
                !town.loses(release, source, floor) || town.loses(now, source, floor),
                release + " sets out, and takes from main what is kept of " + source));
    if (began.motion() == Motion.CONFIGURATION) {
      Broken.unless(
          town.place(release, SOURCE) == town.place(now, SOURCE),
          release + " is configuration, and has other code than main serves");
    }
    var chosen = Optional.ofNullable(before.releases().next().get(lane));
    boolean byHand = chosen.filter(ReleaseFact.Chosen::byHand).isPresent();
    boolean configuration = serving.get().sealed().origin().kind() == Kind.CONFIGURATION;
    Broken.unless(
        byHand || !configuration || town.place(release, CONFIG) >= town.place(now, CONFIG),
        release + " takes configuration back that its path brought");
  }

  private boolean isMarked(World world, ReleaseId release) {
    return world.marks().bad().values().stream().anyMatch(bad -> town.holds(release, bad));
  }

  /// What a lane serves, and what it would go back to, has what is kept, or something stands in for
  /// it that has.
  void whatIsKeptStandsBy(World world) {
    for (var lane : world.farm().lanes()) {
      world.rollouts().serving(lane.name()).ifPresent(it -> standsBy(world, lane.name(), it));
      world.releases().anchor(lane.name()).ifPresent(it -> standsBy(world, lane.name(), it));
    }
  }

  private void standsBy(World world, String lane, ReleaseId release) {
    if (condemned.contains(release) || isMarked(world, release) || !loses(world, release)) return;
    var laid = world.overlays().at(Overlays.place(lane, Origin.covering(release)));
    var composed = laid.flatMap(Overlays.Laid::done).map(SnapshotFact.Overlaid::snapshot);
    boolean covered =
        world.releases().of(lane).stream()
            .filter(it ->
                it.sealed().origin().covered().equals(Optional.of(release))
                    || composed.equals(Optional.of(it.sealed().snapshot())))
            .anyMatch(it -> !loses(world, it.release()));
    boolean refused = laid.flatMap(Overlays.Laid::refused).isPresent();
    Broken.unless(covered || refused, "nothing stands in for " + release + " with what is kept");
  }

  private boolean loses(World world, ReleaseId release) {
    return world.marks().floors().entrySet().stream()
        .anyMatch(it -> town.loses(release, it.getKey(), it.getValue()));
  }

  /// The newest configuration is served where it has a path of its own, or was tried there.
  void configurationArrives(World world) {
    for (var lane : world.farm().lanes()) {
      var name = lane.name();
      var serving = world.rollouts().serving(name);
      boolean excused =
          lane.paths().configuration().isEmpty()
              || world.schedule().cadences().of(lane).change().isEmpty()
              || reins.hasLeftToPeople(name)
              || serving.isEmpty()
              || Stops.of(world, name, Motion.CONFIGURATION).isPresent()
              || isMarked(world, serving.get())
              || ties.lacksBelow(serving.get())
              || !world.rollouts().open(name).stream().allMatch(it -> it.phase().isEnd())
              || world.candidates().served(name).stream()
                  .filter(it -> it.opened().origin().kind() == Kind.CONFIGURATION)
                  .anyMatch(it -> it.state() == CandidateState.DROPPED);
      if (excused) continue;
      int newest = town.newestConfiguration();
      Broken.unless(
          town.place(serving.get(), CONFIG) == newest
              || configured.getOrDefault(name, Set.of()).contains(newest),
          name + " never tried the newest configuration");
    }
  }
}
