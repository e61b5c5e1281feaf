package speeder.store;

import speeder.engine.port.Documents;
import speeder.engine.port.EvidenceFiles;
import speeder.engine.port.Journal;
import speeder.engine.port.Leadership;
import speeder.engine.port.Leases;
import speeder.engine.port.Logs;
import speeder.engine.port.Observations;
import speeder.engine.port.PortFailure;
import speeder.engine.port.Stop;
import speeder.engine.port.Views;

/// All that a server keeps.
public interface Store extends AutoCloseable {
  Journal journal();

  Documents documents();

  Views views();

  Observations observations();

  Leases leases();

  Logs logs();

  Leadership leadership();

  Stop stop();

  EvidenceFiles evidenceFiles();

  @Override
  void close() throws PortFailure;
}
