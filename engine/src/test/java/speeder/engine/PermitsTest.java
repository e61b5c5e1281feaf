package speeder.engine;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import speeder.core.value.Digest;
import speeder.core.value.EffectKey;
import speeder.core.world.Effect;
import speeder.core.world.Effect.Deed;

class PermitsTest {
  private static final Digest MANIFEST = Digest.of("manifest");

  @Test
  void builds_beyond_the_most_wait() {
    var most = builds(Permits.Port.BUILDS.most());
    assertTrue(Permits.isFree(build(100), most.subList(1, most.size())));
    assertFalse(Permits.isFree(build(100), most));
  }

  @Test
  void flips_and_looks_do_not_wait_for_builds() {
    var busy = builds(50);
    assertTrue(Permits.isFree(new Effect.Publish(key(1, "publish"), 1, true, MANIFEST), busy));
    assertTrue(Permits.isFree(new Effect.LookAtEdge(key(1, "look-edge"), MANIFEST), busy));
  }

  @Test
  void one_table_is_told_at_a_time() {
    var first = new Effect.Publish(key(1, "publish"), 1, true, MANIFEST);
    assertFalse(
        Permits.isFree(new Effect.Publish(key(2, "publish"), 2, true, MANIFEST), List.of(first)));
  }

  private static List<Deed> builds(int count) {
    return IntStream.range(0, count).mapToObj(PermitsTest::build).toList();
  }

  private static Deed build(int number) {
    return new Effect.Build(key(number, "build"), "pretrain", MANIFEST, Optional.empty(), MANIFEST);
  }

  private static EffectKey key(int offset, String kind) {
    return new EffectKey(offset, kind, "pretrain/" + offset);
  }
}
