package speeder.core.farm;

import java.util.List;
import speeder.core.value.Digest;

/// What happened to the farm's description.
public sealed interface FarmFact {
  /// A manifest is in force from here on; open rollouts keep the plan they sealed.
  ///
  /// @param manifest digest of the document that holds all of it
  /// @param lanes, and `policies`: what decisions need of it
  record ManifestAdopted(Digest manifest, String farm, List<Lane> lanes, Policies policies)
      implements FarmFact {
    public ManifestAdopted {
      lanes = List.copyOf(lanes);
    }
  }

  /// A target is out of use: rollouts go on without it.
  record TargetOut(String target, String reason) implements FarmFact {}

  /// It is back, and catches up before it gets traffic.
  record TargetReturned(String target) implements FarmFact {}
}
