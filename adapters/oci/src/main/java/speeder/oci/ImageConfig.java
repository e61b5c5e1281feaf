package speeder.oci;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import speeder.core.image.Recipe;
import speeder.core.value.Digest;
import tools.jackson.databind.JsonNode;

/// An image's configuration (OCI image specification 1.1). It holds no time, so that equal contents
/// are equal images.
record ImageConfig(Map<String, Object> fields, List<Digest> diffIds) {
  private static final String VARIANT_LABEL = "speeder.variant";

  ImageConfig {
    diffIds = List.copyOf(diffIds);
  }

  static ImageConfig parse(byte[] bytes) throws IOException {
    var json = Json.parse(bytes, "the image's configuration");
    var diffIds = new ArrayList<Digest>();
    for (JsonNode id : json.path("rootfs").path("diff_ids")) diffIds.add(Json.digest(id));
    return new ImageConfig(Json.map(json), diffIds);
  }

  /// Of an image that has nothing but one layer.
  static ImageConfig plain(String architecture, Digest diffId) {
    var fields = new TreeMap<String, Object>();
    fields.put("architecture", architecture);
    fields.put("os", "linux");
    fields.put("config", new TreeMap<>());
    return new ImageConfig(fields, List.of()).with(List.of(diffId));
  }

  /// This machine's architecture, as the image specification calls it.
  static String architecture() {
    var name = System.getProperty("os.arch", "unknown");
    return switch (name) {
      case "aarch64" -> "arm64";
      case "x86_64" -> "amd64";
      default -> name;
    };
  }

  byte[] toBytes() {
    return Json.bytes(fields);
  }

  /// What a recipe makes of its base: its layers above the base's, its entry instead of the base's,
  /// its environment over the base's. Everything else is the base's.
  ImageConfig built(Recipe recipe, List<Digest> above) {
    var grown = with(above);
    grown.fields.remove("created");
    grown.fields.remove("history");
    var config = child(grown.fields, "config");
    if (!recipe.entry().isEmpty()) {
      config.put("Entrypoint", recipe.entry());
      config.remove("Cmd");
    }
    config.put("Env", environment(recipe.environment()));
    var labels = child(config, "Labels");
    labels.put(VARIANT_LABEL, recipe.variant());
    config.put("Labels", labels);
    grown.fields.put("config", config);
    return grown;
  }

  /// `Entrypoint` and `Cmd`, one after the other: what starts when nothing else is said.
  List<String> entry() {
    var all = new ArrayList<>(strings("Entrypoint"));
    all.addAll(strings("Cmd"));
    return all;
  }

  List<String> environment() {
    return strings("Env");
  }

  private ImageConfig with(List<Digest> above) {
    var all = new ArrayList<>(diffIds);
    all.addAll(above);
    var grown = new TreeMap<>(fields);
    var rootfs = new TreeMap<String, Object>();
    rootfs.put("type", "layers");
    rootfs.put("diff_ids", all.stream().map(Digest::text).toList());
    grown.put("rootfs", rootfs);
    return new ImageConfig(grown, all);
  }

  private List<String> environment(Map<String, String> over) {
    var all = new TreeMap<String, String>();
    for (var variable : environment()) {
      int equals = variable.indexOf('=');
      if (equals > 0) all.put(variable.substring(0, equals), variable.substring(equals + 1));
    }
    all.putAll(over);
    return all.entrySet().stream().map(one -> one.getKey() + "=" + one.getValue()).toList();
  }

  private List<String> strings(String key) {
    return child(fields, "config").get(key) instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of();
  }

  private static TreeMap<String, Object> child(Map<String, Object> of, String key) {
    var copy = new TreeMap<String, Object>();
    if (of.get(key) instanceof Map<?, ?> map) map.forEach((k, v) -> copy.put(String.valueOf(k), v));
    return copy;
  }
}
