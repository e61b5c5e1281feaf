package speeder.core.farm;

import java.util.List;
import java.util.Optional;
import speeder.core.source.Relation;
import speeder.core.source.Source;

/// All that one manifest describes, read and found valid: every name that a part mentions is there.
///
/// @param sources by name, at most [#SOURCES_MAX]
/// @param relations what the snapshot is closed under
/// @param lanes in the order in which the manifest lists them
/// @param tenants at most [#TENANTS_MAX]; no host belongs to two
/// @param imagesTo where images are pushed: `oci:DIR` or `registry/repository`
public record Farm(
    String name,
    List<Source> sources,
    List<Relation> relations,
    ImagePlan image,
    List<Workload> workloads,
    List<Lane> lanes,
    List<Target> targets,
    List<Tenant> tenants,
    RoutePlan routes,
    Policies policies,
    String imagesTo) {
  public static final int SOURCES_MAX = 2_000;
  public static final int TENANTS_MAX = 100_000;
  public static final int LANES_MAX = 64;

  public Farm {
    sources = sources.stream().sorted().toList();
    relations = List.copyOf(relations);
    workloads = List.copyOf(workloads);
    lanes = List.copyOf(lanes);
    targets = List.copyOf(targets);
    tenants = List.copyOf(tenants);
  }

  public Optional<Source> source(String name) {
    return sources.stream().filter(source -> source.name().equals(name)).findFirst();
  }

  public Optional<Lane> lane(String name) {
    return lanes.stream().filter(lane -> lane.name().equals(name)).findFirst();
  }

  public Optional<Target> target(String name) {
    return targets.stream().filter(target -> target.name().equals(name)).findFirst();
  }

  /// The workloads of a lane as they run there: with the lane's own secrets laid over theirs.
  public List<Workload> workloadsOf(Lane lane) {
    return lane.workloads().stream()
        .flatMap(name -> workloads.stream().filter(workload -> workload.name().equals(name)))
        .map(workload -> workload.withSecrets(lane.secrets()))
        .toList();
  }

  public List<Tenant> tenantsOf(String lane) {
    return tenants.stream().filter(tenant -> tenant.lane().equals(lane)).toList();
  }
}
