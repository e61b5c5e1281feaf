package speeder.core.lock;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import speeder.core.value.Actor;

/// What happened to locks. A lock is named by the offset of its [Asked]; who holds it acts under a
/// number, the offset of its [Granted], which every receiver can compare: the higher one counts.
public sealed interface LockFact {
  /// Someone wants a lock, and waits for it.
  ///
  /// @param target name of one, or `*` for all of the lane's
  /// @param work of what kind, as [LockRules][speeder.core.farm.LockRules] has them
  /// @param rank who has a lower one goes first, whatever the priority
  /// @param lease how long it may be silent
  /// @param owner principal, and `onBehalfOf` whom it asks for
  /// @param reason for people; may be empty
  record Asked(
      Use use,
      String lane,
      String target,
      String work,
      int rank,
      int priority,
      Duration lease,
      String owner,
      String onBehalfOf,
      String reason)
      implements LockFact {
    /// Who wants it, for people.
    public String who() {
      return new Actor(owner, "", onBehalfOf).who();
    }

    /// Lane, target and kind of work, as far as they say more than the lane.
    public String where() {
      var place = target.equals(Claim.ALL) ? lane : lane + "/" + target;
      return work.equals(lane) ? place : place + " for " + work;
    }
  }

  /// It holds the lock from here on, under the number that is this fact's offset.
  record Granted(long lock) implements LockFact {}

  /// Its holder is to step aside.
  ///
  /// @param by the lock that waits for it; none where a lane moves that others deploy
  /// @param until its number is outdated then if it has not
  record AsideAsked(long lock, Optional<Long> by, String why, Optional<Instant> until)
      implements LockFact {}

  /// Its holder is done.
  record Released(long lock) implements LockFact {}

  /// Whoever waited for it no longer wants it.
  record Cancelled(long lock) implements LockFact {}

  /// Whoever held it, or waited for it, was silent for longer than its lease.
  record LeaseLapsed(long lock) implements LockFact {}

  /// A person took it away.
  record Broken(long lock, String by, String reason) implements LockFact {}

  /// Its number no longer counts: something went back, or it did not step aside in time.
  record Outdated(long lock, String why) implements LockFact {}

  /// What is seen of a lane that others deploy has changed.
  record OutsideSeen(String lane, Sight sight) implements LockFact {}
}
