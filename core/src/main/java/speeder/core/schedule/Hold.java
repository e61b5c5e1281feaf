package speeder.core.schedule;

import java.time.Instant;
import java.util.Optional;
import speeder.core.value.Actor;

/// A stop by a person, by automation after it went back, or by the file on disk.
///
/// @param frozen whether it stops going back, too
/// @param until its time is over then; without it, it stands until it is lifted
/// @param since offset of the fact that set it
public record Hold(
    Reach reach,
    Hand hand,
    String reason,
    String by,
    boolean frozen,
    Optional<Instant> until,
    long since)
    implements Comparable<Hold> {
  /// Who holds. One hold of each hand may stand at one reach: a person's that ends by itself leaves
  /// automation's where it is.
  public enum Hand {
    PERSON,
    AUTOMATION,
    FILE;

    static Hand of(String by) {
      return by.equals(Actor.SPEEDER.principal()) ? AUTOMATION : PERSON;
    }
  }

  public Stopper stopper() {
    return frozen ? Stopper.FROZEN_HOLD : Stopper.HOLD;
  }

  boolean isAt(Reach where, Hand whose) {
    return reach.equals(where) && hand == whose;
  }

  /// The strictest comes first, then the widest.
  @Override
  public int compareTo(Hold other) {
    if (frozen != other.frozen) return frozen ? -1 : 1;
    int byReach = reach.compareTo(other.reach);
    return byReach != 0 ? byReach : hand.compareTo(other.hand);
  }
}
