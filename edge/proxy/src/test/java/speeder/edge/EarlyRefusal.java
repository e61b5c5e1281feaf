package speeder.edge;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import speeder.core.route.RouteTable;

/// A backend that says no after the headers, and hangs up without reading the body.
final class EarlyRefusal implements AutoCloseable {
  private final ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());

  EarlyRefusal() throws IOException {
    Thread.ofVirtual().start(this::refuse);
  }

  private void refuse() {
    try (var socket = server.accept()) {
      int newlines = 0;
      while (newlines < 2) {
        int next = socket.getInputStream().read();
        if (next == '\n') newlines++;
        else if (next != '\r') newlines = 0;
      }
      socket
          .getOutputStream()
          .write(
              Wire.bytes(
                  "HTTP/1.1 413 Too Large\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"));
      socket.shutdownOutput();
      socket.getInputStream().skip(4);
    } catch (IOException over) {
      server.isClosed();
    }
  }

  RouteTable.Backend backend() {
    return new RouteTable.Backend("r-1", "127.0.0.1:" + server.getLocalPort(), 1);
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
