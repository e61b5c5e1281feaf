package speeder.acceptance;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One client: one connection that it keeps, and its cookie. It never asks twice, so that whatever
/// is lost on the way is seen.
final class Browser implements AutoCloseable {
  private static final int TIME_OUT_MILLIS = 20_000;

  private final URI edge;
  private final String host;
  private final Map<String, String> cookies = new TreeMap<>();
  private @Nullable Socket socket;

  Browser(URI edge, String host) {
    this.edge = edge;
    this.host = host;
  }

  /// @param headers names in small letters
  record Answer(int status, Map<String, String> headers, String body) {
    String header(String name) {
      return Optional.ofNullable(headers.get(name)).orElse("");
    }

    String release() {
      return header("speeder-release");
    }

    /// `lane/stage`
    String stage() {
      return header("speeder-stage");
    }
  }

  Answer get(String path) throws IOException {
    return ask("GET", path, Map.of());
  }

  /// @throws IOException where the connection ended without a whole answer
  Answer ask(String method, String path, Map<String, String> headers) throws IOException {
    var connection = connection();
    try {
      connection.getOutputStream().write(request(method, path, headers));
      var answer = answer(new BufferedInputStream(connection.getInputStream()));
      remember(answer);
      if (answer.header("connection").equals("close")) close();
      return answer;
    } catch (IOException broken) {
      close();
      throw broken;
    }
  }

  private Socket connection() throws IOException {
    var open = socket;
    if (open != null) return open;
    var fresh = new Socket();
    fresh.setSoTimeout(TIME_OUT_MILLIS);
    fresh.setTcpNoDelay(true);
    fresh.connect(new InetSocketAddress(edge.getHost(), edge.getPort()), TIME_OUT_MILLIS);
    socket = fresh;
    return fresh;
  }

  private byte[] request(String method, String path, Map<String, String> headers) {
    var text = new StringBuilder("%s %s HTTP/1.1\r\nHost: %s\r\n".formatted(method, path, host));
    headers.forEach((name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
    if (method.equals("POST")) text.append("Content-Length: 0\r\n");
    if (!cookies.isEmpty()) {
      var pairs = cookies.entrySet().stream().map(it -> it.getKey() + "=" + it.getValue());
      text.append("Cookie: ").append(String.join("; ", pairs.toList())).append("\r\n");
    }
    return text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  private static Answer answer(InputStream in) throws IOException {
    var first = line(in);
    var headers = new TreeMap<String, String>();
    for (var line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    int status = Integer.parseInt(first.substring("HTTP/1.1 ".length()).substring(0, 3));
    return new Answer(status, headers, new String(body(in, headers), StandardCharsets.UTF_8));
  }

  private static byte[] body(InputStream in, Map<String, String> headers) throws IOException {
    if (headers.containsKey("content-length")) {
      return in.readNBytes(Integer.parseInt(headers.get("content-length")));
    }
    if (!headers.containsKey("transfer-encoding")) return new byte[0];
    var all = new ByteArrayOutputStream();
    while (true) {
      int size = Integer.parseInt(line(in), 16);
      all.write(in.readNBytes(size));
      line(in);
      if (size == 0) return all.toByteArray();
    }
  }

  private static String line(InputStream in) throws IOException {
    var line = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) throw new EOFException("the connection ended after: " + line);
      if (next != '\r') line.write(next);
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }

  private void remember(Answer answer) {
    var set = answer.header("set-cookie");
    int equals = set.indexOf('=');
    if (equals < 0) return;
    int end = set.indexOf(';') < 0 ? set.length() : set.indexOf(';');
    cookies.put(set.substring(0, equals), set.substring(equals + 1, end));
  }

  @Override
  public void close() throws IOException {
    var open = socket;
    socket = null;
    if (open != null) open.close();
  }
}
