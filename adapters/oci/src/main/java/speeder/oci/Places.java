package speeder.oci;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import speeder.core.image.Composition;
import speeder.core.image.Composition.Part;
import speeder.engine.port.PortFailure;

/// The places of a composition as paths, and how they nest.
final class Places {
  private final NavigableMap<byte[], Part> parts = new TreeMap<>(PathBytes.ORDER);

  /// @throws PortFailure refused `place-unfit` where a place is no clean absolute folder
  static Places of(Composition composition) throws PortFailure {
    var places = new Places();
    for (var part : composition.parts().entrySet()) {
      places.parts.put(path(part.getKey()), part.getValue());
    }
    return places;
  }

  NavigableMap<byte[], Part> parts() {
    return parts;
  }

  Optional<Part> at(byte[] path) {
    return Optional.ofNullable(parts.get(path));
  }

  /// Whether a place is at a path or below it, so that a folder must be there.
  boolean needsFolder(byte[] path) {
    var next = parts.ceilingKey(path);
    return next != null && PathBytes.isAtOrBelow(next, path);
  }

  /// The places strictly above a path, the innermost first.
  List<Entry<byte[], Part>> above(byte[] path) {
    var above = new ArrayList<Entry<byte[], Part>>();
    for (var folder = path; folder.length > 0; ) {
      folder = PathBytes.parent(folder);
      var part = parts.get(folder);
      if (part != null) above.add(Map.entry(folder, part));
    }
    return above;
  }

  private static byte[] path(String place) throws PortFailure {
    if (place.equals("/")) return PathBytes.ROOT;
    var path = PathBytes.of(place);
    if (path.length == 0 || path[0] != '/') {
      throw PortFailure.refused(
          "place-unfit",
          "The place `" + place + "` is no absolute folder.",
          "Write it like /srv/app, without a slash at its end.");
    }
    var inside = Arrays.copyOfRange(path, 1, path.length);
    PathRule.check("the manifest's places", inside);
    return inside;
  }
}
