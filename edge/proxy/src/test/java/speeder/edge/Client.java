package speeder.edge;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;

/// A client that says exactly what it is told, on one connection.
final class Client implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 20_000;

  private final Socket socket;
  final InputStream in;
  final OutputStream out;

  Client(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream());
    out = socket.getOutputStream();
  }

  Wire.Message get(String target, String... headers) throws IOException {
    return ask("GET", target, "", headers);
  }

  Wire.Message post(String target, String body, String... headers) throws IOException {
    return ask("POST", target, body, headers);
  }

  Wire.Message ask(String method, String target, String body, String... headers)
      throws IOException {
    var text = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
    if (String.join("\n", headers).toLowerCase(java.util.Locale.ROOT).indexOf("host:") < 0) {
      text.append("Host: ").append(Farm.HOST).append("\r\n");
    }
    for (var header : headers) text.append(header).append("\r\n");
    if (!body.isEmpty()) text.append("Content-Length: ").append(body.length()).append("\r\n");
    send(text + "\r\n" + body);
    return Wire.answer(in, method);
  }

  void send(String text) throws IOException {
    out.write(Wire.bytes(text));
    out.flush();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
