package speeder.core.value;

import java.util.Comparator;

/// A stage of a lane on a target.
public record Place(String lane, String target, String stage) implements Comparable<Place> {
  private static final Comparator<Place> ORDER =
      Comparator.comparing(Place::lane).thenComparing(Place::target).thenComparing(Place::stage);

  @Override
  public int compareTo(Place other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return lane + "/" + target + "/" + stage;
  }
}
