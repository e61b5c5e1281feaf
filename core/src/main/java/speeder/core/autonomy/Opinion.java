package speeder.core.autonomy;

import java.time.Instant;
import speeder.core.autonomy.AutonomyFact.Match;
import speeder.core.autonomy.AutonomyFact.WouldHave;

/// What automation would have done, and what came of it.
///
/// @param id offset of the fact, `at` its time
public record Opinion(long id, Instant at, WouldHave would) {
  /// @param at when people did something
  public record Decided(Opinion opinion, Instant at, Match match, String did) {}
}
