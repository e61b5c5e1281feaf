package speeder.oci;

import java.io.IOException;
import java.nio.file.Path;
import speeder.core.image.Composition;
import speeder.core.image.LayerSpec;
import speeder.core.value.Digest;
import speeder.engine.port.PortFailure;
import speeder.engine.port.Trees;

/// Makes layers out of git objects, each once.
final class LayerBuilder {
  /// A layer, and whether it was made just now.
  record Made(LayerRecord layer, boolean isNew) {}

  private final Store store;
  private final Trees trees;
  private final Compression compression;

  LayerBuilder(Store store, Trees trees, Compression compression) {
    this.store = store;
    this.trees = trees;
    this.compression = compression;
  }

  /// A delta depends on the base too: see [BaseGuard].
  Digest key(LayerSpec spec, Digest base) {
    var key = spec.key(compression.encoder(), MetadataRule.NAME);
    return spec.from().equals(Composition.EMPTY) ? key : Digest.of(key + "\n" + base + "\n");
  }

  /// Finds or makes a layer; when it returns, the layer is unpacked.
  Made layer(LayerSpec spec, Digest key, BaseView base) throws PortFailure, IOException {
    var ready = ready(key);
    if (ready != null) return ready;
    try (var _ = store.locks().hold(key)) {
      var meanwhile = ready(key);
      return meanwhile != null ? meanwhile : new Made(make(spec, key, base), true);
    }
  }

  private @org.jspecify.annotations.Nullable Made ready(Digest key) throws IOException {
    var found = store.layer(key);
    return found.isPresent() && store.isUnpacked(found.get().diffId())
        ? new Made(found.get(), false)
        : null;
  }

  private LayerRecord make(LayerSpec spec, Digest key, BaseView base)
      throws PortFailure, IOException {
    var unpacked = store.scratch().folder("layer");
    try {
      var layer = write(spec, base, unpacked);
      store.record(key, layer);
      store.keepUnpacked(unpacked, layer.diffId());
      return layer;
    } finally {
      Disk.deleteAll(unpacked);
    }
  }

  private LayerRecord write(LayerSpec spec, BaseView base, Path unpacked)
      throws PortFailure, IOException {
    try (var structure = new Readers(trees);
        var blobs = new Readers(trees);
        var sink = new LayerSink(store.writeBlob(), compression)) {
      try (var writer = new LayerWriter(blobs, sink, unpacked)) {
        tell(spec, base, structure, writer);
        writer.end();
      }
      return sink.keep();
    }
  }

  /// A whole composition is streamed; a delta is gathered first.
  private static void tell(LayerSpec spec, BaseView base, Readers readers, Changes changes)
      throws PortFailure {
    if (spec.from().equals(Composition.EMPTY)) {
      Differ.run(spec, readers, changes);
      return;
    }
    var delta = new Delta();
    Differ.run(spec, readers, delta);
    var from = new Overlay(Places.of(spec.from()), readers);
    delta.tell(new BaseGuard(base, from, readers), changes);
  }
}
