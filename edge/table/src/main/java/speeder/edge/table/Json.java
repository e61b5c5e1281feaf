package speeder.edge.table;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/// A JSON value that knows where it stood, so that what is wrong with it can be found.
sealed interface Json {
  JsonFactory FACTORY =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  At at();

  /// @param origin of the text, for people: a path, or who sent it
  record At(String origin, int line, int column) {
    Damage expected(String what) {
      return new Damage(origin, line, column, what);
    }
  }

  record Fields(SortedMap<String, Json> byName, At at) implements Json {
    Json get(String name) throws Damage {
      var value = byName.get(name);
      if (value == null) throw at.expected("an object with the field \"" + name + "\"");
      return value;
    }

    boolean has(String name) {
      return byName.containsKey(name);
    }

    void only(List<String> known) throws Damage {
      for (var field : byName.entrySet()) {
        if (!known.contains(field.getKey())) {
          var what = "one of the fields " + known + " and not \"" + field.getKey() + "\"";
          throw field.getValue().at().expected(what);
        }
      }
    }
  }

  record Items(List<Json> values, At at) implements Json {}

  record Text(String value, At at) implements Json {}

  record Whole(long value, At at) implements Json {}

  record Flag(boolean value, At at) implements Json {}

  default Fields fields() throws Damage {
    if (this instanceof Fields fields) return fields;
    throw at().expected("an object");
  }

  default List<Json> items() throws Damage {
    if (this instanceof Items items) return items.values();
    throw at().expected("a list");
  }

  default String text() throws Damage {
    if (this instanceof Text text) return text.value();
    throw at().expected("a text");
  }

  default boolean flag() throws Damage {
    if (this instanceof Flag flag) return flag.value();
    throw at().expected("true or false");
  }

  default long whole() throws Damage {
    if (this instanceof Whole whole) return whole.value();
    throw at().expected("a whole number");
  }

  default int whole(int from, int upTo) throws Damage {
    long value = whole();
    if (value >= from && value <= upTo) return (int) value;
    throw at().expected("a whole number from %d to %d".formatted(from, upTo));
  }

  /// Reads one document that fills the bytes.
  static Json read(byte[] bytes, String origin) throws Damage {
    try (var parser = FACTORY.createParser(ObjectReadContext.empty(), bytes)) {
      var value = value(parser, parser.nextToken(), origin);
      if (parser.nextToken() != null) throw here(parser, origin).expected("the end of the text");
      return value;
    } catch (JacksonException broken) {
      var where = broken.getLocation();
      int line = where == null ? 1 : where.getLineNr();
      int column = where == null ? 1 : where.getColumnNr();
      throw new Damage(origin, line, column, "JSON, but: " + broken.getOriginalMessage());
    }
  }

  private static Json value(JsonParser parser, JsonToken token, String origin) throws Damage {
    var at = here(parser, origin);
    if (token == null) throw at.expected("a JSON value, but the text ends");
    return switch (token) {
      case START_OBJECT -> fields(parser, origin, at);
      case START_ARRAY -> items(parser, origin, at);
      case VALUE_STRING -> new Text(parser.getString(), at);
      case VALUE_NUMBER_INT -> new Whole(parser.getLongValue(), at);
      case VALUE_TRUE, VALUE_FALSE -> new Flag(token == JsonToken.VALUE_TRUE, at);
      case VALUE_NUMBER_FLOAT,
          VALUE_NULL,
          VALUE_EMBEDDED_OBJECT,
          END_OBJECT,
          END_ARRAY,
          PROPERTY_NAME,
          NOT_AVAILABLE ->
          throw at.expected("an object, list, text, whole number or flag");
    };
  }

  private static Fields fields(JsonParser parser, String origin, At at) throws Damage {
    var byName = new TreeMap<String, Json>();
    for (var name = parser.nextName(); name != null; name = parser.nextName()) {
      byName.put(name, value(parser, parser.nextToken(), origin));
    }
    return new Fields(byName, at);
  }

  private static Items items(JsonParser parser, String origin, At at) throws Damage {
    var values = new ArrayList<Json>();
    for (var token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
      values.add(value(parser, token, origin));
    }
    return new Items(values, at);
  }

  private static At here(JsonParser parser, String origin) {
    var where = parser.currentTokenLocation();
    return new At(origin, Math.max(1, where.getLineNr()), Math.max(1, where.getColumnNr()));
  }
}
