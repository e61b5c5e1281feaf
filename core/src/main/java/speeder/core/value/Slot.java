package speeder.core.value;

/// One of the places of a stage on a target, holding one release.
public record Slot(Place place, ReleaseId release) implements Comparable<Slot> {
  @Override
  public int compareTo(Slot other) {
    int byPlace = place.compareTo(other.place);
    return byPlace != 0 ? byPlace : release.compareTo(other.release);
  }

  @Override
  public String toString() {
    return place + "/" + release;
  }
}
