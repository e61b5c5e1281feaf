package speeder.kit.images;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import speeder.core.image.BuiltImage;
import speeder.core.image.Composition;
import speeder.core.image.LayerPlan;
import speeder.core.image.LayerSpec;
import speeder.core.image.Recipe;
import speeder.core.value.Digest;
import speeder.engine.port.Images;
import speeder.engine.port.PortFailure;

/// Images in memory: digests and sizes follow from the order, nothing is read or written. It keeps
/// what it made when the one who uses it crashes, as a disk does. It has no clock and no threads;
/// what takes time says so to whoever made it. It can be told to fail.
public final class FakeImages implements Images {
  private static final long BYTES_OF_A_PART = 1_000;

  private record Image(BuiltImage built, Unpacked unpacked) {}

  private final Consumer<Duration> passes;

  /// What places hold, known to all machines of one world.
  private final Map<String, Map<Digest, Image>> places;

  private final Map<Digest, Image> images = new TreeMap<>();
  private final Set<Digest> layers = new HashSet<>();
  private final Set<Digest> unpacked = new HashSet<>();
  private Duration layer = Duration.ZERO;
  private @Nullable PortFailure next;
  private boolean doneAnyway;

  /// @param passes is told how long something took: a simulator moves its clock, others do nothing
  public FakeImages(Consumer<Duration> passes) {
    this(passes, new TreeMap<>());
  }

  private FakeImages(Consumer<Duration> passes, Map<String, Map<Digest, Image>> places) {
    this.passes = passes;
    this.places = places;
  }

  /// Another machine, empty, that can reach the same places.
  public FakeImages beside() {
    return new FakeImages(passes, places);
  }

  @Override
  public synchronized BuiltImage build(LayerPlan plan, Recipe recipe, Consumer<String> progress)
      throws PortFailure {
    if (!doneAnyway) failIfTold();
    if (!images.containsKey(recipe.base())) bring(recipe.base(), recipe.baseFrom());
    var built = assemble(plan, recipe, progress);
    images.put(built.digest(), new Image(built, unpacked(built, recipe)));
    unpacked.addAll(built.layers());
    failIfTold();
    return built;
  }

  @Override
  public synchronized Pushed push(Digest image, String to, Consumer<String> progress)
      throws PortFailure {
    if (!doneAnyway) failIfTold();
    var known = known(image);
    var there = places.computeIfAbsent(to, _ -> new TreeMap<>());
    int blobs = known.built().layers().size() + 1;
    long bytes = known.built().bytesTotal();
    boolean isNew = there.put(image, known) == null;
    failIfTold();
    return isNew
        ? new Pushed(image, bytes, bytes, blobs, 0)
        : new Pushed(image, 0, bytes, 0, blobs);
  }

  @Override
  public synchronized void pull(Digest image, String from, Consumer<String> progress)
      throws PortFailure {
    if (!doneAnyway) failIfTold();
    bring(image, from);
    failIfTold();
  }

  @Override
  public synchronized Unpacked unpacked(Digest image) throws PortFailure {
    failIfTold();
    unpacked.addAll(known(image).built().layers());
    return known(image).unpacked();
  }

  @Override
  public synchronized long packAway(Digest image, Set<Digest> keep) throws PortFailure {
    failIfTold();
    if (keep.contains(image) || !images.containsKey(image)) return 0;
    var gone = new HashSet<>(known(image).built().layers());
    for (var other : keep) {
      if (images.containsKey(other)) gone.removeAll(known(other).built().layers());
    }
    gone.retainAll(unpacked);
    unpacked.removeAll(gone);
    return BYTES_OF_A_PART * gone.size();
  }

  /// Layers whose folders stand now.
  public synchronized Set<Digest> unpacked() {
    return Set.copyOf(unpacked);
  }

  /// Layers of an image that was built or pulled here.
  public synchronized List<Digest> layers(Digest image) throws PortFailure {
    return known(image).built().layers();
  }

  /// Puts an image into a place, as if someone else had: a base, say.
  public synchronized void holds(String place, Digest image) {
    var built = new BuiltImage("base", image, List.of(image), 0, 0, BYTES_OF_A_PART);
    var unpacked = new Unpacked(image, List.of(folder(image)), List.of(), List.of());
    places.computeIfAbsent(place, _ -> new TreeMap<>()).put(image, new Image(built, unpacked));
  }

  /// How long every new layer takes from now on.
  public synchronized void layersTake(Duration each) {
    layer = each;
  }

  /// Everything that was ever built or pulled here.
  public synchronized Set<Digest> images() {
    return Set.copyOf(images.keySet());
  }

  /// Whether a place holds an image.
  public synchronized boolean isIn(String place, Digest image) {
    return places.getOrDefault(place, Map.of()).containsKey(image);
  }

  /// The next call fails so, having changed nothing.
  public synchronized void failNext(PortFailure failure) {
    next = failure;
    doneAnyway = false;
  }

  /// The next build, push or pull fails so, having done what it was asked: an answer that got lost.
  public synchronized void failNextThoughDone(PortFailure failure) {
    next = failure;
    doneAnyway = true;
  }

  private BuiltImage assemble(LayerPlan plan, Recipe recipe, Consumer<String> progress) {
    var digests = new ArrayList<Digest>(List.of(recipe.base()));
    int built = 0;
    long bytesBuilt = 0;
    long bytes = BYTES_OF_A_PART;
    for (var spec : plan.layers()) {
      var digest = spec.key("fake", "fake");
      digests.add(digest);
      bytes += size(spec);
      if (!layers.add(digest)) continue;
      built++;
      bytesBuilt += size(spec);
      passes.accept(layer);
      progress.accept("layer " + digest.brief());
    }
    var text = recipe.variant() + recipe.entry() + recipe.environment() + digests;
    return new BuiltImage(recipe.variant(), Digest.of(text), digests, built, bytesBuilt, bytes);
  }

  private static long size(LayerSpec spec) {
    return BYTES_OF_A_PART * changed(spec.from(), spec.to());
  }

  private static long changed(Composition from, Composition to) {
    long gone = from.parts().keySet().stream().filter(at -> !to.parts().containsKey(at)).count();
    return gone
        + to.parts().entrySet().stream()
            .filter(part -> !part.getValue().equals(from.parts().get(part.getKey())))
            .count();
  }

  private static Unpacked unpacked(BuiltImage built, Recipe recipe) {
    return new Unpacked(
        built.digest(),
        built.layers().stream().map(FakeImages::folder).toList(),
        recipe.entry(),
        recipe.environment().entrySet().stream()
            .map(one -> one.getKey() + "=" + one.getValue())
            .toList());
  }

  private static Path folder(Digest layer) {
    return Path.of("/unpacked", layer.brief());
  }

  private void bring(Digest image, String from) throws PortFailure {
    var there = places.getOrDefault(from, Map.of()).get(image);
    images.put(image, Optional.ofNullable(there).orElseThrow(() -> missing(image, from)));
  }

  private Image known(Digest image) throws PortFailure {
    return Optional.ofNullable(images.get(image))
        .orElseThrow(() -> missing(image, "the local store"));
  }

  private static PortFailure missing(Digest image, String where) {
    return PortFailure.refused(
        "image-missing", image + " is not in " + where + ".", "Build it, or look at the digest.");
  }

  private void failIfTold() throws PortFailure {
    var failure = next;
    next = null;
    doneAnyway = false;
    if (failure != null) throw failure;
  }
}
