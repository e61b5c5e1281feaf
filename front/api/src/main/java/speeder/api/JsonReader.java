package speeder.api;

import java.io.StringWriter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectWriteContext;

/// Reads records and what they are made of. The parser stands at the value's first token before,
/// and at its last one after.
final class JsonReader {
  private final JsonParser in;
  private final boolean strict;
  private final UnaryOperator<String> heard;

  /// @param heard what each text becomes
  JsonReader(JsonParser in, boolean strict, UnaryOperator<String> heard) {
    this.in = in;
    this.strict = strict;
    this.heard = heard;
  }

  Object read(Type type) throws BadJson {
    if (type instanceof ParameterizedType made) return made(made);
    if (type == String.class) return text("text");
    if (type == boolean.class || type == Boolean.class) return truth();
    if (type == long.class || type == Long.class) return whole();
    if (type == int.class || type == Integer.class) return Math.toIntExact(whole());
    if (type == double.class || type == Double.class) return number();
    if (type == Instant.class) return time();
    if (type == Json.Raw.class) return raw();
    return record((Class<?>) type);
  }

  private Object made(ParameterizedType type) throws BadJson {
    var inner = type.getActualTypeArguments();
    var outer = type.getRawType();
    if (outer == Optional.class) {
      boolean none = in.currentToken() == JsonToken.VALUE_NULL;
      return none ? Optional.empty() : Optional.of(read(inner[0]));
    }
    if (outer == List.class) return list(inner[0]);
    return map(inner[1]);
  }

  private List<Object> list(Type each) throws BadJson {
    expect(JsonToken.START_ARRAY, "a list");
    var list = new ArrayList<>();
    while (in.nextToken() != JsonToken.END_ARRAY) list.add(read(each));
    return List.copyOf(list);
  }

  private SortedMap<String, Object> map(Type each) throws BadJson {
    expect(JsonToken.START_OBJECT, "an object");
    var map = new TreeMap<String, Object>();
    while (in.nextToken() != JsonToken.END_OBJECT) {
      var name = heard.apply(in.currentName());
      in.nextToken();
      map.put(name, read(each));
    }
    return Collections.unmodifiableSortedMap(map);
  }

  private Object record(Class<?> type) throws BadJson {
    expect(JsonToken.START_OBJECT, "an object");
    var shape = Shape.of(type);
    var values = new Object[shape.parts().size()];
    while (in.nextToken() != JsonToken.END_OBJECT) field(shape, values);
    for (int i = 0; i < values.length; i++) {
      if (values[i] == null) values[i] = absent(shape.parts().get(i));
    }
    return shape.make(values);
  }

  private void field(Shape shape, Object[] values) throws BadJson {
    var name = in.currentName();
    int index = shape.indexOf(name);
    if (index < 0 && strict) throw BadJson.unknownField(in, name, shape.names());
    in.nextToken();
    if (index < 0) in.skipChildren();
    else values[index] = read(shape.parts().get(index).type());
  }

  private Object absent(Shape.Part part) throws BadJson {
    var type = part.accessor().getReturnType();
    if (type == Optional.class) return Optional.empty();
    if (type == List.class) return List.of();
    if (Map.class.isAssignableFrom(type)) return Collections.emptySortedMap();
    if (type == boolean.class || type == Boolean.class) return false;
    throw BadJson.at(in, "field " + part.name() + " before the end of the object");
  }

  private String text(String what) throws BadJson {
    expect(JsonToken.VALUE_STRING, what);
    return heard.apply(in.getString());
  }

  private boolean truth() throws BadJson {
    return switch (in.currentToken()) {
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case null, default -> throw BadJson.at(in, "true or false");
    };
  }

  private long whole() throws BadJson {
    expect(JsonToken.VALUE_NUMBER_INT, "a whole number");
    return in.getLongValue();
  }

  private double number() throws BadJson {
    boolean isWhole = in.currentToken() == JsonToken.VALUE_NUMBER_INT;
    if (!isWhole) expect(JsonToken.VALUE_NUMBER_FLOAT, "a number");
    return in.getDoubleValue();
  }

  private Instant time() throws BadJson {
    var text = text("a time");
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException wrong) {
      throw BadJson.at(in, "a time like 2026-03-02T08:00:00Z");
    }
  }

  private Json.Raw raw() {
    var text = new StringWriter();
    try (var out = Json.FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
      out.copyCurrentStructure(in);
    }
    return new Json.Raw(text.toString());
  }

  private void expect(JsonToken token, String what) throws BadJson {
    if (in.currentToken() != token) throw BadJson.at(in, what);
  }
}
