package speeder.core.value;

/// Names an effect: the offset of the fact that made it owed, its kind, and its place
/// (`lane/target/stage/slot`, as far as it goes).
public record EffectKey(long offset, String kind, String place) implements Comparable<EffectKey> {
  /// Reads what [#toString] writes.
  public static EffectKey parse(String text) {
    var parts = text.split("/", 3);
    if (parts.length != 3) throw new IllegalArgumentException("Not offset/kind/place: " + text);
    return new EffectKey(Long.parseLong(parts[0]), parts[1], parts[2]);
  }

  @Override
  public int compareTo(EffectKey other) {
    int byOffset = Long.compare(offset, other.offset);
    if (byOffset != 0) return byOffset;
    int byKind = kind.compareTo(other.kind);
    return byKind != 0 ? byKind : place.compareTo(other.place);
  }

  @Override
  public String toString() {
    return offset + "/" + kind + "/" + place;
  }
}
