package speeder.engine.port;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The right to be the one server that decides over a store. What fences is the journal's term;
/// this keeps a second server from starting by mistake, and says when one may take over.
public interface Leadership {
  /// Takes the right, and keeps it until closed, until the process ends or its lease is over.
  ///
  /// @param server name for people and for the take-over fact
  /// @throws PortFailure refused `already-running`, naming the holder
  Lead lead(String server) throws PortFailure;

  /// Whether a server that may not lead follows the one that does; else it does not run at all.
  boolean hasFollowers();

  /// Who holds it now; nothing where nobody does.
  Optional<Holder> holder() throws PortFailure;

  /// @param pid of its process
  /// @param since when it took the right, by the clock that judges leases
  /// @param address where it answers those who follow
  record Holder(String server, long pid, Instant since, Address address) {}

  /// Where a leader takes what followers were asked.
  ///
  /// @param url of its API; empty while it does not answer yet
  /// @param key what opens that path to followers; secret
  record Address(String url, String key) {
    public static final Address NOWHERE = new Address("", "");

    @Override
    public String toString() {
      return url;
    }
  }

  interface Lead extends AutoCloseable {
    Holder holder();

    /// Tells followers where the leader answers.
    ///
    /// @throws PortFailure refused `lead-lost`
    void answersAt(Address address) throws PortFailure;

    /// Keeps the right for one more lease, counted by the clock that judges it.
    ///
    /// @return what that clock says
    /// @throws PortFailure refused `lead-lost` where another server took it
    Instant renew() throws PortFailure;

    /// How long the right stands after a renewal; nothing where it needs none.
    Optional<Duration> lease();

    /// Gives the right back at once. Never fails: what could not be given back runs out.
    @Override
    void close();
  }
}
