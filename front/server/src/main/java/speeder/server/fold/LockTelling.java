package speeder.server.fold;

import speeder.core.lock.LockFact;
import speeder.core.lock.Sight;

/// What happened to locks, for people. They are named by the offset of the fact that asked.
public final class LockTelling {
  private LockTelling() {}

  static String text(LockFact fact) {
    return switch (fact) {
      case LockFact.Asked it ->
          "%s asks for the lock of %s%s".formatted(it.who(), it.where(), because(it.reason()));
      case LockFact.Granted it -> "Lock %d is granted".formatted(it.lock());
      case LockFact.AsideAsked it ->
          "The holder of lock %d is to step aside: %s".formatted(it.lock(), it.why());
      case LockFact.Released it -> "Lock %d is given back".formatted(it.lock());
      case LockFact.Cancelled it -> "Lock %d is no longer waited for".formatted(it.lock());
      case LockFact.LeaseLapsed it -> "The lease of lock %d lapsed".formatted(it.lock());
      case LockFact.Broken it ->
          "Lock %d is broken by %s%s".formatted(it.lock(), it.by(), because(it.reason()));
      case LockFact.Outdated it ->
          "The number of lock %d no longer counts%s".formatted(it.lock(), because(it.why()));
      case LockFact.OutsideSeen it -> sight(it.lane(), it.sight());
    };
  }

  /// What is seen of a lane that others deploy, in a sentence without its end.
  public static String sight(String lane, Sight sight) {
    var serves = sight.release().map("; it serves %s"::formatted).orElse("");
    return switch (sight.moving()) {
      case YES ->
          "%s moves%s%s%s"
              .formatted(
                  lane,
                  sight.by().map(" by %s"::formatted).orElse(""),
                  because(sight.reason().orElse("")),
                  serves);
      case NO -> lane + " stands still" + serves;
      case UNKNOWN ->
          "Whether %s moves cannot be seen%s"
              .formatted(lane, because(String.join("; ", sight.unreadable())));
    };
  }

  private static String because(String reason) {
    return reason.isBlank() ? "" : ": " + reason;
  }
}
