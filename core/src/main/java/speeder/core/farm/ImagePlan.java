package speeder.core.farm;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import speeder.core.value.Digest;

/// What images are made of beside the snapshot.
///
/// @param base what variants start from unless they say otherwise
/// @param variants by name: every image that is built of one snapshot
public record ImagePlan(Base base, SortedMap<String, Variant> variants) {
  public ImagePlan {
    variants = Collections.unmodifiableSortedMap(new TreeMap<>(variants));
  }

  public Optional<Variant> variant(String name) {
    return Optional.ofNullable(variants.get(name));
  }

  /// A base image, named by its contents.
  ///
  /// @param from where it is read: `oci:DIR` or `registry/repository`
  /// @param digest of its manifest
  public record Base(String from, Digest digest) {}

  /// @param base the plan's own, or this variant's
  /// @param entry the default command; empty takes the base's
  public record Variant(Base base, List<String> entry, SortedMap<String, String> environment) {
    public Variant {
      entry = List.copyOf(entry);
      environment = Collections.unmodifiableSortedMap(new TreeMap<>(environment));
    }
  }
}
