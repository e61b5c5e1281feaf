package speeder.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// Answers every request with the same page, as fast as sockets go: the faster it is, the harder
/// the comparison for what stands before it.
final class Backend implements AutoCloseable {
  private static final int PAGE_BYTES = 10_240;
  private static final int BACKLOG = 256;

  private final ServerSocket server;
  private final byte[] answer;

  private Backend(ServerSocket server) {
    this.server = server;
    var head =
        "HTTP/1.1 200 OK\r\nSpeeder-Release: r-bench\r\nContent-Type: text/html\r\nContent-Length: "
            + PAGE_BYTES
            + "\r\n\r\n";
    answer = (head + "x".repeat(PAGE_BYTES)).getBytes(StandardCharsets.US_ASCII);
  }

  static Backend start() throws IOException {
    var backend = new Backend(new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress()));
    Thread.ofVirtual().start(backend::listen);
    return backend;
  }

  int port() {
    return server.getLocalPort();
  }

  private void listen() {
    try {
      while (!server.isClosed()) {
        var socket = server.accept();
        Thread.ofVirtual().start(() -> attend(socket));
      }
    } catch (IOException closed) {
      // The benchmark is over.
    }
  }

  private void attend(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      var in = new BufferedInputStream(socket.getInputStream());
      while (skipRequest(in)) socket.getOutputStream().write(answer);
    } catch (IOException broken) {
      // Whoever asked says so.
    }
  }

  /// Reads to the empty line that ends a request without a body.
  private static boolean skipRequest(InputStream in) throws IOException {
    int matched = 0;
    while (matched < 4) {
      int next = in.read();
      if (next < 0) return false;
      boolean expected = next == (matched % 2 == 0 ? '\r' : '\n');
      matched = expected ? matched + 1 : next == '\r' ? 1 : 0;
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
