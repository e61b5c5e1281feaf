package speeder.core.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import speeder.core.farm.Triggers;
import speeder.core.release.Releases;

/// What stays unpacked on this machine.
class StockStoriesTest {
  private static final int UNPACKED = 10;
  private static final int SERVED_MAX = 1_000;

  @Test
  void the_newest_releases_stay_unpacked_and_older_ones_are_packed_away() {
    var story = served(UNPACKED);
    assertFalse(story.owes("pack-away"));
    story.served("one more");
    var oldest = story.world.releases().of("pretrain").getFirst().release();
    assertEquals(List.of(oldest.text()), places(story));
    story.ends("pack-away", new Result.FoldersGone(1_000));
    assertFalse(story.owes("pack-away"));
    assertFalse(story.world.stock().stands(oldest));
  }

  @Test
  void what_may_be_gone_back_to_stays_however_old() {
    var story = farm().anchored("good");
    var anchor = story.newest();
    for (int each = 0; each < UNPACKED + 5; each++) story.served("commit " + each).settled();
    assertEquals(Optional.of(anchor), story.world.releases().anchor("pretrain"));
    assertFalse(places(story).contains(anchor.text()));
  }

  @Test
  void nothing_starts_while_its_folders_go_and_then_it_is_unpacked_anew() {
    var story = served(UNPACKED + 1);
    var oldest = story.world.releases().of("pretrain").getFirst().release();
    story.obeyed(new Ask.Rollback("pretrain", Optional.of(oldest), "a look"));
    assertFalse(story.owes("prepare"), "it would start on folders that go");
    story.ends("pack-away", new Result.FoldersGone(1_000));
    assertTrue(story.world.stock().stands(oldest));
    story.ready().routed();
    assertEquals(Optional.of(oldest), story.serving());
  }

  @Test
  void what_the_world_forgot_is_forgotten_here_too() {
    var story = served(Releases.KEPT + 20);
    int known = story.world.releases().of("pretrain").size();
    assertTrue(story.world.stock().leaving().size() + story.world.stock().away().size() <= known);
  }

  /// A farm where many releases are served that nothing was proven of.
  private static Story farm() {
    return Story.farm(Farms.when(Triggers.ON_CHANGE, SERVED_MAX));
  }

  private static Story served(int releases) {
    var story = farm();
    for (int each = 0; each < releases - 1; each++) story.served("commit " + each).settled();
    return story.served("the last");
  }

  private static List<String> places(Story story) {
    return story.owedOf("pack-away").map(it -> it.key().place()).toList();
  }
}
