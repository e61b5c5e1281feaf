package speeder.wiring;

import java.nio.file.Path;
import java.util.List;
import speeder.core.evidence.Evidence;
import speeder.engine.port.PortFailure;
import speeder.store.evidence.EvidenceReader;

/// Evidence in files, for the offline commands.
public final class Results {
  private Results() {}

  public static List<Evidence> read(List<Path> files) throws PortFailure {
    return new EvidenceReader().read(files);
  }
}
