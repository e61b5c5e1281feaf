package speeder.kit.images;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import speeder.core.image.Composition;
import speeder.core.image.LayerPlan;
import speeder.core.image.Recipe;
import speeder.core.source.ObjectId;
import speeder.core.value.Digest;
import speeder.engine.port.Images;
import speeder.engine.port.PortFailure;

class FakeImagesTest extends ImagesContract {
  private static final String PLACE = "registry.example.org/app";
  private static final Digest BASE = Digest.of("base");

  private final List<Duration> passed = new ArrayList<>();
  private final FakeImages images = new FakeImages(passed::add);
  private final FakeImages another = images.beside();

  @BeforeEach
  void placeBase() {
    images.holds(PLACE, BASE);
  }

  @Override
  protected Images images() {
    return images;
  }

  @Override
  protected Images another() {
    return another;
  }

  @Override
  protected Composition composition(int version) {
    var parts = new TreeMap<String, Composition.Part>();
    parts.put("/srv/app", new Composition.Part("core", new ObjectId("%040x".formatted(version))));
    return new Composition(parts);
  }

  @Override
  protected Recipe recipe() {
    return new Recipe("web", BASE, PLACE, List.of("php"), new TreeMap<>(Map.of("MODE", "test")));
  }

  @Override
  protected String place() {
    return PLACE;
  }

  @Test
  void a_told_failure_comes_once_and_changes_nothing() throws Exception {
    images.failNext(PortFailure.failed("disk-full", "The disk is full.", "Free some space."));
    var plan = LayerPlan.whole(BASE, composition(1));
    assertThrows(PortFailure.class, () -> images.build(plan, recipe(), _ -> {}));
    assertEquals(java.util.Set.of(), images.images());
    assertEquals(1, images.build(plan, recipe(), _ -> {}).built());
  }

  @Test
  void a_lost_answer_leaves_the_work_done() throws Exception {
    var built = images.build(LayerPlan.whole(BASE, composition(1)), recipe(), _ -> {});
    images.failNextThoughDone(PortFailure.unknown("cut", "The line was cut.", "Look."));
    assertThrows(PortFailure.class, () -> images.push(built.digest(), PLACE, _ -> {}));
    assertTrue(images.isIn(PLACE, built.digest()));
  }

  @Test
  void new_layers_take_the_time_they_are_told_to() throws Exception {
    images.layersTake(Duration.ofSeconds(3));
    images.build(LayerPlan.whole(BASE, composition(1)), recipe(), _ -> {});
    images.build(LayerPlan.whole(BASE, composition(1)), recipe(), _ -> {});
    assertEquals(List.of(Duration.ofSeconds(3)), passed);
  }
}
