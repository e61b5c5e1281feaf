package speeder.edge;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.Optional;
import java.util.Set;
import speeder.core.supervision.EdgeCounts;
import speeder.edge.table.EdgeTable;

/// An edge in this process, on a port of its own.
final class EdgeHere implements AutoCloseable {
  final EdgeServer server;
  private final ServerSocketChannel channel;

  EdgeHere(EdgeTable table, String... trusted) throws Exception {
    server = new EdgeServer(Optional.of(table), "test", Set.of(trusted));
    server.start();
    channel = EdgeServer.bound(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    server.serve(channel);
  }

  Client client() throws Exception {
    return new Client(port());
  }

  int port() {
    return channel.socket().getLocalPort();
  }

  EdgeCounts.Row only() {
    var rows = server.tallies().counts().rows();
    if (rows.size() == 1) return rows.getFirst();
    throw new AssertionError("Expected one row of counts, but " + rows);
  }

  @Override
  public void close() throws IOException {
    try {
      server.drain();
    } catch (Exception failed) {
      throw new IOException(failed);
    }
    channel.close();
  }
}
