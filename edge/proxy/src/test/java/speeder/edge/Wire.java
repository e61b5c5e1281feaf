package speeder.edge;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// HTTP/1.1 messages as they are on the wire, read with as little understanding as possible.
final class Wire {
  private Wire() {}

  /// @param start request or status line
  /// @param headers `Name: value` lines as they came
  record Message(String start, List<String> headers, byte[] body) {
    Optional<String> header(String name) {
      return all(name).stream().findFirst();
    }

    List<String> all(String name) {
      return headers.stream()
          .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
          .map(line -> line.substring(name.length() + 1).strip())
          .toList();
    }

    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }

    int status() {
      return Integer.parseInt(start.split(" ", 3)[1]);
    }
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /// Nothing where the stream ends before a message begins.
  static Optional<Message> request(InputStream in) throws IOException {
    var start = line(in);
    return start.isEmpty() ? Optional.empty() : Optional.of(rest(in, start.get(), false, false));
  }

  /// Interim answers are passed over.
  static Message answer(InputStream in, String method) throws IOException {
    while (true) {
      var start = line(in).orElseThrow(() -> new EOFException("The connection ended."));
      var status = start.split(" ", 3)[1];
      boolean bare = method.equals("HEAD") || status.matches("1..|204|304");
      var message = rest(in, start, bare, true);
      if (!status.startsWith("1")) return message;
    }
  }

  /// What follows a status line whose text is read already.
  static Message restOfAnswer(InputStream in, String status) throws IOException {
    must(in);
    return rest(in, status, false, true);
  }

  private static Message rest(InputStream in, String start, boolean bare, boolean toEnd)
      throws IOException {
    var headers = new ArrayList<String>();
    for (var line = must(in); !line.isEmpty(); line = must(in)) headers.add(line);
    var head = new Message(start, headers, new byte[0]);
    if (bare) return head;
    var length = head.header("Content-Length");
    if (head.header("Transfer-Encoding").isPresent()) return with(head, chunks(in));
    if (length.isPresent()) return with(head, exactly(in, Integer.parseInt(length.get())));
    return toEnd ? with(head, in.readAllBytes()) : head;
  }

  private static Message with(Message head, byte[] body) {
    return new Message(head.start(), head.headers(), body);
  }

  private static byte[] chunks(InputStream in) throws IOException {
    var all = new ByteArrayOutputStream();
    while (true) {
      int size = Integer.parseInt(must(in).split(";", 2)[0].strip(), 16);
      all.write(exactly(in, size));
      if (size == 0) {
        skipTrailers(in);
        return all.toByteArray();
      }
      must(in);
    }
  }

  private static void skipTrailers(InputStream in) throws IOException {
    var line = must(in);
    while (!line.isEmpty()) line = must(in);
  }

  static String ascii(byte[] bytes) {
    return new String(bytes, StandardCharsets.US_ASCII);
  }

  static byte[] exactly(InputStream in, int size) throws IOException {
    var bytes = in.readNBytes(size);
    if (bytes.length < size) throw new EOFException(bytes.length + " of " + size + " bytes came.");
    return bytes;
  }

  private static String must(InputStream in) throws IOException {
    return line(in).orElseThrow(() -> new EOFException("The connection ended in the headers."));
  }

  private static Optional<String> line(InputStream in) throws IOException {
    var line = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) return Optional.empty();
      if (next != '\r') line.write(next);
    }
    return Optional.of(line.toString(StandardCharsets.ISO_8859_1));
  }
}
