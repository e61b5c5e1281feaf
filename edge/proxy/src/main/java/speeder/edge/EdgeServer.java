package speeder.edge;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.io.ManagedSelector;
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

  /// Says what is wrong with requests. Whoever sent one is told.
  private static final Logger PARSER = Logger.getLogger("org.eclipse.jetty.http");

  static {
    JETTY.setLevel(Level.WARNING);
    PARSER.setLevel(Level.SEVERE);
  }

  private static final long LOOK_AGAIN_MILLIS = 5;

  private final List<ServerSocketChannel> ports = new CopyOnWriteArrayList<>();
  private final List<NetworkConnectionLimit> limits = new CopyOnWriteArrayList<>();
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
    // No thread of its own accepts: one that is interrupted while it does can lose a connection.
    var connector =
        new ServerConnector(server, 0, Limits.SELECTORS, new HttpConnectionFactory(http()));
    connector.setIdleTimeout(Limits.CLIENT_IDLE.toMillis());
    connector.open(channel);
    ports.add(channel);
    server.addConnector(connector);
    var limit = new NetworkConnectionLimit(Limits.CLIENTS, connector);
    limit.start();
    limits.add(limit);
    connector.start();
  }

  private static HttpConfiguration http() {
    var http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setSendDateHeader(false);
    http.setRequestHeaderSize(Limits.HEADER_BYTES);
    http.setResponseHeaderSize(Limits.HEADER_BYTES);
    http.setMaxResponseHeaderSize(Limits.HEADER_BYTES);
    // What a path means is for the application to say: %2F, //, ; and .. reach it as they came.
    http.setUriCompliance(UriCompliance.UNSAFE);
    http.setRelativeRedirectAllowed(true);
    return http;
  }

  /// Accepts no more connections. When this returns none is being accepted: what comes waits for
  /// whoever else has the socket.
  void letNobodyIn() throws InterruptedException {
    for (var connector : connectors()) {
      connector.setAccepting(false);
      // Selectors do what they are told in order, so whatever was being accepted is.
      for (var selector : connector.getSelectorManager().getBeans(ManagedSelector.class)) {
        var done = new CountDownLatch(1);
        selector.submit(_ -> done.countDown());
        done.await();
      }
    }
  }

  /// Gives this process's hold on the port up. (A connector whose selectors accept closes its
  /// channel only when it stops, which is after the drain.)
  void closePort() throws IOException {
    for (var port : ports) port.close();
  }

  /// Lets requests under way end (at most [Limits#DRAIN]), and stops. Clients that kept a
  /// connection are told with their next answer that it closes; those that ask nothing for
  /// [Limits#LINGER] are hung up on.
  void drain() throws Exception {
    letNobodyIn();
    // Jetty's own shutdown closes connections also after answers that did not say so.
    front.end();
    long started = System.nanoTime();
    while (isBusy(System.nanoTime() - started)) Thread.sleep(LOOK_AGAIN_MILLIS);
    server.stop();
  }

  private List<ServerConnector> connectors() {
    return server.getBeans(ServerConnector.class).stream().toList();
  }

  private boolean isBusy(long nanos) {
    if (nanos > Limits.DRAIN.toNanos()) return false;
    return front.active() > 0 || (hasConnections() && nanos < Limits.LINGER.toNanos());
  }

  /// Also those that are accepted and not yet open.
  private boolean hasConnections() {
    return limits.stream()
        .anyMatch(it -> it.getPendingNetworkConnectionCount() + it.getNetworkConnectionCount() > 0);
  }

  /// A channel of its own at an address; port 0 takes a free one.
  static ServerSocketChannel bound(InetSocketAddress at) throws IOException {
    return ServerSocketChannel.open().bind(at, Limits.BACKLOG);
  }
}
