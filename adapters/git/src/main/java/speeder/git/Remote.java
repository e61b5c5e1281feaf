package speeder.git;

import static org.eclipse.jgit.lib.Constants.R_HEADS;

import java.io.IOException;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.PackLock;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.URIish;

/// One conversation with a source's repository: its branch's head is asked for, and what is not at
/// hand is fetched over the same connection.
final class Remote implements AutoCloseable {
  private final Transport transport;
  private final FetchConnection connection;
  private final String branch;

  private Remote(Transport transport, FetchConnection connection, String branch) {
    this.transport = transport;
    this.connection = connection;
    this.branch = branch;
  }

  /// Connects, and asks for that one branch only (ls-refs with a prefix, in git's protocol 2).
  static Remote connect(Repository mirror, String url, String branch) throws IOException {
    var transport = transport(mirror, url);
    transport.setTimeout(GitSources.SOURCE_TIMEOUT_SECONDS);
    try {
      var wanted = new RefSpec(R_HEADS + branch);
      return new Remote(transport, transport.openFetch(List.of(wanted)), branch);
    } catch (IOException | RuntimeException failure) {
      transport.close();
      throw failure;
    }
  }

  private static Transport transport(Repository mirror, String url) throws IOException {
    try {
      return Transport.open(mirror, new URIish(url));
    } catch (URISyntaxException wrong) {
      throw new IOException("not an address of a repository: " + wrong.getReason(), wrong);
    }
  }

  Optional<ObjectId> head() {
    return Optional.ofNullable(connection.getRef(R_HEADS + branch)).map(Ref::getObjectId);
  }

  /// Brings the head's objects into the mirror, then lets `whenHere` make them reachable before
  /// anything may collect them.
  void fetch(WhenHere whenHere) throws IOException {
    connection.setPackLockMessage("speeder: fetching " + branch);
    var ref = Optional.ofNullable(connection.getRef(R_HEADS + branch)).orElseThrow();
    try {
      connection.fetch(NullProgressMonitor.INSTANCE, List.of(ref), Set.of());
      whenHere.run();
    } finally {
      for (PackLock lock : connection.getPackLocks()) lock.unlock();
    }
  }

  interface WhenHere {
    void run() throws IOException;
  }

  @Override
  public void close() {
    connection.close();
    transport.close();
  }
}
