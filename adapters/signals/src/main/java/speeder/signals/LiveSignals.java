package speeder.signals;

import java.util.List;
import speeder.core.supervision.EdgeCounts;
import speeder.core.supervision.Expectation;
import speeder.core.supervision.Probed;
import speeder.engine.port.PortFailure;
import speeder.engine.port.Signals;
import speeder.signals.http.Prober;

/// Signals of a farm that runs: its slots are asked, its edge is read.
public final class LiveSignals implements Signals {
  private final Prober prober;
  private final EdgeReader edge;

  /// @param edge reads the edge's counters; the edge's own adapter knows how
  public LiveSignals(Prober prober, EdgeReader edge) {
    this.prober = prober;
    this.edge = edge;
  }

  /// Reads the counters of an edge.
  @FunctionalInterface
  public interface EdgeReader {
    EdgeCounts read() throws PortFailure;
  }

  @Override
  public List<Probed> probe(String address, String release, List<Expectation> expectations)
      throws PortFailure {
    return prober.probe(address, release, expectations);
  }

  @Override
  public EdgeCounts edge() throws PortFailure {
    return edge.read();
  }
}
