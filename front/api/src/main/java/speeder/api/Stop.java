package speeder.api;

import java.time.Instant;
import java.util.Optional;

/// What stands in a lane's way.
///
/// @param what `hold`, `frozen-hold`, `freeze`, `lock`, `missing-role` or `control-not-passed`
/// @param at what it stands at, for people
/// @param until its end, where that is known
/// @param remedy what a person can do about it
public record Stop(
    String what,
    String at,
    String by,
    String reason,
    Instant since,
    Optional<Instant> until,
    String remedy) {
  public static final String HOLD = "hold";
  public static final String FROZEN_HOLD = "frozen-hold";
  public static final String FREEZE = "freeze";

  public boolean isHold() {
    return what.equals(HOLD) || what.equals(FROZEN_HOLD);
  }
}
