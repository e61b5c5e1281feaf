package speeder.edge.table;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.SortedMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;

/// Writes JSON whose bytes follow from its content alone.
final class JsonText {
  private final JsonGenerator out;

  private JsonText(JsonGenerator out) {
    this.out = out;
  }

  static byte[] object(Consumer<JsonText> fields) {
    var bytes = new ByteArrayOutputStream();
    try (var out = Json.FACTORY.createGenerator(new Indented(), bytes)) {
      var text = new JsonText(out);
      text.braces(fields);
    }
    bytes.write('\n');
    return bytes.toByteArray();
  }

  JsonText field(String name, String value) {
    out.writeStringProperty(name, value);
    return this;
  }

  JsonText field(String name, long value) {
    out.writeNumberProperty(name, value);
    return this;
  }

  JsonText field(String name, boolean value) {
    out.writeBooleanProperty(name, value);
    return this;
  }

  JsonText field(String name, Consumer<JsonText> fields) {
    out.writeName(name);
    braces(fields);
    return this;
  }

  <T> JsonText map(String name, SortedMap<String, T> map, BiConsumer<JsonText, T> fields) {
    return field(
        name, inside -> map.forEach((key, v) -> inside.field(key, o -> fields.accept(o, v))));
  }

  JsonText texts(String name, SortedMap<String, String> map) {
    return field(name, inside -> map.forEach(inside::field));
  }

  <T> JsonText list(String name, List<T> values, BiConsumer<JsonText, T> fields) {
    out.writeArrayPropertyStart(name);
    for (var value : values) braces(inside -> fields.accept(inside, value));
    out.writeEndArray();
    return this;
  }

  private void braces(Consumer<JsonText> fields) {
    out.writeStartObject();
    fields.accept(this);
    out.writeEndObject();
  }

  /// A line for every field, ended the same on every machine.
  private static final class Indented extends ObjectWriteContext.Base {
    @Override
    public tools.jackson.core.PrettyPrinter getPrettyPrinter() {
      var lines = new DefaultIndenter("  ", "\n");
      return new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines);
    }

    @Override
    public boolean hasPrettyPrinter() {
      return true;
    }
  }
}
