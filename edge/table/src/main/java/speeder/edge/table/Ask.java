package speeder.edge.table;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// What one can ask an edge over its socket, one thing a connection.
///
/// The wire has a line of words, ended by a newline; `publish` is followed by as many bytes as it
/// says. The answer is one [Reply], and the end of the stream.
public sealed interface Ask {
  /// Puts a table in force. The bytes are [TableJson]'s.
  record Publish(byte[] table) implements Ask {}

  record InForce() implements Ask {}

  record Counts() implements Ask {}

  /// How many requests are under way.
  ///
  /// @param where a backend's address or a release
  record InFlight(String where) implements Ask {}

  /// Ends the requests under way to an address as if their connections had broken: nobody is there
  /// any more.
  record Cut(String address) implements Ask {}

  record Who() implements Ask {}

  /// Ends the edge, and what stands by for it, once requests under way are done.
  record Stop() implements Ask {}

  int LINE_MAX = 512;

  /// How long requests under way may take to end once the edge is told to.
  Duration DRAIN = Duration.ofSeconds(30);

  static void write(Ask ask, OutputStream out) throws IOException {
    out.write((line(ask) + "\n").getBytes(StandardCharsets.UTF_8));
    if (ask instanceof Publish(var table)) out.write(table);
    out.flush();
  }

  private static String line(Ask ask) {
    return switch (ask) {
      case Publish(var table) -> "publish " + table.length;
      case InForce() -> "in-force";
      case Counts() -> "counts";
      case InFlight(var where) -> "in-flight " + where;
      case Cut(var address) -> "cut " + address;
      case Who() -> "who";
      case Stop() -> "stop";
    };
  }

  static Ask read(InputStream in) throws IOException, Damage {
    var line = line(in);
    int space = line.indexOf(' ');
    var word = space < 0 ? line : line.substring(0, space);
    var rest = space < 0 ? "" : line.substring(space + 1);
    return switch (word) {
      case "publish" -> new Publish(bytes(in, rest));
      case "in-force" -> new InForce();
      case "counts" -> new Counts();
      case "in-flight" -> new InFlight(rest);
      case "cut" -> new Cut(rest);
      case "who" -> new Who();
      case "stop" -> new Stop();
      default ->
          throw new Damage("request", 1, 1, "publish, in-force, counts, in-flight, cut, who, stop");
    };
  }

  private static String line(InputStream in) throws IOException, Damage {
    var line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) throw new EOFException("The request ended inside its first line.");
      if (line.length() == LINE_MAX) throw new Damage("request", 1, LINE_MAX, "a shorter line");
      line.append((char) next);
    }
    return line.toString();
  }

  private static byte[] bytes(InputStream in, String length) throws IOException, Damage {
    if (!length.matches("[0-9]{1,9}") || Integer.parseInt(length) > TableJson.BYTES_MAX) {
      throw new Damage("request", 1, 9, "a length of at most " + TableJson.BYTES_MAX);
    }
    var bytes = in.readNBytes(Integer.parseInt(length));
    if (bytes.length == Integer.parseInt(length)) return bytes;
    throw new EOFException("The table ended after %d of %s bytes.".formatted(bytes.length, length));
  }
}
