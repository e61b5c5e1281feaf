package speeder.core.value;

/// A stage of a lane on a target.
public record Place(String lane, String target, String stage) implements Comparable<Place> {
  /// Reads what [#toString] writes.
  public static Place parse(String text) {
    var parts = text.split("/", -1);
    if (parts.length != 3) throw new IllegalArgumentException("Not lane/target/stage: " + text);
    return new Place(parts[0], parts[1], parts[2]);
  }

  @Override
  public int compareTo(Place other) {
    int byLane = lane.compareTo(other.lane);
    if (byLane != 0) return byLane;
    int byTarget = target.compareTo(other.target);
    return byTarget != 0 ? byTarget : stage.compareTo(other.stage);
  }

  @Override
  public String toString() {
    return lane + "/" + target + "/" + stage;
  }
}
