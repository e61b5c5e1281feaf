package speeder.core.bisect;

import java.util.List;
import speeder.core.snapshot.Pick;

/// What lies between the commit of a source in a good snapshot and that in a bad one.
///
/// @param source its name
/// @param picks the good one first, the bad one last; between them what is on the way, where that
///   is one line of commits
/// @param suspicion of each of its steps: how much likelier than one that nothing speaks against it
///   is to be what breaks, from 1 to [#SUSPICION_MAX]
public record Line(String source, List<Pick> picks, int suspicion) {
  public static final int SUSPICION_MAX = 10;

  public Line {
    picks = List.copyOf(picks);
    if (picks.size() < 2) throw new IllegalArgumentException("no step of " + source);
    suspicion = Math.clamp(suspicion, 1, SUSPICION_MAX);
  }

  /// The place of the bad commit; the good one's is 0.
  int last() {
    return picks.size() - 1;
  }
}
