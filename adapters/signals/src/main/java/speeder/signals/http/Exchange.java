package speeder.signals.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import speeder.core.supervision.Expectation;
import speeder.core.supervision.Response;

/// One request and its answer: HTTP/1.1 (RFC 9112) on a connection of its own.
///
/// Why not a library: the Host header must be free, nothing may be followed, and every part of an
/// answer has its limit.
final class Exchange {
  private static final Set<String> WITH_BODY = new TreeSet<>(Set.of("PATCH", "POST", "PUT"));

  private Exchange() {}

  static Response of(String address, Expectation asked, Duration limit) throws IOException {
    long until = System.nanoTime() + limit.toNanos();
    try (var socket = new Socket()) {
      socket.setTcpNoDelay(true);
      socket.connect(socket(address), millisLeft(until));
      socket.getOutputStream().write(request(asked));
      socket.getOutputStream().flush();
      var in = new BufferedInputStream(new Timed(socket, until));
      return new Incoming(in).response(asked.method());
    }
  }

  /// Milliseconds until a time of [System#nanoTime()], at least one.
  static int millisLeft(long until) throws SocketTimeoutException {
    long millis = (until - System.nanoTime()) / 1_000_000;
    if (millis <= 0) throw new SocketTimeoutException("none came in time");
    return (int) Math.min(millis, Integer.MAX_VALUE);
  }

  private static InetSocketAddress socket(String address) throws IOException {
    int colon = address.lastIndexOf(':');
    var port = address.substring(colon + 1);
    if (colon < 1 || !port.matches("\\d{1,5}")) {
      throw new IOException("%s is not host:port".formatted(address));
    }
    return new InetSocketAddress(address.substring(0, colon), Integer.parseInt(port));
  }

  private static byte[] request(Expectation asked) throws IOException {
    var url = url(asked.url());
    var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    headers.put("Host", url.getRawAuthority());
    headers.put("User-Agent", "speeder-probe");
    headers.put("Accept", "*/*");
    headers.put("X-Forwarded-Proto", url.getScheme());
    headers.putAll(asked.headers());
    headers.put("Connection", "close");
    var body = asked.body().orElse("").getBytes(StandardCharsets.UTF_8);
    if (asked.body().isPresent() || WITH_BODY.contains(asked.method())) {
      headers.put("Content-Length", Integer.toString(body.length));
    }
    var head = new StringBuilder();
    head.append(asked.method()).append(' ').append(target(url)).append(" HTTP/1.1\r\n");
    headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    head.append("\r\n");
    var all = new ByteArrayOutputStream();
    all.write(head.toString().getBytes(StandardCharsets.UTF_8));
    all.write(body);
    return all.toByteArray();
  }

  private static String target(URI url) {
    var path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    return url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
  }

  /// Letters beyond ASCII go as the percent signs of their UTF-8, as browsers send them; so do the
  /// few that people write and URIs may not hold.
  private static URI url(String text) throws IOException {
    var plain = new StringBuilder();
    for (var octet : text.getBytes(StandardCharsets.UTF_8)) {
      char letter = (char) (octet & 0xff);
      boolean isFine = letter > ' ' && letter < 0x7f && "\"<>\\^`{|}".indexOf(letter) < 0;
      if (isFine) plain.append(letter);
      else plain.append("%%%02X".formatted((int) letter));
    }
    try {
      return new URI(plain.toString());
    } catch (URISyntaxException e) {
      throw new IOException("%s is not a URL".formatted(text), e);
    }
  }
}
