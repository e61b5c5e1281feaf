package speeder.kit.images;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import speeder.core.image.BuiltImage;
import speeder.core.image.Composition;
import speeder.core.image.LayerPlan;
import speeder.core.image.Recipe;
import speeder.core.value.Digest;
import speeder.engine.port.Images;
import speeder.engine.port.PortFailure;

/// What holds for everything that builds, moves and unpacks images.
public abstract class ImagesContract {
  private static final Digest NOTHING = Digest.of("an image that nobody built");

  /// The same for a whole test, with nothing in it at first.
  protected abstract Images images();

  /// Of another machine that can reach the same places: the same for a whole test.
  protected abstract Images another();

  /// One source whose file says the version.
  protected abstract Composition composition(int version);

  /// Of a base that can be reached.
  protected abstract Recipe recipe();

  /// Where images may be sent.
  protected abstract String place();

  @Test
  void the_same_order_gives_the_same_image_on_every_machine() throws Exception {
    assertEquals(build(images(), whole(1)).digest(), build(another(), whole(1)).digest());
    assertNotEquals(build(images(), whole(1)).digest(), build(images(), whole(2)).digest());
  }

  @Test
  void what_stands_is_not_built_again() throws Exception {
    var first = build(images(), whole(1));
    var again = build(images(), whole(1));
    assertEquals(1, first.built(), "layers built at first");
    assertEquals(0, again.built(), "layers built again");
    assertEquals(0, again.bytesBuilt());
    assertEquals(first.digest(), again.digest());
  }

  @Test
  void a_change_builds_one_layer_over_those_below() throws Exception {
    var first = build(images(), whole(1));
    var second = build(images(), next(whole(1), 2));
    assertEquals(1, second.built());
    assertEquals(first.layers(), second.layers().subList(0, first.layers().size()));
    assertEquals(first.layers().size() + 1, second.layers().size());
    assertTrue(second.bytesTotal() > first.bytesTotal());
  }

  @Test
  void going_back_to_an_earlier_order_builds_nothing() throws Exception {
    var first = build(images(), whole(1));
    build(images(), next(whole(1), 2));
    assertEquals(0, build(images(), whole(1)).built());
    assertEquals(first.digest(), build(images(), whole(1)).digest());
  }

  @Test
  void a_built_image_is_unpacked_and_says_how_it_starts() throws Exception {
    var built = build(images(), next(whole(1), 2));
    var unpacked = images().unpacked(built.digest());
    assertEquals(built.digest(), unpacked.image());
    assertEquals(built.layers().size(), unpacked.layers().size());
    assertEquals(recipe().entry(), unpacked.entry());
    recipe()
        .environment()
        .forEach((k, v) -> assertTrue(unpacked.environment().contains(k + "=" + v), k));
  }

  @Test
  void what_is_packed_away_can_be_unpacked_again() throws Exception {
    var built = build(images(), next(whole(1), 2));
    assertTrue(images().packAway(built.digest(), Set.of()) > 0);
    assertEquals(0, images().packAway(built.digest(), Set.of()), "it is gone already");
    assertEquals(built.layers().size(), images().unpacked(built.digest()).layers().size());
  }

  @Test
  void folders_that_an_image_to_keep_shares_stay() throws Exception {
    var kept = build(images(), whole(1));
    var left = build(images(), next(whole(1), 2));
    long own = images().packAway(left.digest(), Set.of(kept.digest()));
    images().unpacked(left.digest());
    long all = images().packAway(left.digest(), Set.of());
    assertTrue(own > 0 && own < all, "own %d, all %d".formatted(own, all));
  }

  @Test
  void an_image_that_another_release_keeps_stays() throws Exception {
    var built = build(images(), whole(1));
    assertEquals(0, images().packAway(built.digest(), Set.of(built.digest())));
  }

  @Test
  void packing_away_what_never_was_is_done() throws Exception {
    assertEquals(0, images().packAway(NOTHING, Set.of()));
  }

  @Test
  void the_recipe_is_part_of_the_image() throws Exception {
    var other =
        new Recipe(
            "debug",
            recipe().base(),
            recipe().baseFrom(),
            List.of("debug"),
            recipe().environment());
    var built = images().build(whole(1), other, _ -> {});
    var web = build(images(), whole(1));
    assertNotEquals(built.digest(), web.digest());
    assertEquals(built.layers(), web.layers(), "variants share layers");
    assertEquals(0, web.built());
    assertEquals("debug", built.variant());
  }

  @Test
  void what_is_there_is_not_sent() throws Exception {
    var built = build(images(), whole(1));
    var first = images().push(built.digest(), place(), _ -> {});
    var again = images().push(built.digest(), place(), _ -> {});
    assertTrue(first.bytesSent() > 0 && first.blobsSent() > 0, "sent at first: " + first);
    assertEquals(0, again.bytesSent());
    assertEquals(0, again.blobsSent());
    assertEquals(first.blobsSent(), again.blobsReused());
  }

  @Test
  void an_image_sent_by_one_machine_is_fetched_by_another() throws Exception {
    var built = build(images(), next(whole(1), 2));
    images().push(built.digest(), place(), _ -> {});
    another().pull(built.digest(), place(), _ -> {});
    var unpacked = another().unpacked(built.digest());
    assertEquals(built.layers().size(), unpacked.layers().size());
    assertEquals(recipe().entry(), unpacked.entry());
  }

  @Test
  void what_is_not_there_is_refused() throws Exception {
    build(images(), whole(1));
    assertMissing(() -> images().unpacked(NOTHING));
    assertMissing(() -> images().push(NOTHING, place(), _ -> {}));
    assertMissing(() -> images().pull(NOTHING, recipe().baseFrom(), _ -> {}));
    var recipe = recipe();
    var baseless =
        new Recipe(
            recipe.variant(), NOTHING, recipe.baseFrom(), recipe.entry(), recipe.environment());
    var plan = LayerPlan.whole(NOTHING, composition(1));
    assertMissing(() -> images().build(plan, baseless, _ -> {}));
  }

  private interface Call {
    void run() throws PortFailure;
  }

  private static void assertMissing(Call call) {
    var failure = assertThrows(PortFailure.class, call::run);
    assertEquals(PortFailure.Kind.REFUSED, failure.kind(), failure.getMessage());
    assertEquals("image-missing", failure.why().code());
  }

  private BuiltImage build(Images images, LayerPlan plan) throws PortFailure {
    return images.build(plan, recipe(), _ -> {});
  }

  private LayerPlan whole(int version) {
    return LayerPlan.whole(recipe().base(), composition(version));
  }

  private LayerPlan next(LayerPlan last, int version) {
    return LayerPlan.next(Optional.of(last), recipe().base(), composition(version));
  }
}
