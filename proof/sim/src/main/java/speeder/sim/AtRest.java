package speeder.sim;

import java.util.Optional;
import speeder.core.rollout.SlotState.Status;
import speeder.core.route.RouteTables;
import speeder.core.world.World;
import speeder.engine.port.PortFailure;

/// Whether the outside is as a World decided, once nothing moves.
record AtRest(Town town, World world) {
  void outsideIsAsDecided() {
    everythingRuns();
    edgeHasTheNewest();
    nothingBadServes();
  }

  private void everythingRuns() {
    for (var slot : world.slots().in(Status.READY)) {
      if (world.farm().isOut(slot.place().target())) continue;
      Broken.unless(town.running(slot).isPresent(), slot + " should be ready and does not run");
    }
    for (var running : town.all()) {
      Broken.unless(
          world.slots().find(running.slot()).isPresent(),
          running.slot() + " runs and nobody knows of it");
    }
  }

  private void edgeHasTheNewest() {
    var manifest = world.farm().manifest();
    if (manifest.isEmpty() || world.exposure().wanted() == 0) return;
    try {
      var wanted = RouteTables.of(town.farms.farm(manifest.get()), world.exposure());
      Broken.unless(
          town.routes.table().equals(Optional.of(wanted)), "the edge has not the newest table");
    } catch (PortFailure failure) {
      throw new Broken("the manifest cannot be read", failure);
    }
  }

  private void nothingBadServes() {
    for (var place : world.exposure().places().keySet()) {
      var serving = world.exposure().serving(place);
      var main = world.rollouts().serving(place.lane());
      boolean open = !world.rollouts().open(place.lane()).isEmpty();
      Broken.unless(
          open || serving.equals(main) || world.farm().isOut(place.target()),
          place + " serves " + serving + " at rest, and main " + main);
    }
  }
}
