package speeder.signals.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import speeder.core.supervision.Response;

/// Reads one answer: status line, headers, and a body that is chunked, counted or ends with the
/// connection (RFC 9112, 6.3); gzip and deflate are undone.
record Incoming(InputStream in) {
  static final int HEAD_BYTES_MAX = 64 << 10;
  static final int BODY_BYTES_MAX = 8 << 20;

  /// Headers carry UTF-8 where they carry more than ASCII (Location, mostly).
  private static final Charset HEAD_CHARSET = StandardCharsets.UTF_8;

  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})( .*)?");
  private static final int NO_CONTENT = 204;
  private static final int NOT_MODIFIED = 304;

  Response response(String method) throws IOException {
    var left = new int[] {HEAD_BYTES_MAX};
    int status = status(line(left));
    var headers = headers(left);
    while (status < 200) {
      status = status(line(left));
      headers = headers(left);
    }
    boolean hasBody = !method.equals("HEAD") && status != NO_CONTENT && status != NOT_MODIFIED;
    var body = hasBody ? decoded(body(headers), headers) : new byte[0];
    return new Response(status, headers, new String(body, StandardCharsets.UTF_8));
  }

  private static int status(String line) throws IOException {
    var form = STATUS.matcher(line);
    if (!form.matches()) throw new IOException("what came is not HTTP/1.1");
    return Integer.parseInt(form.group(1));
  }

  private SortedMap<String, String> headers(int[] left) throws IOException {
    var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    for (var line = line(left); !line.isEmpty(); line = line(left)) {
      int colon = line.indexOf(':');
      if (colon < 1) throw new IOException("a header without a name came");
      var value = line.substring(colon + 1).strip();
      headers.merge(line.substring(0, colon), value, (one, more) -> one + ", " + more);
    }
    return headers;
  }

  /// @param left bytes that lines may still take
  private String line(int[] left) throws IOException {
    var line = new ByteArrayOutputStream();
    while (true) {
      int octet = in.read();
      if (octet < 0) throw new IOException("the connection ended before the answer did");
      if (--left[0] < 0)
        throw new IOException("the head is over %d bytes".formatted(HEAD_BYTES_MAX));
      if (octet == '\n') return line.toString(HEAD_CHARSET).replace("\r", "");
      line.write(octet);
    }
  }

  private byte[] body(SortedMap<String, String> headers) throws IOException {
    var coding = headers.getOrDefault("Transfer-Encoding", "").toLowerCase(Locale.ROOT);
    if (coding.contains("chunked")) return chunks();
    var length = headers.get("Content-Length");
    if (length == null) return bounded(in);
    if (!length.matches("\\d{1,9}")) throw new IOException("a bad Content-Length came");
    return exactly(Integer.parseInt(length));
  }

  private byte[] chunks() throws IOException {
    var body = new ByteArrayOutputStream();
    var left = new int[] {BODY_BYTES_MAX};
    while (true) {
      var size = line(left).split(";", 2)[0].strip();
      if (!size.matches("[0-9A-Fa-f]{1,7}")) throw new IOException("a bad chunk came");
      int length = Integer.parseInt(size, 16);
      if (length == 0) return body.toByteArray();
      if (body.size() + length > BODY_BYTES_MAX) throw tooLong();
      body.write(exactly(length));
      line(left);
    }
  }

  private byte[] exactly(int length) throws IOException {
    if (length > BODY_BYTES_MAX) throw tooLong();
    var bytes = in.readNBytes(length);
    if (bytes.length < length) throw new IOException("the connection ended before the answer did");
    return bytes;
  }

  private static byte[] bounded(InputStream from) throws IOException {
    var bytes = from.readNBytes(BODY_BYTES_MAX + 1);
    if (bytes.length > BODY_BYTES_MAX) throw tooLong();
    return bytes;
  }

  private static byte[] decoded(byte[] body, SortedMap<String, String> headers) throws IOException {
    var coded = new ByteArrayInputStream(body);
    return switch (headers.getOrDefault("Content-Encoding", "").toLowerCase(Locale.ROOT)) {
      case "gzip", "x-gzip" -> {
        try (var plain = new GZIPInputStream(coded)) {
          yield bounded(plain);
        }
      }
      case "deflate" -> {
        try (var plain = new InflaterInputStream(coded)) {
          yield bounded(plain);
        }
      }
      default -> body;
    };
  }

  private static IOException tooLong() {
    return new IOException("the body is over %d bytes".formatted(BODY_BYTES_MAX));
  }
}
