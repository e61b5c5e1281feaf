package speeder.core.image;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import speeder.core.value.Digest;

/// The layers an image is made of above its base's own: a whole composition, then deltas over it.
///
/// The deltas are a log-structured merge: a full level of them becomes one delta of the next level.
/// How many layers each level holds is the number of deltas ever made, written in base [#FAN_OUT];
/// so that number is all there is to remember.
///
/// @param base digest of the base image's manifest
/// @param deltas made since the whole composition, merged ones counted
public record LayerPlan(Digest base, List<LayerSpec> layers, int deltas) {
  /// Deltas of one level that become one of the next.
  public static final int FAN_OUT = 16;

  /// Deltas until a whole composition is written anew and stale bytes in lower layers go.
  public static final int DELTAS_MAX = FAN_OUT * FAN_OUT * FAN_OUT;

  public LayerPlan {
    layers = List.copyOf(layers);
    var below = Composition.EMPTY;
    for (var layer : layers) {
      if (!layer.from().equals(below)) {
        throw new IllegalArgumentException("A layer does not start where the one below it ends.");
      }
      below = layer.to();
    }
    if (layers.isEmpty() || layers.size() != 1 + digits(deltas)) {
      throw new IllegalArgumentException(
          layers.size() + " layers do not fit " + deltas + " deltas of fan-out " + FAN_OUT + ".");
    }
  }

  /// The plan for a composition over the lane's last plan, if there is one.
  public static LayerPlan next(Optional<LayerPlan> last, Digest base, Composition wanted) {
    return last.filter(plan -> plan.base.equals(base) && plan.deltas < DELTAS_MAX - 1)
        .map(plan -> plan.grownTo(wanted))
        .orElseGet(() -> whole(base, wanted));
  }

  public static LayerPlan whole(Digest base, Composition wanted) {
    return new LayerPlan(base, List.of(new LayerSpec(Composition.EMPTY, wanted)), 0);
  }

  /// What the topmost layer leads to.
  public Composition top() {
    return layers.getLast().to();
  }

  private LayerPlan grownTo(Composition wanted) {
    if (top().equals(wanted)) return this;
    var grown = new ArrayList<>(layers);
    grown.add(new LayerSpec(top(), wanted));
    for (int made = deltas + 1; made % FAN_OUT == 0; made /= FAN_OUT) mergeLevel(grown);
    return new LayerPlan(base, grown, deltas + 1);
  }

  private static void mergeLevel(List<LayerSpec> layers) {
    var level = layers.subList(layers.size() - FAN_OUT, layers.size());
    var merged = new LayerSpec(level.getFirst().from(), level.getLast().to());
    level.clear();
    layers.add(merged);
  }

  private static int digits(int number) {
    int sum = 0;
    for (int rest = number; rest > 0; rest /= FAN_OUT) sum += rest % FAN_OUT;
    return sum;
  }
}
