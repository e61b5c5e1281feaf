package speeder.api;

import java.time.Instant;
import java.util.List;

/// The newest lines of an effect's log, oldest of them first.
///
/// @param all whether private lines are shown, too: that takes the token
public record Log(String key, boolean all, List<Line> lines) {
  /// @param visibility PUBLIC or PRIVATE
  public record Line(Instant at, String visibility, String text) {}
}
