package speeder.core.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import speeder.core.rollout.Phase;
import speeder.core.snapshot.Holding;
import speeder.core.source.ObjectId;
import speeder.core.source.SourceCommit;
import speeder.core.value.Digest;
import speeder.core.value.Refusal;
import speeder.core.value.ReleaseId;

/// Pins, bad commits, and what lanes do about them.
class MarkStoriesTest {
  private static final ObjectId COMMIT = new ObjectId(Digest.of("two").hex());
  private static final SourceCommit BAD = new SourceCommit("core", COMMIT);

  private final Story story = Story.farm();

  private static MarkAsk.CallBad bad() {
    return new MarkAsk.CallBad(BAD, Optional.empty(), "it breaks", Optional.empty());
  }

  private static MarkAsk.Pin pin(Optional<Instant> until) {
    return new MarkAsk.Pin("core", Optional.of(COMMIT), "a look", until);
  }

  @Test
  void a_pin_is_told_to_the_freezing_and_asks_for_one() {
    story.anchored("one").obeyed(pin(Optional.empty()));

    var freeze = (Effect.Freeze) story.owed("freeze");
    var pin = Optional.ofNullable(freeze.marks().pins().get("core")).orElseThrow();

    assertEquals(Optional.of(COMMIT), pin.commit());
    assertEquals("Pinned by operator: a look", pin.because());
  }

  @Test
  void a_pin_goes_by_itself_when_its_time_is_over() {
    story.anchored("one").obeyed(pin(Optional.of(story.now.plusSeconds(60)))).freezes();

    story.after(Duration.ofSeconds(59));
    assertTrue(story.world.marks().pins().containsKey("core"));
    story.after(Duration.ofSeconds(1));

    assertEquals(Set.of(), story.world.marks().pins().keySet());
    assertTrue(story.owes("freeze"));
  }

  @Test
  void marks_want_a_reason_and_a_time_to_come() {
    story
        .refused("reason-missing", new MarkAsk.Pin("core", Optional.empty(), " ", Optional.empty()))
        .refused("already-over", pin(Optional.of(story.now)))
        .refused("not-pinned", new MarkAsk.Unpin("core"))
        .refused("not-marked-bad", new MarkAsk.CallGood(BAD))
        .refused(
            "fix-is-the-commit",
            new MarkAsk.CallBad(BAD, Optional.of(COMMIT), "it breaks", Optional.empty()));
  }

  @Test
  void a_lane_that_serves_a_bad_commit_goes_back_to_the_newest_release_without_it() {
    var one = story.anchored("one").newest();
    var between = story.anchored("between").newest();
    var two = story.anchored("two").newest();
    var three = story.anchored("three").newest();

    story.obeyed(bad()).lookedThrough(BAD, two, three);
    story.settled().judgedBack();

    assertEquals(Optional.of(between), story.serving());
    assertTrue(story.isHeld());
    assertEquals(Optional.of(one), GoingBack.target(story.world, "pretrain"));
  }

  @Test
  void what_one_may_go_back_to_is_looked_through_first() {
    var one = story.anchored("one").newest();
    var two = story.anchored("two").newest();
    story.obeyed(bad()).ends(look().key(), found(look(), two));

    assertFalse(story.isHeld());
    story.ends(look().key(), found(look(), one));

    assertTrue(story.world.schedule().holds().all().getFirst().reason().startsWith("a person"));
  }

  private Effect.LookThrough look() {
    return (Effect.LookThrough) story.owed("look-through");
  }

  /// What a look finds that sees these releases only, and the bad commit in each.
  private Result found(Effect.LookThrough look, ReleaseId... releases) {
    var found = new TreeMap<Digest, Holding>();
    for (var it : releases) {
      var document = story.world.releases().find(it).orElseThrow().sealed().snapshotDocument();
      found.put(document, new Holding(new TreeSet<>(List.of(BAD)), new TreeSet<>()));
    }
    return new Result.LookedThrough(look.marks().weighed(), found);
  }

  @Test
  void a_lane_without_a_release_to_go_to_is_held_and_a_person_called() {
    var one = story.anchored("one").newest();

    story.obeyed(bad()).lookedThrough(BAD, one);

    var hold = story.world.schedule().holds().all().getFirst();
    assertEquals(Optional.of(one), story.serving());
    assertTrue(hold.reason().startsWith("a person is needed: "), hold.reason());
  }

  @Test
  void a_lane_with_nowhere_to_go_goes_once_what_stood_in_its_way_is_let_go() {
    var kept = new SourceCommit("config", Story.commitOf("safe"));
    var one = story.anchored("one").newest();
    var two = story.anchored("two").newest();
    story.obeyed(new MarkAsk.Keep(kept, "it protects")).foundKept(kept, two::equals);
    story.ends("lay", new Result.Refused(Story.BROKEN)).obeyed(bad());
    var look = look();
    var found = new TreeMap<Digest, Holding>();
    for (var document : look.documents()) found.put(document, Holding.NOTHING);
    var served = story.world.releases().find(two).orElseThrow().sealed().snapshotDocument();
    var holding = new Holding(new TreeSet<>(List.of(BAD)), new TreeSet<>(List.of(kept)));
    found.put(served, holding);
    story.ends(look.key(), new Result.LookedThrough(look.marks().weighed(), found));

    assertEquals(Optional.of(two), story.serving());
    assertEquals(1, story.world.schedule().holds().all().size());
    var reason = story.world.schedule().holds().all().getFirst().reason();
    assertTrue(reason.contains("without it that has all that is kept"), reason);
    story.lift();
    assertFalse(story.isHeld(), "a person was called once");
    story.obeyed(new MarkAsk.LetGo("config")).settled().judgedBack();

    assertEquals(Optional.of(one), story.serving());
  }

  @Test
  void a_release_on_its_way_with_a_bad_commit_is_withdrawn_before_main() {
    story.anchored("one");
    var two = story.sealed("two").ready().passed().newest();

    story.obeyed(bad()).lookedThrough(BAD, two).is(Phase.WITHDRAWING);
    story.settled().is(Phase.WITHDRAWN);
  }

  @Test
  void nothing_sets_out_that_was_not_looked_through() {
    story.anchored("one").obeyed(bad()).lookedThrough(BAD);
    var two = story.freezes().sealed("two").newest();

    assertTrue(story.world.rollouts().open("pretrain").stream().noneMatch(it -> it.isMoving()));
    story.lookedThrough(BAD);

    assertEquals(two, story.rollout().release());
  }

  @Test
  void a_release_with_a_bad_commit_never_sets_out_until_the_mark_is_taken_away() {
    story.anchored("one").sealed("two").obeyed(new Ask.Withdraw("pretrain")).settled();
    var two = story.newest();
    story.obeyed(bad()).lookedThrough(BAD, two);

    story.refused("release-holds-bad", new Ask.Deploy("pretrain", Optional.of(two)));
    story.obeyed(new MarkAsk.CallGood(BAD));

    story.obeyed(new Ask.Deploy("pretrain", Optional.of(two)));
    assertEquals(two, story.rollout().release());
  }

  @Test
  void going_back_to_what_is_bad_takes_an_override_and_is_let_be() {
    var one = story.anchored("one").newest();
    story.anchored("two");
    story.obeyed(bad()).lookedThrough(BAD, one);

    story.refused("release-holds-bad", back(one, false)).obeyed(back(one, true));
    story.settled().judgedBack();

    assertEquals(Optional.of(one), story.serving());
    assertTrue(story.world.rollouts().open("pretrain").isEmpty());
  }

  private static Ask.Rollback back(ReleaseId to, boolean override) {
    return new Ask.Rollback("pretrain", Optional.of(to), "a look", override);
  }

  @Test
  void a_look_that_fails_is_tried_again() {
    var one = story.anchored("one").newest();
    story.anchored("two").obeyed(bad());

    story.ends("look-through", new Result.Failed(new Refusal("lost", "Lost.", "Look.")));
    assertFalse(story.owes("look-through"));
    story.after(Duration.ofSeconds(1)).lookedThrough(BAD, story.newest());

    assertEquals(one, story.rollout().release());
  }
}
