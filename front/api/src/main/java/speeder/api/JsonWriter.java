package speeder.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/// Writes records and what they are made of.
final class JsonWriter {
  private JsonWriter() {}

  static void write(JsonGenerator out, Object value) {
    switch (value) {
      case String text -> out.writeString(text);
      case Boolean truth -> out.writeBoolean(truth);
      case Double number -> out.writeNumber(number);
      case Number whole -> out.writeNumber(whole.longValue());
      case Instant time -> out.writeString(time.toString());
      case Json.Raw(var json) -> out.writeRawValue(json);
      case Optional<?> maybe -> maybe.ifPresentOrElse(it -> write(out, it), out::writeNull);
      case List<?> list -> list(out, list);
      case Map<?, ?> map -> map(out, map);
      case Record record -> record(out, record);
      default -> throw new IllegalArgumentException("No JSON for a " + value.getClass());
    }
  }

  private static void list(JsonGenerator out, List<?> list) {
    out.writeStartArray();
    for (var each : list) write(out, each);
    out.writeEndArray();
  }

  private static void map(JsonGenerator out, Map<?, ?> map) {
    out.writeStartObject();
    map.forEach((key, value) -> {
      out.writeName(key.toString());
      write(out, value);
    });
    out.writeEndObject();
  }

  private static void record(JsonGenerator out, Record record) {
    out.writeStartObject();
    for (var part : Shape.of(record.getClass()).parts()) {
      var value = part.get(record);
      if (value.equals(Optional.empty())) continue;
      out.writeName(part.name());
      write(out, value);
    }
    out.writeEndObject();
  }
}
