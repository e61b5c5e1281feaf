package speeder.api;

import java.util.Optional;

/// What is asked.
///
/// @param id chosen by the caller: a repeated one gets its first reply, so asking again is safe
/// @param ask `deploy`, `hold`, ... as the constants here
/// @param lane for all but `take-out` and `take-in`, which want a target
/// @param release which one to deploy or go back to; without it, the heads or the safest
/// @param reason why, for people; `hold`, `waive` and `take-out` want one
/// @param onBehalfOf who asks through a program
public record Command(
    String id,
    String ask,
    Optional<String> lane,
    Optional<String> target,
    Optional<String> release,
    Optional<String> reason,
    Optional<String> onBehalfOf) {
  public static final String DEPLOY = "deploy";
  public static final String HOLD = "hold";
  public static final String LIFT = "lift";
  public static final String ROLLBACK = "rollback";
  public static final String WITHDRAW = "withdraw";
  public static final String WAIVE = "waive";
  public static final String FILE_EVIDENCE = "file-evidence";
  public static final String TAKE_OUT = "take-out";
  public static final String TAKE_IN = "take-in";

  public static Command onLane(String id, String ask, String lane) {
    return new Command(
        id,
        ask,
        Optional.of(lane),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  public static Command onTarget(String id, String ask, String target) {
    return new Command(
        id,
        ask,
        Optional.empty(),
        Optional.of(target),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  public Command withRelease(String named) {
    return new Command(id, ask, lane, target, Optional.of(named), reason, onBehalfOf);
  }

  public Command because(String why) {
    return new Command(id, ask, lane, target, release, Optional.of(why), onBehalfOf);
  }

  public Command onBehalfOf(String person) {
    return new Command(id, ask, lane, target, release, reason, Optional.of(person));
  }

  /// It stands in the journal.
  ///
  /// @param accepted offset of the first fact it led to
  public record Accepted(String id, long accepted) {}
}
