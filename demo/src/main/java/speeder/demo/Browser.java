package speeder.demo;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One client: one connection that it keeps, and its cookies. It never asks twice, so that whatever
/// is lost on the way is seen. Several requests at once wait for one another.
public final class Browser implements AutoCloseable {
  private static final int TIME_OUT_MILLIS = 20_000;
  private static final int NOT_MODIFIED = 304;
  private static final int DECIMAL = 10;
  private static final int HEXADECIMAL = 16;
  private static final Pattern FIRST = Pattern.compile("HTTP/1\\.[01] (\\d{3})(?: .*)?");

  private final URI edge;
  private final String host;
  private final Map<String, String> cookies = new TreeMap<>();
  private @Nullable Socket socket;

  /// @param edge where it connects to, and `host` whom it asks there
  public Browser(URI edge, String host) {
    this.edge = edge;
    this.host = host;
  }

  /// @param headers names in small letters; of one that came twice, a line each
  public record Answer(int status, Map<String, String> headers, String body) {
    public String header(String name) {
      return Optional.ofNullable(headers.get(name)).orElse("");
    }

    public String release() {
      return header("speeder-release");
    }

    /// `lane/stage`
    public String stage() {
      return header("speeder-stage");
    }
  }

  public Answer get(String path) throws IOException {
    return ask("GET", path, Map.of());
  }

  /// @throws IOException where the connection ended without a whole answer, or what came is none;
  ///   the connection is not used again
  public synchronized Answer ask(String method, String path, Map<String, String> headers)
      throws IOException {
    var connection = connection();
    try {
      connection.getOutputStream().write(request(method, path, headers));
      var answer = answer(new BufferedInputStream(connection.getInputStream()));
      remember(answer);
      if (answer.header("connection").equals("close")) close();
      return answer;
    } catch (IOException | RuntimeException broken) {
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
    int status = status(line(in));
    var headers = new TreeMap<String, String>();
    for (var line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      if (colon < 1) throw new ProtocolException("no header: " + line);
      headers.merge(
          line.substring(0, colon).toLowerCase(Locale.ROOT),
          line.substring(colon + 1).strip(),
          (before, more) -> before + "\n" + more);
    }
    var body = status == NOT_MODIFIED ? new byte[0] : body(in, headers);
    return new Answer(status, headers, new String(body, StandardCharsets.UTF_8));
  }

  private static int status(String line) throws IOException {
    var first = FIRST.matcher(line);
    if (first.matches()) return Integer.parseInt(first.group(1));
    throw new ProtocolException("no answer of HTTP: " + line);
  }

  private static byte[] body(InputStream in, Map<String, String> headers) throws IOException {
    if (headers.containsKey("content-length")) {
      return whole(in, size(headers.get("content-length"), DECIMAL));
    }
    if (!headers.containsKey("transfer-encoding")) {
      return headers.getOrDefault("connection", "").equals("close")
          ? in.readAllBytes()
          : new byte[0];
    }
    var all = new ByteArrayOutputStream();
    while (true) {
      int size = size(line(in).split(";", 2)[0], HEXADECIMAL);
      all.write(whole(in, size));
      line(in);
      if (size == 0) return all.toByteArray();
    }
  }

  private static int size(String text, int radix) throws IOException {
    try {
      int size = Integer.parseInt(text.strip(), radix);
      if (size >= 0) return size;
    } catch (NumberFormatException other) {
      throw new ProtocolException("no size: " + text);
    }
    throw new ProtocolException("a size below nothing: " + text);
  }

  private static byte[] whole(InputStream in, int size) throws IOException {
    var bytes = in.readNBytes(size);
    if (bytes.length == size) return bytes;
    throw new EOFException("%d of %d bytes came".formatted(bytes.length, size));
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
    for (var set : answer.header("set-cookie").split("\n", -1)) {
      var pair = set.split(";", 2)[0].split("=", 2);
      if (pair.length == 2) cookies.put(pair[0].strip(), pair[1].strip());
    }
  }

  @Override
  public synchronized void close() throws IOException {
    var open = socket;
    socket = null;
    if (open != null) open.close();
  }
}
