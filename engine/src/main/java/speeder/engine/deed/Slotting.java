package speeder.engine.deed;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import speeder.core.farm.Workload;
import speeder.core.image.BuiltImage;
import speeder.core.rollout.SlotState;
import speeder.core.value.Slot;
import speeder.core.value.Token;
import speeder.core.world.Effect;
import speeder.core.world.Result;
import speeder.engine.port.Cluster;
import speeder.engine.port.Cluster.Order;
import speeder.engine.port.Cluster.Running;
import speeder.engine.port.PortFailure;

/// Brings slots to readiness, looks at them, and takes them away.
final class Slotting {
  private final Cluster cluster;
  private final Farms farms;

  Slotting(Cluster cluster, Farms farms) {
    this.cluster = cluster;
    this.farms = farms;
  }

  Ended prepare(Effect.Prepare deed, Token token, Consumer<String> progress) throws PortFailure {
    var running = cluster.prepare(order(deed.slot(), deed.wanted()), token, progress);
    return Ended.with(new Result.SlotReady(running.address()));
  }

  Ended retire(Effect.Retire deed, Token token) throws PortFailure {
    var workload = workload(deed.slot(), deed.state());
    cluster.retire(deed.slot(), Duration.ofSeconds(workload.drainSeconds()), token);
    return Ended.with(new Result.SlotGone());
  }

  Ended look(Effect.LookAtSlot deed) throws PortFailure {
    Optional<String> found =
        cluster.list().stream()
            .filter(it -> it.slot().equals(deed.slot()) && it.ready())
            .map(Running::address)
            .findFirst();
    return Ended.with(new Result.SlotLooked(found));
  }

  private Order order(Slot slot, SlotState state) throws PortFailure {
    var workload = workload(slot, state);
    var image =
        state.images().stream()
            .filter(it -> it.variant().equals(workload.variant()))
            .map(BuiltImage::digest)
            .findFirst()
            .orElseThrow(() -> noImage(slot, workload));
    return new Order(slot, image, workload);
  }

  private Workload workload(Slot slot, SlotState state) throws PortFailure {
    var farm = farms.farm(state.manifest());
    var lane = farm.lane(slot.place().lane());
    return lane.stream()
        .flatMap(it -> farm.workloadsOf(it).stream())
        .filter(it -> state.workloads().contains(it.name()))
        .findFirst()
        .orElseThrow(() -> noWorkload(slot));
  }

  private static PortFailure noImage(Slot slot, Workload workload) {
    return PortFailure.refused(
        "no-such-variant",
        "Release %s has no image of variant %s.".formatted(slot.release(), workload.variant()),
        "Deploy a release built since the manifest named it.");
  }

  private static PortFailure noWorkload(Slot slot) {
    return PortFailure.refused(
        "no-such-workload",
        "The manifest of %s describes no workload for it.".formatted(slot),
        "Name one under the lane's `workloads`.");
  }
}
