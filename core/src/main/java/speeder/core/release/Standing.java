package speeder.core.release;

import java.util.List;
import speeder.core.image.BuiltImage;
import speeder.core.value.ReleaseId;

/// A release as the World remembers it.
///
/// @param sealed what it was sealed as, and `at` the offset of that fact
/// @param pushed whether its images are where the farm keeps them
/// @param condemned whether it failed where it was watched
public record Standing(ReleaseFact.Sealed sealed, long at, boolean pushed, boolean condemned) {
  public ReleaseId release() {
    return sealed.release();
  }

  public List<BuiltImage> images() {
    return sealed.images();
  }

  Standing asPushed() {
    return new Standing(sealed, at, true, condemned);
  }

  Standing asCondemned() {
    return new Standing(sealed, at, pushed, true);
  }
}
