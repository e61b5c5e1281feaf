package speeder.oci;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import speeder.core.value.Digest;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// JSON with sorted keys and no spaces, so that equal values are equal bytes.
final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  private Json() {}

  static byte[] bytes(Map<String, ?> map) {
    return MAPPER.writeValueAsBytes(map);
  }

  static JsonNode parse(byte[] bytes, String what) throws IOException {
    try {
      return MAPPER.readTree(bytes);
    } catch (JacksonException e) {
      throw new IOException(what + " is no JSON", e);
    }
  }

  static Map<String, Object> map(JsonNode node) {
    return node.isObject()
        ? MAPPER.convertValue(node, new TypeReference<TreeMap<String, Object>>() {})
        : new TreeMap<>();
  }

  static Descriptor descriptor(JsonNode node) throws IOException {
    return new Descriptor(
        node.path("mediaType").asString(""),
        digest(node.path("digest")),
        node.path("size").asLong(-1));
  }

  static Digest digest(JsonNode node) throws IOException {
    try {
      return new Digest(node.asString(""));
    } catch (IllegalArgumentException e) {
      throw new IOException("a digest is not of the form sha256:HEX", e);
    }
  }
}
