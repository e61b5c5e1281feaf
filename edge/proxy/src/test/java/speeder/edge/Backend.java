package speeder.edge;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import speeder.core.route.RouteTable;

/// A container's server on loopback: answers as it is told, and remembers what it was asked.
final class Backend implements AutoCloseable {
  /// Answers one request on its connection. Says whether the connection stays open.
  interface Manner {
    boolean answer(Wire.Message request, OutputStream out) throws Exception;
  }

  private final String release;
  private final ServerSocket server;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile Manner manner;
  final List<Wire.Message> asked = new CopyOnWriteArrayList<>();
  final List<Exception> failures = new CopyOnWriteArrayList<>();
  final AtomicInteger connections = new AtomicInteger();

  Backend(String release) throws IOException {
    this(release, 0);
  }

  Backend(String release, int port) throws IOException {
    this.release = release;
    this.server = new ServerSocket();
    server.setReuseAddress(true);
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 256);
    this.manner = (request, out) -> answer(out, "200 OK", "", release);
    Thread.ofVirtual().start(this::listen);
  }

  Backend answering(Manner with) {
    manner = with;
    return this;
  }

  /// Answers everything so.
  Backend answering(String status, String headers, String body) {
    return answering((_, out) -> answer(out, status, headers, body));
  }

  /// @param headers each ended by a line break
  boolean answer(OutputStream out, String status, String headers, String body) throws IOException {
    var head =
        "HTTP/1.1 %s\r\nSpeeder-Release: %s\r\n%sContent-Length: %d\r\n\r\n"
            .formatted(status, release, headers, body.length());
    out.write(Wire.bytes(head + body));
    return true;
  }

  RouteTable.Backend weighing(int weight) {
    return new RouteTable.Backend(release, address(), weight);
  }

  String address() {
    return "127.0.0.1:" + port();
  }

  int port() {
    return server.getLocalPort();
  }

  private void listen() {
    try {
      while (true) {
        var socket = server.accept();
        connections.incrementAndGet();
        open.add(socket);
        Thread.ofVirtual().start(() -> attend(socket));
      }
    } catch (IOException closed) {
      failures.add(closed);
    }
  }

  private void attend(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      var in = new BufferedInputStream(socket.getInputStream());
      for (var next = Wire.request(in); next.isPresent(); next = Wire.request(in)) {
        asked.add(next.get());
        if (!manner.answer(next.get(), socket.getOutputStream())) return;
      }
    } catch (Exception broken) {
      failures.add(broken);
    } finally {
      open.remove(socket);
    }
  }

  /// As a process that dies: every connection breaks.
  @Override
  public void close() throws IOException {
    server.close();
    for (var socket : open) socket.close();
  }
}
