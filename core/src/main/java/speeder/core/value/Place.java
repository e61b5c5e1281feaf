package speeder.core.value;

import java.util.Comparator;

/// A stage of a lane on a target.
public record Place(String lane, String target, String stage) implements Comparable<Place> {
  private static final Comparator<Place> ORDER =
      Comparator.comparing(Place::lane).thenComparing(Place::target).thenComparing(Place::stage);

  /// Reads what [#toString] writes.
  public static Place parse(String text) {
    var parts = text.split("/", -1);
    if (parts.length != 3) throw new IllegalArgumentException("Not lane/target/stage: " + text);
    return new Place(parts[0], parts[1], parts[2]);
  }

  @Override
  public int compareTo(Place other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return lane + "/" + target + "/" + stage;
  }
}
