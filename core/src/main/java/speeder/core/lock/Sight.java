package speeder.core.lock;

import java.util.List;
import java.util.Optional;

/// What is seen of a lane that others deploy.
///
/// @param release what it serves, in its own words
/// @param by who moves it, and `reason` why, as far as they say
/// @param unreadable what could not be looked at, and why; in a few words each
public record Sight(
    Moving moving,
    Optional<String> release,
    Optional<String> by,
    Optional<String> reason,
    List<String> unreadable) {
  /// Longer words of others are cut.
  public static final int TEXT_MAX = 200;

  /// Nobody has looked yet.
  public static final Sight NOT_YET = unknown("not looked yet");

  public Sight {
    release = release.map(Sight::cut);
    by = by.map(Sight::cut);
    reason = reason.map(Sight::cut);
    unreadable = unreadable.stream().map(Sight::cut).toList();
  }

  /// Whether others change the lane.
  public enum Moving {
    YES,
    NO,
    /// It cannot be seen.
    UNKNOWN
  }

  public static Sight still(Optional<String> release) {
    return new Sight(Moving.NO, release, Optional.empty(), Optional.empty(), List.of());
  }

  public static Sight moves(String by, String reason) {
    return new Sight(Moving.YES, Optional.empty(), Optional.of(by), Optional.of(reason), List.of());
  }

  public static Sight unknown(String why) {
    return new Sight(
        Moving.UNKNOWN, Optional.empty(), Optional.empty(), Optional.empty(), List.of(why));
  }

  /// What two looks at one lane add up to: it moves if one says so, and stands still if both do.
  public Sight with(Sight other) {
    var one = moving == Moving.YES || other.moving != Moving.YES ? this : other;
    var all = new java.util.ArrayList<>(unreadable);
    all.addAll(other.unreadable);
    return new Sight(
        worse(moving, other.moving),
        release.or(other::release),
        one.by.or(() -> by).or(other::by),
        one.reason.or(() -> reason).or(other::reason),
        all);
  }

  private static Moving worse(Moving one, Moving other) {
    if (one == Moving.YES || other == Moving.YES) return Moving.YES;
    return one == Moving.UNKNOWN || other == Moving.UNKNOWN ? Moving.UNKNOWN : Moving.NO;
  }

  private static String cut(String text) {
    var plain = text.replaceAll("\\p{Cntrl}+", " ").strip();
    return plain.length() <= TEXT_MAX ? plain : plain.substring(0, TEXT_MAX - 1) + "…";
  }
}
