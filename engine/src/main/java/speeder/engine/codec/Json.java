package speeder.engine.codec;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import java.util.function.Function;
import speeder.core.schedule.Reach;
import speeder.core.source.ObjectId;
import speeder.core.source.SourceCommit;
import speeder.core.value.Digest;
import speeder.core.value.Place;
import speeder.core.value.ReleaseId;
import speeder.core.world.Ask;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.KeyDeserializer;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/// JSON of core's records: digests, ids and places are strings, times ISO 8601, fields in the
/// record's order, and a field that is not known is an error. The same value gives the same bytes.
public final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .addModule(values())
          .addMixIn(Ask.class, AskForms.Named.class)
          .registerSubtypes(AskForms.all())
          .changeDefaultVisibility(it -> it.withIsGetterVisibility(Visibility.NONE))
          .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DateTimeFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .build();

  private Json() {}

  public static byte[] bytes(Object value) {
    return MAPPER.writeValueAsBytes(value);
  }

  public static <T> T read(byte[] bytes, Class<T> type) {
    return MAPPER.readValue(bytes, type);
  }

  static JsonNode tree(byte[] bytes) {
    return MAPPER.readTree(bytes);
  }

  static JsonNode tree(Object value) {
    return MAPPER.valueToTree(value);
  }

  static <T> T read(JsonNode tree, Class<T> type) {
    return MAPPER.treeToValue(tree, type);
  }

  private static SimpleModule values() {
    var module = new SimpleModule("speeder");
    text(module, Digest.class, Digest::new);
    text(module, ReleaseId.class, ReleaseId::new);
    text(module, ObjectId.class, ObjectId::new);
    text(module, Place.class, Place::parse);
    text(module, SourceCommit.class, SourceCommit::parse);
    text(module, Reach.class, Reach::parse);
    return module;
  }

  private static <T> void text(SimpleModule module, Class<T> type, Function<String, T> parse) {
    module.addSerializer(type, new AsText<>());
    module.addDeserializer(type, new FromText<>(parse));
    module.addKeySerializer(type, new AsKey<>());
    module.addKeyDeserializer(type, new FromKey(parse::apply));
  }

  private static final class AsText<T> extends ValueSerializer<T> {
    @Override
    public void serialize(T value, JsonGenerator out, SerializationContext context) {
      out.writeString(value.toString());
    }
  }

  private static final class AsKey<T> extends ValueSerializer<T> {
    @Override
    public void serialize(T value, JsonGenerator out, SerializationContext context) {
      out.writeName(value.toString());
    }
  }

  private static final class FromText<T> extends ValueDeserializer<T> {
    private final Function<String, T> parse;

    FromText(Function<String, T> parse) {
      this.parse = parse;
    }

    @Override
    public T deserialize(JsonParser in, DeserializationContext context) {
      return parse.apply(in.getString());
    }
  }

  private static final class FromKey extends KeyDeserializer {
    private final Function<String, Object> parse;

    FromKey(Function<String, Object> parse) {
      this.parse = parse;
    }

    @Override
    public Object deserializeKey(String key, DeserializationContext context) {
      return parse.apply(key);
    }
  }
}
