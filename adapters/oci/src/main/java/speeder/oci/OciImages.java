package speeder.oci;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import speeder.core.image.BuiltImage;
import speeder.core.image.LayerPlan;
import speeder.core.image.Recipe;
import speeder.core.value.Digest;
import speeder.engine.port.Images;
import speeder.engine.port.PortFailure;
import speeder.engine.port.Trees;

/// Images made of git objects and kept in a folder of this machine. Several threads and several
/// processes may use one folder at once.
public final class OciImages implements Images, AutoCloseable {
  /// Of one image: what runtimes and registries take.
  static final int LAYERS_MAX = 127;

  private final Store store;
  private final LayerBuilder builder;
  private final Transfer transfer;

  private OciImages(Store store, Trees trees, Compression compression) {
    this.store = store;
    builder = new LayerBuilder(store, trees, compression);
    transfer = new Transfer(store);
  }

  /// Opens a store, made where it is absent, and clears away what a killed process left in it.
  public static OciImages open(Path store, Trees trees, Compression compression)
      throws PortFailure {
    return new OciImages(Store.open(store), trees, compression);
  }

  @Override
  public BuiltImage build(LayerPlan plan, Recipe recipe, Consumer<String> progress)
      throws PortFailure {
    try {
      return buildChecked(plan, recipe, progress);
    } catch (IOException e) {
      throw Disk.failure("building the image " + recipe.variant(), e);
    }
  }

  @Override
  public Pushed push(Digest image, String to, Consumer<String> progress) throws PortFailure {
    try {
      return transfer.push(image, Remote.of(Location.parse(to)), progress);
    } catch (IOException e) {
      throw Disk.failure("sending " + image + " to " + to, e);
    }
  }

  @Override
  public void pull(Digest image, String from, Consumer<String> progress) throws PortFailure {
    try {
      transfer.pull(image, Remote.of(Location.parse(from)), progress);
      unpack(read(image), progress);
    } catch (IOException e) {
      throw Disk.failure("fetching " + image + " from " + from, e);
    }
  }

  @Override
  public Unpacked unpacked(Digest image) throws PortFailure {
    try {
      var read = read(image);
      var folders = unpack(read, _ -> {});
      return new Unpacked(image, folders, read.config().entry(), read.config().environment());
    } catch (IOException e) {
      throw Disk.failure("unpacking " + image, e);
    }
  }

  @Override
  public long packAway(Digest image, Set<Digest> keep) throws PortFailure {
    try {
      if (keep.contains(image) || store.read(image).isEmpty()) return 0;
      var gone = new LinkedHashSet<>(read(image).config().diffIds());
      for (var other : keep) {
        if (store.read(other).isPresent()) gone.removeAll(read(other).config().diffIds());
      }
      long bytes = 0;
      for (var diffId : gone) bytes += store.dropUnpacked(diffId);
      return bytes;
    } catch (IOException e) {
      throw Disk.failure("packing away " + image, e);
    }
  }

  @Override
  public void close() throws PortFailure {
    try {
      store.close();
    } catch (IOException e) {
      throw Disk.failure("closing the image store", e);
    }
  }

  private record Read(Manifest manifest, ImageConfig config) {}

  private Read read(Digest image) throws PortFailure, IOException {
    var bytes = store.read(image).orElseThrow(() -> Remote.missing(image, "the local store"));
    var manifest = Manifest.parse(bytes);
    var config = manifest.config().digest();
    var text = store.read(config).orElseThrow(() -> Remote.missing(config, "the local store"));
    var read = new Read(manifest, ImageConfig.parse(text));
    if (read.config.diffIds().size() != manifest.layers().size()) {
      throw new IOException("the image's configuration and manifest disagree on its layers");
    }
    return read;
  }

  private BuiltImage buildChecked(LayerPlan plan, Recipe recipe, Consumer<String> progress)
      throws PortFailure, IOException {
    if (store.read(recipe.base()).isEmpty()) pull(recipe.base(), recipe.baseFrom(), progress);
    var base = read(recipe.base());
    checkCount(base.manifest().layers().size() + plan.layers().size());
    var view = new BaseView(unpack(base, progress));
    for (var place : Places.of(plan.top()).parts().keySet()) view.checkPlace(place);
    var made = new ArrayList<LayerBuilder.Made>();
    for (var spec : plan.layers()) {
      var layer = builder.layer(spec, builder.key(spec, recipe.base()), view);
      if (layer.isNew()) progress.accept("layer of %,d bytes".formatted(layer.layer().size()));
      made.add(layer);
    }
    return assemble(recipe, base, made);
  }

  private BuiltImage assemble(Recipe recipe, Read base, List<LayerBuilder.Made> made)
      throws IOException {
    var above = made.stream().map(LayerBuilder.Made::layer).toList();
    var config =
        base.config().built(recipe, above.stream().map(LayerRecord::diffId).toList()).toBytes();
    var layers = new ArrayList<Descriptor>();
    for (var layer : base.manifest().layers()) layers.add(ociLayer(layer));
    for (var layer : above) {
      layers.add(new Descriptor(layer.mediaType(), layer.digest(), layer.size()));
    }
    var manifest =
        new Manifest(
            new Descriptor(Manifest.CONFIG_TYPE, store.keep(config), config.length), layers);
    var image = store.keep(manifest.toBytes(recipe.base()));
    store.sync();
    var built =
        made.stream().filter(LayerBuilder.Made::isNew).map(LayerBuilder.Made::layer).toList();
    return new BuiltImage(
        recipe.variant(),
        image,
        layers.stream().map(Descriptor::digest).toList(),
        built.size(),
        built.stream().mapToLong(LayerRecord::size).sum(),
        layers.stream().mapToLong(Descriptor::size).sum());
  }

  /// Docker's own name for a layer becomes the specification's; the bytes are the same.
  private static Descriptor ociLayer(Descriptor layer) {
    return layer.mediaType().startsWith("application/vnd.docker.")
        ? new Descriptor(Compression.GZIP.mediaType(), layer.digest(), layer.size())
        : layer;
  }

  private static void checkCount(int layers) throws PortFailure {
    if (layers > LAYERS_MAX) {
      throw PortFailure.refused(
          "layers-too-many",
          "The image would have %d layers; %d are the most.".formatted(layers, LAYERS_MAX),
          "Plan a whole composition anew, or take a base of fewer layers.");
    }
  }

  /// Unpacks what is not, or no longer, unpacked. Of a layer that comes twice, as it does after
  /// going back and forth, the upper one says everything; overlayfs takes no folder twice.
  private List<Path> unpack(Read image, Consumer<String> progress) throws PortFailure, IOException {
    var folders = new ArrayList<Path>();
    for (int i = 0; i < image.manifest().layers().size(); i++) {
      var diffId = image.config().diffIds().get(i);
      if (!store.isUnpacked(diffId)) unpack(image.manifest().layers().get(i), diffId, progress);
      folders.remove(store.unpacked(diffId));
      folders.add(store.unpacked(diffId));
    }
    return folders;
  }

  private void unpack(Descriptor layer, Digest diffId, Consumer<String> progress)
      throws PortFailure, IOException {
    if (!store.has(layer.digest())) throw Remote.missing(layer.digest(), "the local store");
    progress.accept("unpacking %s, %,d bytes".formatted(layer.digest().brief(), layer.size()));
    var folder = store.scratch().folder("unpack");
    try (var blob = Files.newInputStream(store.blob(layer.digest()))) {
      var found = Unpacker.unpack(blob, layer.mediaType(), folder);
      if (!found.equals(diffId)) {
        throw PortFailure.failed(
            "digest-wrong",
            "Layer %s unpacks to %s, not to %s as its image says."
                .formatted(layer.digest(), found, diffId),
            "Fetch or build the image again.");
      }
      store.keepUnpacked(folder, diffId);
    } finally {
      Disk.deleteAll(folder);
    }
  }
}
