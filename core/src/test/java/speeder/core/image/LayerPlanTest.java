package speeder.core.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import speeder.core.source.ObjectId;
import speeder.core.value.Digest;

class LayerPlanTest {
  private static final Digest BASE = Digest.of("base");
  private static final Digest OTHER_BASE = Digest.of("another base");

  @Test
  void without_a_last_plan_everything_is_one_layer() {
    var plan = LayerPlan.next(Optional.empty(), BASE, at(1));
    assertEquals(List.of(new LayerSpec(Composition.EMPTY, at(1))), plan.layers());
  }

  @Test
  void a_change_adds_one_delta() {
    var plan = LayerPlan.next(Optional.of(LayerPlan.whole(BASE, at(1))), BASE, at(2));
    assertEquals(new LayerSpec(at(1), at(2)), plan.layers().getLast());
    assertEquals(2, plan.layers().size());
  }

  @Test
  void what_stands_already_needs_no_layer() {
    var plan = LayerPlan.whole(BASE, at(1));
    assertEquals(plan, LayerPlan.next(Optional.of(plan), BASE, at(1)));
  }

  @Test
  void another_base_starts_anew() {
    var plan = LayerPlan.next(Optional.of(LayerPlan.whole(BASE, at(1))), OTHER_BASE, at(2));
    assertEquals(LayerPlan.whole(OTHER_BASE, at(2)), plan);
  }

  @Test
  void a_full_level_becomes_one_layer_of_the_next() {
    var before = grown(LayerPlan.FAN_OUT - 1);
    assertEquals(LayerPlan.FAN_OUT, before.layers().size(), "layers before the level is full");
    var after = grown(LayerPlan.FAN_OUT);
    assertEquals(
        List.of(
            new LayerSpec(Composition.EMPTY, at(0)), new LayerSpec(at(0), at(LayerPlan.FAN_OUT))),
        after.layers());
  }

  @Test
  void levels_cascade_and_layers_stay_few() {
    int square = LayerPlan.FAN_OUT * LayerPlan.FAN_OUT;
    assertEquals(1 + 15 + 15, grown(square - 1).layers().size());
    assertEquals(2, grown(square).layers().size());
    assertTrue(grown(LayerPlan.DELTAS_MAX - 1).layers().size() <= 46);
    assertEquals(1, grown(LayerPlan.DELTAS_MAX).layers().size(), "a whole composition anew");
  }

  @Test
  void a_gap_between_layers_is_refused() {
    var layers = List.of(new LayerSpec(Composition.EMPTY, at(1)), new LayerSpec(at(2), at(3)));
    assertThrows(IllegalArgumentException.class, () -> new LayerPlan(BASE, layers, 1));
  }

  private static LayerPlan grown(int changes) {
    var plan = LayerPlan.whole(BASE, at(0));
    for (int i = 1; i <= changes; i++) plan = LayerPlan.next(Optional.of(plan), BASE, at(i));
    return plan;
  }

  private static Composition at(int version) {
    var parts = new TreeMap<String, Composition.Part>();
    parts.put("/srv/app", new Composition.Part("core", new ObjectId("%040x".formatted(version))));
    return new Composition(parts);
  }
}
