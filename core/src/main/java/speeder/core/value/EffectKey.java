package speeder.core.value;

import java.util.Comparator;

/// Names an effect: the offset of the fact that made it owed, its kind, and its place
/// (`lane/target/stage/slot`, as far as it goes).
public record EffectKey(long offset, String kind, String place) implements Comparable<EffectKey> {
  private static final Comparator<EffectKey> ORDER =
      Comparator.comparingLong(EffectKey::offset)
          .thenComparing(EffectKey::kind)
          .thenComparing(EffectKey::place);

  /// Reads what [#toString] writes.
  public static EffectKey parse(String text) {
    var parts = text.split("/", 3);
    if (parts.length != 3) throw new IllegalArgumentException("Not offset/kind/place: " + text);
    return new EffectKey(Long.parseLong(parts[0]), parts[1], parts[2]);
  }

  @Override
  public int compareTo(EffectKey other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return offset + "/" + kind + "/" + place;
  }
}
