package speeder.edge;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import speeder.core.farm.StageKind;
import speeder.core.route.RouteTable;
import speeder.core.route.RouteTable.Backend;
import speeder.core.route.RouteTable.Lane;
import speeder.core.route.RouteTable.Stage;
import speeder.core.route.RouteTable.Tenant;
import speeder.edge.table.EdgeTable;

/// Sends requests through an edge of its own, in this process and over loopback, so that the first
/// client after a take-over does not wait for classes to load.
final class WarmUp {
  private static final Logger LOG = Logger.getLogger(WarmUp.class.getName());
  private static final int REQUESTS = 300;
  private static final String HOST = "warm-up.invalid";

  private WarmUp() {}

  /// Never fails: a cold edge serves too.
  static void run() {
    try {
      warm();
    } catch (Exception failed) {
      LOG.log(Level.WARNING, "The warm-up did not end well.", failed);
    }
  }

  private static void warm() throws Exception {
    var backend = backend();
    try {
      var edge = new EdgeServer(Optional.of(table(backend)), "warm-up", Set.of());
      edge.start();
      try (var channel = EdgeServer.bound(loopback())) {
        edge.serve(channel);
        ask(channel.socket().getLocalPort());
        edge.drain();
      }
    } finally {
      backend.stop();
    }
  }

  private static InetSocketAddress loopback() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  private static Server backend() throws Exception {
    var server = new Server();
    var connector = new ServerConnector(server, 1, 1);
    connector.setHost(InetAddress.getLoopbackAddress().getHostAddress());
    server.addConnector(connector);
    server.setHandler(
        new Handler.Abstract.NonBlocking() {
          @Override
          public boolean handle(Request request, Response response, Callback callback) {
            response.getHeaders().put("Cache-Control", "private");
            Content.Sink.write(response, true, "warm", callback);
            return true;
          }
        });
    server.start();
    return server;
  }

  private static EdgeTable table(Server backend) {
    int port = ((ServerConnector) backend.getConnectors()[0]).getLocalPort();
    var all = List.of(new Backend("warm", "127.0.0.1:" + port, 1));
    var stages =
        List.of(
            new Stage("canary", StageKind.CANARY, 50, all),
            new Stage("main", StageKind.MAIN, 0, all));
    var table =
        new RouteTable(
            0,
            new TreeMap<>(Map.of(HOST, new Tenant("warm", "warm"))),
            new TreeMap<>(Map.of("warm", new Lane(stages))),
            "X-Wikimedia-Debug",
            new TreeMap<>());
    return new EdgeTable(table, 0, 0);
  }

  private static void ask(int port) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout((int) Limits.BACKEND_CONNECT.toMillis());
      var in = new BufferedInputStream(socket.getInputStream());
      for (int at = 0; at < REQUESTS; at++) {
        var post = at % 10 == 0;
        var request =
            (post ? "POST" : "GET")
                + " /wiki/Main_Page?at="
                + at
                + " HTTP/1.1\r\nHost: "
                + HOST
                + (post ? "\r\nContent-Length: 4\r\n\r\nwarm" : "\r\n\r\n");
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        readTo(in, "\r\n\r\nwarm");
      }
    }
  }

  private static void readTo(BufferedInputStream in, String end) throws IOException {
    int matched = 0;
    while (matched < end.length()) {
      int next = in.read();
      if (next < 0) throw new IOException("The warm-up's connection ended.");
      if (next == end.charAt(matched)) matched++;
      else matched = next == end.charAt(0) ? 1 : 0;
    }
  }
}
