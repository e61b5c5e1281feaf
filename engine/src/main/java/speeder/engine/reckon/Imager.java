package speeder.engine.reckon;

import java.util.Optional;
import java.util.function.Consumer;
import speeder.core.farm.ImagePlan;
import speeder.core.image.BuiltImage;
import speeder.core.image.LayerPlan;
import speeder.core.image.Recipe;
import speeder.core.snapshot.Snapshot;
import speeder.engine.port.Images;
import speeder.engine.port.PortFailure;

/// Builds the variants of a snapshot by one layer plan.
public final class Imager {
  private final Images images;

  public Imager(Images images) {
    this.images = images;
  }

  /// @param last the lane's last plan, which the snapshot grows on
  public static LayerPlan plan(ImagePlan image, Snapshot snapshot, Optional<LayerPlan> last) {
    return LayerPlan.next(last, image.base().digest(), snapshot.composition());
  }

  /// Builds one variant: the plan's layers over the variant's own base.
  public BuiltImage build(
      LayerPlan plan, String name, ImagePlan.Variant variant, Consumer<String> progress)
      throws PortFailure {
    var base = variant.base();
    var own = new LayerPlan(base.digest(), plan.layers(), plan.deltas());
    var recipe =
        new Recipe(name, base.digest(), base.from(), variant.entry(), variant.environment());
    return images.build(own, recipe, progress);
  }
}
