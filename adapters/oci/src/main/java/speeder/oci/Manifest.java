package speeder.oci;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import speeder.core.value.Digest;

/// An image manifest (OCI image specification 1.1).
record Manifest(Descriptor config, List<Descriptor> layers) {
  static final String MEDIA_TYPE = "application/vnd.oci.image.manifest.v1+json";
  static final String CONFIG_TYPE = "application/vnd.oci.image.config.v1+json";
  static final String DOCKER_TYPE = "application/vnd.docker.distribution.manifest.v2+json";
  static final int BYTES_MAX = 4 << 20;

  private static final String BASE = "org.opencontainers.image.base.digest";

  Manifest {
    layers = List.copyOf(layers);
  }

  byte[] toBytes() {
    return Json.bytes(fields());
  }

  byte[] toBytes(Digest base) {
    var fields = fields();
    fields.put("annotations", new TreeMap<>(java.util.Map.of(BASE, base.text())));
    return Json.bytes(fields);
  }

  /// @throws IOException where it is none, or an index of several platforms
  static Manifest parse(byte[] bytes) throws IOException {
    var json = Json.parse(bytes, "the manifest");
    if (json.has("manifests")) {
      throw new IOException("it is an index of several platforms; name one platform's manifest");
    }
    var layers = new ArrayList<Descriptor>();
    for (var layer : json.path("layers")) layers.add(Json.descriptor(layer));
    return new Manifest(Json.descriptor(json.path("config")), layers);
  }

  /// Everything it names, the configuration first.
  List<Descriptor> blobs() {
    var all = new ArrayList<Descriptor>();
    all.add(config);
    all.addAll(layers);
    return all;
  }

  static String typeOf(byte[] bytes) throws IOException {
    return Json.parse(bytes, "the manifest").path("mediaType").asString(MEDIA_TYPE);
  }

  private TreeMap<String, Object> fields() {
    var fields = new TreeMap<String, Object>();
    fields.put("schemaVersion", 2);
    fields.put("mediaType", MEDIA_TYPE);
    fields.put("config", config.toMap());
    fields.put("layers", layers.stream().map(Descriptor::toMap).toList());
    return fields;
  }
}
