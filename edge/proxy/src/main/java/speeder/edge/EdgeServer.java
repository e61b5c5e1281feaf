package speeder.edge;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import speeder.edge.table.EdgeTable;

/// The HTTP side of the edge. It can be warm before it serves: [#start], then [#serve].
final class EdgeServer {
  /// Held, since the log manager forgets loggers that nobody holds, and their levels.
  private static final Logger JETTY = Logger.getLogger("org.eclipse.jetty");

  static {
    JETTY.setLevel(Level.WARNING);
  }

  private static final long LOOK_AGAIN_MILLIS = 5;

  private final Server server;
  private final Front front;
  private final TableInForce table;
  private final Flights flights = new Flights();
  private final Tallies tallies;

  /// @param process name of this process, that no other ever has
  /// @param trusted addresses of proxies in front
  EdgeServer(Optional<EdgeTable> first, String process, Set<String> trusted) {
    table = new TableInForce(first);
    tallies = new Tallies(process);
    var threads = new QueuedThreadPool(Limits.THREADS);
    threads.setName("edge");
    server = new Server(threads);
    var backends = new Backends(threads, server.getByteBufferPool());
    var headers = new RequestHeaders(trusted);
    front =
        new Front(
            table,
            flights,
            tallies,
            headers,
            backends,
            () -> ThreadLocalRandom.current().nextLong());
    server.addBean(backends);
    server.setHandler(front);
  }

  TableInForce table() {
    return table;
  }

  Flights flights() {
    return flights;
  }

  Tallies tallies() {
    return tallies;
  }

  /// Everything but a port.
  void start() throws Exception {
    server.start();
  }

  /// Answers whoever comes to a bound channel, and has come there already.
  void serve(ServerSocketChannel channel) throws Exception {
    var connector =
        new ServerConnector(server, 1, Limits.SELECTORS, new HttpConnectionFactory(http()));
    connector.setIdleTimeout(Limits.CLIENT_IDLE.toMillis());
    // What is under way may take its time also once the edge was told to end.
    connector.setShutdownIdleTimeout(-1);
    connector.open(channel);
    server.addConnector(connector);
    new NetworkConnectionLimit(Limits.CLIENTS, connector).start();
    connector.start();
  }

  private static HttpConfiguration http() {
    var http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(Limits.HEADER_BYTES);
    http.setResponseHeaderSize(Limits.HEADER_BYTES);
    http.setMaxResponseHeaderSize(Limits.HEADER_BYTES);
    // What a path means is for the application to say: %2F, //, ; and .. reach it as they came.
    http.setUriCompliance(UriCompliance.UNSAFE);
    http.setRelativeRedirectAllowed(true);
    return http;
  }

  /// Takes no more connections, lets requests under way end (at most [Limits#DRAIN]), and stops.
  void drain() throws Exception {
    for (var connector : server.getConnectors()) {
      var _ = connector.shutdown();
    }
    long deadline = System.nanoTime() + Limits.DRAIN.toNanos();
    while (front.active() > 0 && System.nanoTime() - deadline < 0) {
      Thread.sleep(LOOK_AGAIN_MILLIS);
    }
    server.stop();
  }

  /// A channel of its own at an address; port 0 takes a free one.
  static ServerSocketChannel bound(InetSocketAddress at) throws IOException {
    return ServerSocketChannel.open().bind(at, Limits.BACKLOG);
  }
}
