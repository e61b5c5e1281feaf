package speeder.core.image;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import speeder.core.value.Digest;

/// The layers an image is made of: the base's own, then a whole composition, then deltas over it.
///
/// @param base digest of the base image's manifest
public record LayerPlan(Digest base, List<LayerSpec> layers) {
  /// Delta layers before all are merged into one: far enough below the 127 layers an image may have
  /// to leave room for the base's.
  public static final int DELTAS_MAX = 96;

  public LayerPlan {
    layers = List.copyOf(layers);
  }

  /// The plan for a composition over the lane's last plan, if there is one.
  public static LayerPlan next(Optional<LayerPlan> last, Digest base, Composition wanted) {
    return last.filter(plan -> plan.base.equals(base) && plan.layers.size() <= DELTAS_MAX)
        .map(plan -> plan.grownTo(wanted))
        .orElseGet(() -> whole(base, wanted));
  }

  public static LayerPlan whole(Digest base, Composition wanted) {
    return new LayerPlan(base, List.of(new LayerSpec(Composition.EMPTY, wanted)));
  }

  /// What the topmost layer leads to.
  public Composition top() {
    return layers.getLast().to();
  }

  private LayerPlan grownTo(Composition wanted) {
    if (top().equals(wanted)) return this;
    var grown = new ArrayList<>(layers);
    grown.add(new LayerSpec(top(), wanted));
    return new LayerPlan(base, grown);
  }
}
