package speeder.core.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import speeder.core.release.ReleaseFact;
import speeder.core.release.ReleaseFact.Recalled;
import speeder.core.release.Releases;
import speeder.core.source.ObjectId;
import speeder.core.source.SourceCommit;
import speeder.core.supervision.SupervisionFact.Answer;
import speeder.core.value.ReleaseId;

/// Going back to any release that was ever sealed.
class OlderReleaseStoriesTest {
  private static final SourceCommit BAD =
      new SourceCommit("core", new ObjectId("0123456789".repeat(4)));

  private final Story story = Story.farm();

  /// The first release of a lane that went on until the World forgot it.
  private ReleaseFact.Sealed forgotten() {
    story.anchored("first");
    var first = sealed();
    for (int i = 0; i < Releases.KEPT + 2; i++) story.anchored("later " + i).settled();
    assertTrue(story.world.releases().find(first.release()).isEmpty(), "it is forgotten");
    return first;
  }

  private ReleaseFact.Sealed sealed() {
    return story.world.releases().of("pretrain").getLast().sealed();
  }

  private static Ask.Rollback back(ReleaseId to, boolean override, Optional<Recalled> older) {
    return new Ask.Rollback("pretrain", Optional.of(to), "a look", override, older);
  }

  private static Optional<Recalled> brought(ReleaseFact.Sealed sealed, boolean condemned) {
    return Optional.of(new Recalled(sealed, condemned));
  }

  @Test
  void one_that_the_world_forgot_is_gone_back_to_with_what_the_journal_says_of_it() {
    var first = forgotten();
    story.refused("no-such-release", back(first.release(), false, Optional.empty()));
    story.obeyed(back(first.release(), false, brought(first, false)));

    assertFalse(story.owes("build"), "nothing is built");
    assertFalse(story.owes("gate"), "nothing is gated");
    story.settled().judgedBack();
    assertEquals(Optional.of(first.release()), story.serving());
    assertEquals(List.of(first.release()), story.world.rollouts().line("pretrain"));
  }

  @Test
  void it_is_none_of_the_newest_again() {
    var first = forgotten();
    var newest = story.newest();
    story.obeyed(back(first.release(), false, brought(first, false))).settled().judgedBack();

    assertEquals(newest, story.newest());
    story.lift().served("on");
    assertEquals(Optional.of(story.newest()), story.serving());
  }

  @Test
  void what_the_journal_says_of_another_one_helps_nobody() {
    var first = forgotten();
    var other = new ReleaseId("r-000000000000");

    story.refused("no-such-release", back(other, false, brought(first, false)));
    assertTrue(story.world.releases().find(first.release()).isEmpty());
  }

  @Test
  void one_that_failed_takes_an_override() {
    story.anchored("one").served("two");
    var two = sealed();
    story.seen(Answer.FAIL).settled().judgedBack();
    story.refused("release-condemned", back(two.release(), false, Optional.empty()));

    story.obeyed(back(two.release(), true, Optional.empty())).settled().judgedBack();
    assertEquals(Optional.of(two.release()), story.serving());
  }

  @Test
  void one_that_failed_long_ago_takes_one_too() {
    var first = forgotten();

    story.refused("release-condemned", back(first.release(), false, brought(first, true)));
    story.obeyed(back(first.release(), true, brought(first, true)));
  }

  @Test
  void one_that_nobody_looked_through_for_bad_commits_is_looked_through_first() {
    var first = forgotten();
    var bad = new MarkAsk.CallBad(BAD, Optional.empty(), "it breaks", Optional.empty());
    story.obeyed(bad).lookedThrough(BAD);
    story.refused(
        "release-not-looked-through", back(first.release(), false, brought(first, false)));

    story.lookedThrough(BAD);
    story.obeyed(back(first.release(), false, brought(first, false))).settled().judgedBack();
    assertEquals(Optional.of(first.release()), story.serving());
  }
}
