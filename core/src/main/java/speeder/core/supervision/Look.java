package speeder.core.supervision;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One look of a watch: the edge's counters before and after the expectations were asked.
///
/// @param before, and `after`: nothing where they could not be read, which is not the same as zero
public record Look(
    Instant at, Optional<EdgeCounts> before, List<Probed> probed, Optional<EdgeCounts> after) {
  public Look {
    probed = List.copyOf(probed);
  }
}
