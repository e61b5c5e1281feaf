package speeder.engine.port;

import java.time.Instant;
import java.util.Optional;

/// The right to be the one server that decides over a store. What fences is the journal's term;
/// this only keeps a second server from starting by mistake.
public interface Leadership {
  /// Takes the right, and keeps it until closed or the process ends.
  ///
  /// @param server name for people and for the take-over fact
  /// @throws PortFailure refused `already-running`, naming the holder
  Lead lead(String server) throws PortFailure;

  /// Who holds it now; nothing where nobody does.
  Optional<Holder> holder() throws PortFailure;

  record Holder(String server, long pid, Instant since) {}

  interface Lead extends AutoCloseable {
    Holder holder();

    @Override
    void close();
  }
}
