package speeder.core.image;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import speeder.core.source.ObjectId;

/// Which git tree sits at which absolute folder. A place below another lays its tree over it.
public record Composition(SortedMap<String, Part> parts) {
  /// A tree, and the source in whose object store it is found.
  public record Part(String source, ObjectId tree) {}

  public static final Composition EMPTY = new Composition(Collections.emptySortedMap());

  public Composition {
    parts = Collections.unmodifiableSortedMap(new TreeMap<>(parts));
  }
}
