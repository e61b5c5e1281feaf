package speeder.offline;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import speeder.core.farm.ImagePlan;
import speeder.core.image.BuiltImage;
import speeder.core.image.LayerPlan;
import speeder.core.snapshot.Snapshot;
import speeder.core.value.Digest;
import speeder.core.value.Refusal;
import speeder.engine.port.Images;
import speeder.engine.port.PortFailure;
import speeder.engine.reckon.Imager;
import speeder.offline.file.PlanFile;
import speeder.offline.file.SnapshotFile;
import speeder.wiring.BadManifest;
import speeder.wiring.Manifests;
import speeder.wiring.Workshop;

/// `speeder build`: the images of a snapshot.
@Command(
    name = "build",
    description = "Build the images of the heads as they are now, and send them to a place.")
final class BuildCommand extends FarmCommand {
  private static final double MILLIS_PER_SECOND = 1_000;
  private static final String LAYOUT = "oci:";

  @Option(
      names = "--to",
      required = true,
      paramLabel = "PLACE",
      description = "oci:DIR, oci:DIR:TAG, HOST/NAME or HOST/NAME:TAG.")
  private String to = "";

  @Option(
      names = "--plan",
      paramLabel = "FILE",
      description = "What the last build printed: only what changed since becomes a new layer.")
  private Optional<Path> plan = Optional.empty();

  @Option(
      names = "--snapshot",
      paramLabel = "FILE",
      description = "Build this snapshot, and not the heads.")
  private Optional<Path> snapshot = Optional.empty();

  /// @param plan to pass to the next build
  record Built(
      Digest snapshot,
      List<Frozen.Source> sources,
      List<Image> images,
      Layers layers,
      Bytes bytes,
      double seconds,
      LayerPlan plan) {}

  /// @param to where it was sent
  /// @param bytes of it, compressed
  record Image(String variant, Digest digest, String to, int layers, long bytes) {}

  /// Of all images together.
  ///
  /// @param reused found: of the base, of an earlier build, or of another variant
  record Layers(int total, int built, int reused) {}

  /// Compressed, configurations and manifests counted.
  ///
  /// @param pushed what was not there yet
  /// @param total of all images together, each by itself
  record Bytes(long pushed, long total) {}

  @Override
  Exit run(Session session) throws BadManifest, Failure, PortFailure {
    var clock = session.surroundings().clock();
    var began = clock.instant();
    var described = Manifests.read(manifest());
    var image = described.farm().image();
    var places = Failure.input(() -> Workshop.destinations(to, image.variants().keySet()));
    var last = last(session, image);
    var recalled = recalled();
    try (var progress = session.progress(1 + 2 * image.variants().size());
        var shop = workshop(session, described.farm(), progress)) {
      progress.step("reads the heads of %d sources".formatted(described.farm().sources().size()));
      var heads = new Heads(described, shop.sources());
      var contents =
          recalled.isPresent()
              ? heads.recall(recalled.get())
              : heads.freeze(Optional.empty()).snapshot();
      var next = Imager.plan(image, contents, last);
      var built = build(image, next, shop.images(), progress);
      var pushed = push(built, places, shop.images(), progress);
      progress.end();
      var took = Duration.between(began, clock.instant());
      var answer = answer(contents, built, pushed, next, took);
      session.answer(answer, text(answer));
    }
    return Exit.DONE;
  }

  private Optional<LayerPlan> last(Session session, ImagePlan image) throws Failure, PortFailure {
    if (plan.isEmpty()) return Optional.empty();
    var last = Failure.input(() -> PlanFile.read(plan.get()));
    if (!last.base().equals(image.base().digest())) {
      session.note("the plan is of another base, so everything becomes one new layer");
    }
    return Optional.of(last);
  }

  private Optional<Snapshot> recalled() throws Failure, PortFailure {
    if (snapshot.isEmpty()) return Optional.empty();
    var read = Failure.input(() -> SnapshotFile.read(snapshot.get()));
    if (read.mix() && !to.startsWith(LAYOUT)) throw mix();
    return Optional.of(read.snapshot());
  }

  private static Failure mix() {
    return new Failure(
        Exit.NO,
        Failure.Problem.of(
            new Refusal(
                "mix-stays-here",
                "The snapshot is a mix that a bisection made: it goes to no registry, where"
                    + " somebody could serve it.",
                "Build it into a folder: --to oci:DIR")));
  }

  private static List<BuiltImage> build(
      ImagePlan image, LayerPlan plan, Images images, Progress progress) throws PortFailure {
    var imager = new Imager(images);
    var built = new ArrayList<BuiltImage>();
    for (var variant : image.variants().entrySet()) {
      progress.step("builds " + variant.getKey());
      built.add(imager.build(plan, variant.getKey(), variant.getValue(), progress));
    }
    return built;
  }

  /// An image, and what was sent of it.
  private record Sent(Image image, long bytes) {}

  private static List<Sent> push(
      List<BuiltImage> built, SortedMap<String, String> places, Images images, Progress progress)
      throws PortFailure {
    var sent = new ArrayList<Sent>();
    for (var image : built) {
      var name = image.variant();
      var place = Optional.ofNullable(places.get(name)).orElseThrow();
      progress.step("sends " + name + " to " + place);
      var pushed = images.push(image.digest(), place, progress);
      int layers = image.layers().size();
      sent.add(
          new Sent(
              new Image(name, image.digest(), place, layers, pushed.bytesTotal()),
              pushed.bytesSent()));
    }
    return sent;
  }

  private static Built answer(
      Snapshot contents, List<BuiltImage> built, List<Sent> sent, LayerPlan plan, Duration took) {
    var images = sent.stream().map(Sent::image).toList();
    int layers = images.stream().mapToInt(Image::layers).sum();
    int made = built.stream().mapToInt(BuiltImage::built).sum();
    return new Built(
        contents.digest(),
        Frozen.sources(contents),
        images,
        new Layers(layers, made, layers - made),
        new Bytes(
            sent.stream().mapToLong(Sent::bytes).sum(),
            images.stream().mapToLong(Image::bytes).sum()),
        took.toMillis() / MILLIS_PER_SECOND,
        plan);
  }

  private static String text(Built built) {
    var text = new StringBuilder();
    for (var image : built.images()) {
      text.append("%s@%s  %s%n".formatted(image.to(), image.digest(), image.variant()));
    }
    return text
        + String.format(
            Locale.ROOT,
            "layers: %d built, %d reused; %,d of %,d bytes sent; %.2f s",
            built.layers().built(),
            built.layers().reused(),
            built.bytes().pushed(),
            built.bytes().total(),
            built.seconds());
  }
}
