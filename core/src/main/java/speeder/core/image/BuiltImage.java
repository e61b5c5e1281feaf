package speeder.core.image;

import java.util.List;
import speeder.core.value.Digest;

/// One image as it was built.
///
/// @param digest of its manifest
/// @param layers digests of its compressed layers, the base's first
/// @param built layers that were made for it, not found
/// @param bytesBuilt compressed bytes of those
public record BuiltImage(
    String variant,
    Digest digest,
    List<Digest> layers,
    int built,
    long bytesBuilt,
    long bytesTotal) {
  public BuiltImage {
    layers = List.copyOf(layers);
  }
}
