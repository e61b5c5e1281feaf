package speeder.api;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import tools.jackson.core.JacksonException;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/// JSON of wire records: `onBehalfOf` is `on_behalf_of`, times are ISO 8601, an empty Optional is
/// left out. The same value gives the same bytes.
///
/// Read and written by the records' components alone: a data binder would double the start time of
/// a command.
public final class Json {
  static final JsonFactory FACTORY =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  /// JSON that is passed on as it is.
  public record Raw(String json) {}

  private Json() {}

  public static String text(Object value) {
    var text = new StringWriter();
    try (var out = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
      JsonWriter.write(out, value);
    }
    return text.toString();
  }

  public static byte[] bytes(Object value) {
    return text(value).getBytes(StandardCharsets.UTF_8);
  }

  /// Reads what a server says. Fields it does not know are left out: the server may be newer.
  public static <T extends Record> T read(String json, Class<T> type) throws BadJson {
    return read(json, type, false, UnaryOperator.identity());
  }

  /// The same for a terminal: each text in it is one line, and seen as it is.
  public static <T extends Record> T readAsLines(String json, Class<T> type) throws BadJson {
    return read(json, type, false, OneLine::of);
  }

  /// Reads what a person or a program asks.
  ///
  /// @throws BadJson naming line and column, also for a field that is not known
  public static <T extends Record> T readStrictly(String json, Class<T> type) throws BadJson {
    return read(json, type, true, UnaryOperator.identity());
  }

  private static <T extends Record> T read(
      String json, Class<T> type, boolean strict, UnaryOperator<String> heard) throws BadJson {
    try (var in = FACTORY.createParser(ObjectReadContext.empty(), json)) {
      in.nextToken();
      var value = new JsonReader(in, strict, heard).read(type);
      if (in.nextToken() != null) throw BadJson.at(in, "the end of the text");
      return type.cast(value);
    } catch (JacksonException broken) {
      throw BadJson.of(broken);
    }
  }
}
