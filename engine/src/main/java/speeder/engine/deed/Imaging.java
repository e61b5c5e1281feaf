package speeder.engine.deed;

import java.util.ArrayList;
import java.util.Optional;
import java.util.function.Consumer;
import speeder.core.image.BuiltImage;
import speeder.core.image.LayerPlan;
import speeder.core.snapshot.Snapshot;
import speeder.core.value.Digest;
import speeder.core.world.Document;
import speeder.core.world.Effect;
import speeder.core.world.Result;
import speeder.engine.codec.Json;
import speeder.engine.port.Images;
import speeder.engine.port.PortFailure;
import speeder.engine.reckon.Imager;

/// Builds all images of a snapshot by one layer plan, and sends them to where the farm keeps them.
final class Imaging {
  private final Images images;
  private final Imager imager;
  private final Farms farms;

  Imaging(Images images, Farms farms) {
    this.images = images;
    this.imager = new Imager(images);
    this.farms = farms;
  }

  Ended build(Effect.Build deed, Consumer<String> progress) throws PortFailure {
    var image = farms.farm(deed.manifest()).image();
    var snapshot = farms.read(deed.snapshot(), Snapshot.class);
    var plan = Imager.plan(image, snapshot, last(deed.lastPlan()));
    var built = new ArrayList<BuiltImage>();
    for (var variant : image.variants().entrySet()) {
      built.add(imager.build(plan, variant.getKey(), variant.getValue(), progress));
    }
    var document = Document.of("layer-plan", Json.bytes(plan));
    return Ended.with(new Result.ImagesBuilt(built, document.digest()), document);
  }

  private Optional<LayerPlan> last(Optional<Digest> document) throws PortFailure {
    return document.isEmpty()
        ? Optional.empty()
        : Optional.of(farms.read(document.get(), LayerPlan.class));
  }

  Ended packAway(Effect.PackAway deed) throws PortFailure {
    long bytes = 0;
    for (var image : deed.images()) bytes += images.packAway(image.digest(), deed.keep());
    return Ended.with(new Result.FoldersGone(bytes));
  }

  Ended push(Effect.Push deed, Consumer<String> progress) throws PortFailure {
    var to = farms.farm(deed.manifest()).imagesTo();
    long sent = 0;
    for (var image : deed.images()) sent += images.push(image.digest(), to, progress).bytesSent();
    return Ended.with(new Result.ImagesPushed(sent));
  }
}
