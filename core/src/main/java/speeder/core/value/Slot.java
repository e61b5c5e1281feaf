package speeder.core.value;

import java.util.Comparator;

/// One of the places of a stage on a target, holding one release.
public record Slot(Place place, ReleaseId release) implements Comparable<Slot> {
  private static final Comparator<Slot> ORDER =
      Comparator.comparing(Slot::place).thenComparing(Slot::release);

  @Override
  public int compareTo(Slot other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return place + "/" + release;
  }
}
