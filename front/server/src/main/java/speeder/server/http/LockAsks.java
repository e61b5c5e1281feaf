package speeder.server.http;

import java.time.Duration;
import speeder.core.farm.LockRules;
import speeder.core.lock.Claim;
import speeder.core.world.LockAsk;

/// Wishes about locks.
final class LockAsks {
  private static final Duration LEASE = Duration.ofSeconds(60);

  private LockAsks() {}

  static LockAsk acquire(Wish wish) {
    return new LockAsk.Acquire(
        wish.lane(),
        wish.targetOr(Claim.ALL),
        wish.more("as"),
        wish.more("priority").map(LockAsks::priority),
        wish.time("lease").orElse(LEASE),
        wish.reason());
  }

  static LockAsk letGo(Wish wish) {
    return new LockAsk.LetGo(number(wish));
  }

  static LockAsk broken(Wish wish) {
    return new LockAsk.Break(number(wish), wish.reason());
  }

  private static long number(Wish wish) {
    return Answers.number("with.lock", wish.needed("lock"), 1);
  }

  private static int priority(String text) {
    return Answers.number("with.priority", text, 0, LockRules.PRIORITY_MAX);
  }
}
