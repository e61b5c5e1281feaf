package speeder.core.image;

import java.util.List;
import java.util.SortedMap;
import speeder.core.value.Digest;

/// What an image needs beside the snapshot: its base, the variant, and how a container of it
/// starts.
///
/// @param base digest of the base image's manifest, found in `baseFrom`
/// @param baseFrom where the base is read: `oci:DIR` or `registry/repository`
/// @param entry the default command
public record Recipe(
    String variant,
    Digest base,
    String baseFrom,
    List<String> entry,
    SortedMap<String, String> environment) {
  public Recipe {
    entry = List.copyOf(entry);
    environment = java.util.Collections.unmodifiableSortedMap(new java.util.TreeMap<>(environment));
  }
}
