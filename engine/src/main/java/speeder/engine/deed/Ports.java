package speeder.engine.deed;

import java.util.List;
import speeder.core.supervision.Expectation;
import speeder.engine.port.CalendarFiles;
import speeder.engine.port.Cluster;
import speeder.engine.port.Documents;
import speeder.engine.port.EvidenceFiles;
import speeder.engine.port.Images;
import speeder.engine.port.Leases;
import speeder.engine.port.Observations;
import speeder.engine.port.Outside;
import speeder.engine.port.PortFailure;
import speeder.engine.port.Routes;
import speeder.engine.port.Signals;
import speeder.engine.port.Sources;
import speeder.engine.port.Stop;

/// The outside, as deeds and watches need it.
public record Ports(
    Sources sources,
    Images images,
    Cluster cluster,
    Routes routes,
    Signals signals,
    Documents documents,
    Leases leases,
    Outside outside,
    Observations observations,
    EvidenceFiles evidence,
    CalendarFiles calendars,
    Expectations expectations,
    Stop stop) {
  /// A stage's expectations, by the files that hold them.
  public interface Expectations {
    List<Expectation> read(List<String> files) throws PortFailure;
  }
}
