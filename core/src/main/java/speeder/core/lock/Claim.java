package speeder.core.lock;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import speeder.core.lock.LockFact.AsideAsked;
import speeder.core.lock.LockFact.Asked;

/// A lock that someone holds or waits for.
///
/// The order is that of the queue: a lower rank first; then who asked first, where each point of
/// priority counts as having asked [#HEAD_START] earlier. So priority goes first, and yet nobody is
/// overtaken for ever: only by who asks within the head start that its priority gives.
///
/// @param lock offset of its [Asked], `at` the time of it
public record Claim(
    long lock, Instant at, Asked asked, Optional<Grant> grant, Optional<AsideAsked> aside)
    implements Comparable<Claim> {
  /// All targets of a lane.
  public static final String ALL = "*";

  /// What one point of priority is worth.
  public static final Duration HEAD_START = Duration.ofSeconds(36);

  private static final Comparator<Claim> ORDER =
      Comparator.comparingInt(Claim::rank)
          .thenComparingLong(Claim::counted)
          .thenComparingLong(Claim::lock);

  /// @param number offset of the fact, which outside receivers compare
  public record Grant(long number, Instant at) {}

  static Claim of(Asked asked, long offset, Instant at) {
    return new Claim(offset, at, asked, Optional.empty(), Optional.empty());
  }

  Claim granted(long number, Instant now) {
    return new Claim(lock, at, asked, Optional.of(new Grant(number, now)), Optional.empty());
  }

  Claim aside(AsideAsked wish) {
    return new Claim(lock, at, asked, grant, Optional.of(wish));
  }

  public boolean isHeld() {
    return grant.isPresent();
  }

  public boolean isOwn() {
    return asked.use().isOwn();
  }

  public String lane() {
    return asked.lane();
  }

  public String work() {
    return asked.work();
  }

  /// Whether both want the same target.
  boolean overlaps(Claim other) {
    return asked.target().equals(ALL)
        || other.asked.target().equals(ALL)
        || asked.target().equals(other.asked.target());
  }

  /// Whether it is named so: by the lock, or by the number of its holder.
  boolean isNamed(long name) {
    return lock == name || grant.filter(it -> it.number() == name).isPresent();
  }

  @Override
  public int compareTo(Claim other) {
    return ORDER.compare(this, other);
  }

  private int rank() {
    return asked.rank();
  }

  private long counted() {
    return at.toEpochMilli() - asked.priority() * HEAD_START.toMillis();
  }
}
