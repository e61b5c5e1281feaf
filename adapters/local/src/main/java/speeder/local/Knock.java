package speeder.local;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import speeder.core.supervision.Response;

/// One GET, of which only the status and the release matter: HTTP/1.1 (RFC 9112) with `Connection:
/// close`, so that the answer is whole when the connection ends.
record Knock(int status, Optional<String> release) {
  private static final int HEAD_BYTES_MAX = 64 << 10;
  private static final int BODY_BYTES_MAX = 64 << 20;

  boolean isGood() {
    return status < 400;
  }

  static Knock at(InetSocketAddress address, String host, String path, Duration limit)
      throws IOException {
    long until = System.nanoTime() + limit.toNanos();
    try (var socket = new Socket()) {
      socket.setTcpNoDelay(true);
      socket.connect(address, left(until));
      var request =
          "GET %s HTTP/1.1\r\nHost: %s\r\nUser-Agent: speeder-warm-up\r\nConnection: close\r\n\r\n"
              .formatted(path, host);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      var in = new BufferedInputStream(socket.getInputStream());
      var head = head(socket, in, until);
      drain(socket, in, until);
      return parsed(head);
    }
  }

  private static String head(Socket socket, InputStream in, long until) throws IOException {
    var head = new ByteArrayOutputStream();
    int line = 0;
    while (head.size() < HEAD_BYTES_MAX) {
      int octet = read(socket, in, until);
      if (octet < 0) throw new IOException("the connection ended before an answer came");
      head.write(octet);
      if (octet == '\n') {
        if (line == 0) return head.toString(StandardCharsets.ISO_8859_1);
        line = 0;
      } else if (octet != '\r') {
        line++;
      }
    }
    throw new IOException("the answer's head is longer than " + HEAD_BYTES_MAX + " bytes");
  }

  private static int read(Socket socket, InputStream in, long until) throws IOException {
    socket.setSoTimeout(left(until));
    return in.read();
  }

  private static void drain(Socket socket, InputStream in, long until) throws IOException {
    var buffer = new byte[16 << 10];
    long all = 0;
    while (all < BODY_BYTES_MAX) {
      socket.setSoTimeout(left(until));
      int more = in.read(buffer);
      if (more < 0) return;
      all += more;
    }
    throw new IOException("the answer is longer than " + BODY_BYTES_MAX + " bytes");
  }

  private static int left(long until) throws SocketTimeoutException {
    long millis = (until - System.nanoTime()) / 1_000_000;
    if (millis <= 0) throw new SocketTimeoutException("no answer came in time");
    return (int) Math.min(millis, Integer.MAX_VALUE);
  }

  private static Knock parsed(String head) throws IOException {
    var lines = head.split("\r?\n");
    var words = lines[0].split(" ", 3);
    if (words.length < 2 || !words[0].startsWith("HTTP/") || !words[1].matches("\\d{3}")) {
      throw new IOException("what answered does not speak HTTP");
    }
    return new Knock(Integer.parseInt(words[1]), release(lines));
  }

  private static Optional<String> release(String[] lines) {
    for (var line : lines) {
      int colon = line.indexOf(':');
      if (colon < 0) continue;
      if (line.substring(0, colon).equalsIgnoreCase(Response.RELEASE_HEADER)) {
        return Optional.of(line.substring(colon + 1).strip());
      }
    }
    return Optional.empty();
  }
}
