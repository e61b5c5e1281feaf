package speeder.core.farm;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// How far automation goes on a lane.
///
/// @param autonomy of the lane, and `stages` where a stage has one of its own
/// @param requires controls that must have passed before automation acts
public record Acting(Autonomy autonomy, SortedMap<String, Autonomy> stages, List<String> requires) {
  public static final Acting FREELY =
      new Acting(Autonomy.ACT, Collections.emptySortedMap(), List.of());

  public Acting {
    stages = Collections.unmodifiableSortedMap(new TreeMap<>(stages));
    requires = List.copyOf(requires);
  }

  /// How far the lane goes without a person.
  public enum Autonomy {
    /// Decides, holds no right to change anything, and records what it would have done.
    OBSERVE,
    /// Prepares, and waits for a person's yes.
    PROPOSE,
    ACT
  }
}
