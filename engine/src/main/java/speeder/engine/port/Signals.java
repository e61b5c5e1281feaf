package speeder.engine.port;

import java.util.List;
import speeder.core.supervision.EdgeCounts;
import speeder.core.supervision.Expectation;
import speeder.core.supervision.Probed;

/// What can be seen of a release while it serves.
public interface Signals {
  /// Asks every expectation at one address, in order, and says what came. Each answer must carry
  /// the release's id.
  List<Probed> probe(String address, String release, List<Expectation> expectations)
      throws PortFailure;

  /// The edge's counters since it started, with the id of its process: a changed id is blindness,
  /// not zero.
  EdgeCounts edge() throws PortFailure;
}
