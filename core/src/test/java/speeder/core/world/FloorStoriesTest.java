package speeder.core.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import speeder.core.rollout.Phase;
import speeder.core.snapshot.Overlay;
import speeder.core.source.SourceCommit;
import speeder.core.supervision.SupervisionFact.Answer;
import speeder.core.value.ReleaseId;

/// Commits that going back never loses.
class FloorStoriesTest {
  private static final SourceCommit KEPT = new SourceCommit("config", Story.commitOf("safe"));
  private static final MarkAsk.Keep KEEP = new MarkAsk.Keep(KEPT, "it protects");

  private final Story story = Story.farm();

  /// Two releases that main served, and a commit that neither has.
  private List<ReleaseId> kept() {
    var one = story.anchored("one").newest();
    var two = story.anchored("two").newest();
    story.obeyed(KEEP).foundKept(KEPT, _ -> false);
    return List.of(one, two);
  }

  /// What stands in for them, looked through.
  private Set<ReleaseId> standIns() {
    var twins = new TreeSet<ReleaseId>();
    while (story.owes("lay")) twins.add(story.standIn("code " + twins.size()));
    story.foundKept(KEPT, twins::contains).settled();
    return twins;
  }

  private Optional<ReleaseId> standsInFor(ReleaseId release) {
    return FloorRules.standIn(story.world, "pretrain", release);
  }

  private static Ask.Rollback back(ReleaseId to, boolean override) {
    return new Ask.Rollback("pretrain", Optional.of(to), "a look", override);
  }

  @Test
  void it_is_laid_over_what_the_lane_serves_and_what_it_may_go_back_to() {
    var releases = kept();
    var overlays =
        story.owedOf("lay").map(it -> ((Effect.Lay) it).overlay()).collect(Collectors.toSet());

    assertEquals(
        Set.copyOf(releases),
        overlays.stream()
            .flatMap(it -> it.origin().covered().stream())
            .collect(Collectors.toSet()));
    for (Overlay overlay : overlays) {
      assertEquals(KEPT.commit(), overlay.commits().get("config"));
    }
  }

  @Test
  void what_stands_in_is_sealed_without_a_gate_and_never_set_out_by_itself() {
    var releases = kept();
    var serving = story.serving();
    standIns();

    assertFalse(story.owes("gate"));
    assertEquals(serving, story.serving());
    assertTrue(story.world.releases().next("pretrain").isEmpty());
    for (var it : releases) assertTrue(standsInFor(it).isPresent(), it + " is covered");
    assertEquals(releases.getLast(), story.newest(), "the newest that is served");
  }

  @Test
  void going_back_takes_old_code_and_what_is_kept_and_builds_nothing() {
    var one = kept().getFirst();
    standIns();
    story.rollback();

    assertFalse(story.owes("build"), "nothing is built for it");
    story.settled().judgedBack();
    assertEquals(standsInFor(one), story.serving());
    assertEquals(List.of(standsInFor(one).orElseThrow()), story.world.rollouts().line("pretrain"));
  }

  @Test
  void what_stands_in_is_warm_before_anyone_goes_back() {
    var one = kept().getFirst();
    standIns();

    var slot = Story.slot("main", standsInFor(one).orElseThrow());
    assertTrue(story.world.slots().address(slot).isPresent(), "it is ready");
    story.rollback();
    assertFalse(story.owes("prepare"));
  }

  @Test
  void a_release_that_lacks_it_is_refused_naming_a_safe_one_unless_overridden() {
    var one = kept().getFirst();
    story.refused("release-loses-kept", back(one, false));
    standIns();

    var why = story.refusal("release-loses-kept", back(one, false));
    assertTrue(why.sentence().contains("config"), why.sentence());
    assertTrue(why.remedy().contains(standsInFor(one).orElseThrow().text()), why.remedy());
    story.refused("release-loses-kept", new Ask.Deploy("pretrain", Optional.of(one)));
    story.obeyed(back(one, true)).settled().judgedBack();
    assertEquals(Optional.of(one), story.serving());
  }

  @Test
  void a_verdict_never_loses_it_and_calls_a_person_where_nothing_stands_in() {
    story.anchored("one").obeyed(KEEP).foundKept(KEPT, _ -> false);
    story.ends("lay", new Result.Refused(Story.BROKEN));
    var two = story.sealed("two").foundKept(KEPT, it -> true).newest();
    story.ready().passed().passed().routed().judged(Answer.FAIL).settled();

    assertEquals(Optional.of(two), story.serving());
    story.is(Phase.STOPPED);
    assertTrue(
        story.world.schedule().holds().all().getFirst().reason().startsWith("a person is needed"));
  }

  @Test
  void what_stands_in_and_does_not_start_stands_in_for_nothing() {
    kept();
    var twins = new TreeSet<ReleaseId>();
    while (story.owes("lay")) twins.add(story.standIn("code " + twins.size()));
    story.foundKept(KEPT, twins::contains);
    while (story.owes("prepare")) story.ends("prepare", new Result.Refused(Story.BROKEN));
    story.settled();

    assertEquals(Optional.empty(), GoingBack.target(story.world, "pretrain"));
    assertFalse(story.owes("prepare"));
    story.refused("nothing-to-go-back-to", new Ask.Rollback("pretrain", Optional.empty()));
  }

  @Test
  void what_has_it_needs_nothing() {
    story.anchored("one").anchored("two").obeyed(KEEP).foundKept(KEPT, _ -> true);

    assertFalse(story.owes("lay"));
    story.rollback().settled().judgedBack();
  }

  @Test
  void what_is_let_go_may_be_lost() {
    var one = kept().getFirst();
    story.obeyed(new MarkAsk.LetGo("config"));

    story.obeyed(back(one, false)).settled().judgedBack();
    assertEquals(Optional.of(one), story.serving());
  }

  /// Main has what is kept; something stands in for what it served before.
  private void mainHasIt() {
    story.anchored("one");
    var two = story.anchored("two").newest();
    story.obeyed(KEEP).foundKept(KEPT, two::equals);
    standIns();
  }

  private boolean isAtRest() {
    return story.world.rollouts().open("pretrain").stream().noneMatch(it -> it.isMoving());
  }

  @Test
  void nothing_sets_out_that_lacks_it_and_what_waits_says_why() {
    mainHasIt();
    var three = story.sealed("three").foundKept(KEPT, _ -> false).newest();

    assertTrue(isAtRest());
    var why = Marked.next(story.world, "pretrain").orElseThrow();
    assertEquals("release-loses-kept", why.code());
    assertTrue(why.sentence().startsWith("Release " + three + " lacks config"), why.sentence());
    assertTrue(why.remedy().endsWith("speeder let-go config"), why.remedy());
    story.obeyed(new MarkAsk.LetGo("config"));

    assertEquals(Optional.empty(), Marked.next(story.world, "pretrain"));
    assertEquals(three, story.rollout().release());
  }

  @Test
  void what_was_sealed_before_sets_out_once_it_was_seen_to_have_it() {
    story.anchored("one").hold().sealed("two").obeyed(KEEP).lift();
    var two = story.newest();

    assertTrue(isAtRest());
    story.foundKept(KEPT, _ -> true);
    assertEquals(two, story.rollout().release());
  }

  @Test
  void what_main_lacks_is_not_lost_with_what_lacks_it_too() {
    kept();
    standIns();
    var three = story.sealed("three").foundKept(KEPT, _ -> false).newest();

    assertEquals(three, story.rollout().release());
  }

  @Test
  void what_lacks_it_gives_way_to_what_was_frozen_since() {
    mainHasIt();
    story.sealed("three").foundKept(KEPT, _ -> false);
    var four = story.sealed("four").foundKept(KEPT, _ -> true).newest();

    assertEquals(four, story.rollout().release());
  }

  @Test
  void configuration_that_lacks_it_lets_code_go_first() {
    var fast = Story.farm(Farms.fast("here"));
    var one = fast.configures("first").anchored("one").freezes().newest();
    fast.hold().configures("second").laidOver("one").configurationSealed();
    fast.sealed("two");
    var two = fast.newest();
    fast.obeyed(KEEP).foundKept(KEPT, Set.of(one, two)::contains).lift();

    assertEquals(two, fast.rollout().release());
  }

  @Test
  void what_is_on_its_way_and_would_take_it_from_main_is_withdrawn() {
    var one = story.anchored("one").newest();
    story.sealed("two").ready().passed();
    story.obeyed(KEEP).foundKept(KEPT, one::equals).is(Phase.WITHDRAWING);

    story.settled().is(Phase.WITHDRAWN);
    assertEquals(Optional.of(one), story.serving());
  }

  @Test
  void what_is_kept_cannot_be_called_bad() {
    story.obeyed(KEEP);
    var bad = new MarkAsk.CallBad(KEPT, Optional.empty(), "it breaks", Optional.empty());

    var why = story.refusal("commit-kept", bad);
    assertTrue(why.remedy().contains("speeder let-go config"), why.remedy());
    story.obeyed(new MarkAsk.LetGo("config")).obeyed(bad);
  }

  @Test
  void keeping_wants_a_reason_and_a_commit_that_is_not_bad() {
    story
        .refused("reason-missing", new MarkAsk.Keep(KEPT, " "))
        .refused("nothing-kept", new MarkAsk.LetGo("config"))
        .obeyed(new MarkAsk.CallBad(KEPT, Optional.empty(), "it breaks", Optional.empty()))
        .refused("commit-bad", KEEP);
  }
}
