package speeder.oci;

import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;
import speeder.engine.port.PortFailure;

/// Where the images of several variants go when one place is named for all of them.
public final class Destinations {
  private Destinations() {}

  /// In a layout without a tag each variant's name is its tag, so that other tools find it there. A
  /// repository gets them by digest.
  ///
  /// @return by variant
  /// @throws PortFailure refused `location-unfit`; refused `location-tagged` where several images
  ///   would share one tag
  public static SortedMap<String, String> of(String to, Collection<String> variants)
      throws PortFailure {
    var places = new TreeMap<String, String>();
    switch (Location.parse(to)) {
      case Location.Layout(var _, var tag) -> {
        if (tag.isPresent()) checkAlone(to, variants);
        for (var each : variants) places.put(each, tag.isPresent() ? to : to + ":" + each);
      }
      case Location.Repository(var _, var _, var tag) -> {
        if (tag.isPresent()) checkAlone(to, variants);
        for (var each : variants) places.put(each, to);
      }
    }
    return places;
  }

  private static void checkAlone(String to, Collection<String> variants) throws PortFailure {
    if (variants.size() < 2) return;
    throw PortFailure.refused(
        "location-tagged",
        "%s is one image, and %d are built: %s."
            .formatted(to, variants.size(), String.join(", ", variants)),
        "Leave the tag out.");
  }
}
