package speeder.core.world;

import java.time.Duration;
import java.util.Optional;

/// What can be asked about locks, by people and by tools of others.
public sealed interface LockAsk extends Ask {
  /// Wait for a lock, and hold it once it is granted. The first fact it leads to names it.
  ///
  /// @param target name of one, or `*` for all of the lane's
  /// @param work kind of work; without it, that of the lane itself
  /// @param priority without it, that of the kind of work
  /// @param lease how long whoever asks may be silent
  /// @param reason for people; may be empty
  record Acquire(
      String lane,
      String target,
      Optional<String> work,
      Optional<Integer> priority,
      Duration lease,
      String reason)
      implements LockAsk {}

  /// Give one back, or wait for it no longer.
  ///
  /// @param lock its own offset, or its holder's number
  record LetGo(long lock) implements LockAsk {}

  /// Take it away from whoever holds it or waits for it.
  record Break(long lock, String reason) implements LockAsk {}
}
