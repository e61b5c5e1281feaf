package speeder.core.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import speeder.core.farm.LockRules;
import speeder.core.farm.Policies;
import speeder.core.farm.Policies.Role;
import speeder.core.farm.Triggers;
import speeder.core.rollout.Phase;
import speeder.core.schedule.Motion;
import speeder.core.schedule.Reach;
import speeder.core.supervision.SupervisionFact.Answer;
import speeder.core.value.Kind;
import speeder.core.value.Refusal;
import speeder.core.value.ReleaseId;

/// Configuration on a path of its own.
class PathStoriesTest {
  private final Story story = Story.farm(Farms.fast("here"));

  private Effect.Lay lay() {
    return (Effect.Lay) story.owed("lay");
  }

  /// Code and configuration that main serves, its window over.
  private ReleaseId served() {
    return story.configures("first").anchored("one").freezes().serving().orElseThrow();
  }

  private Story configured(String name, String over) {
    return story.configures(name).laidOver(over).configurationSealed().ready().passed().settled();
  }

  @Test
  void a_commit_of_configuration_is_laid_over_what_the_lane_serves() {
    var one = served();
    story.configures("second");

    assertEquals(Optional.of(one), lay().overlay().origin().on());
    assertEquals(
        story.world.releases().find(one).orElseThrow().sealed().snapshotDocument(),
        lay().overlay().base());
    assertEquals(Story.commitOf("second"), lay().overlay().commits().get("config"));
    assertFalse(story.owes("freeze"), "no heads are frozen for it");
  }

  @Test
  void before_anything_is_served_configuration_comes_with_the_heads() {
    story.configures("first");

    assertFalse(story.owes("lay"));
    assertTrue(story.owes("freeze"));
  }

  @Test
  void it_is_judged_at_the_stages_of_its_path_and_the_others_get_it_with_main() {
    served();
    story.configures("second").laidOver("one").configurationSealed().ready();

    assertEquals(Motion.CONFIGURATION, story.rollout().motion());
    assertEquals(List.of("debug", "canary"), story.rollout().plan().along());
    var release = story.rollout().release();
    story.passed().settled();

    for (var stage : List.of("debug", "canary", "main")) {
      assertEquals(Optional.of(release), story.at(stage), stage);
    }
    story.is(Phase.WATCHING);
  }

  @Test
  void it_goes_before_code_that_waits_and_that_code_is_frozen_anew() {
    var one = served();
    story.hold().sealed("two");
    var two = story.newest();
    story.configures("second").laidOver("one").configurationSealed();
    story.lift().ready().passed().settled();

    var configured = story.serving().orElseThrow();
    assertEquals(Kind.CONFIGURATION, kind(configured));
    assertEquals(
        Optional.of(one),
        story.world.releases().find(configured).orElseThrow().sealed().origin().on());
    assertTrue(story.world.releases().next("pretrain").isEmpty(), two + " gave way");
    story.freezes().builds().gate(true);

    assertEquals(Motion.FORWARD, story.rollout().motion());
    assertEquals(
        Story.commitOf("second"),
        story
            .world
            .releases()
            .find(story.rollout().release())
            .orElseThrow()
            .sealed()
            .configuration()
            .get("config"));
  }

  private Kind kind(ReleaseId release) {
    return story.world.releases().find(release).orElseThrow().sealed().origin().kind();
  }

  @Test
  void code_on_its_way_to_its_image_is_frozen_anew_once_configuration_is_served() {
    served();
    story.commit("two").freezes();
    configured("second", "one");

    assertTrue(story.owes("freeze"));
    story.freezes();
    assertEquals(
        Story.commitOf("second"), story.candidate().opened().configuration().get("config"));
  }

  @Test
  void heads_that_were_read_before_it_and_told_after_it_give_way() {
    served();
    story.commit("two");
    var freeze = story.owed("freeze").key();
    var read = story.readNow();
    configured("second", "one");
    story.ends(freeze, read).builds().gate(true);

    assertTrue(story.world.releases().next("pretrain").isEmpty(), "it has the first configuration");
    assertTrue(story.owes("freeze"));
  }

  @Test
  void code_that_moves_is_let_go_on_and_configuration_is_laid_over_it() {
    served();
    story.sealed("two").ready();
    story.configures("second");

    assertFalse(story.owes("lay"));
    story.passed().passed().passed().settled();

    assertEquals(story.serving(), lay().overlay().origin().on());
    story.laidOver("two").configurationSealed().ready().passed();
    assertEquals(Kind.CONFIGURATION, kind(story.serving().orElseThrow()));
  }

  @Test
  void what_was_laid_over_a_release_that_is_no_longer_served_gives_way() {
    served();
    story.configures("second").sealed("two").ready().passed().passed();
    story.laidOver("one").configurationSealed();
    story.passed().settled();

    assertTrue(story.world.releases().next("pretrain").isEmpty());
    assertEquals(Kind.CODE, kind(story.serving().orElseThrow()));
  }

  @Test
  void code_frozen_with_the_configuration_needs_no_path_beside_it() {
    served();
    story.sealed("two").ready();
    story.configures("second").passed().passed();
    story.commit("three");
    story.passed().settled();
    story.laidOver("two").configurationSealed().ready().passed();

    assertTrue(story.owes("freeze"), "code that came since");
    story.freezes().builds().gate(true).ready().passed().passed().passed();
    assertFalse(story.owes("lay"), "three was frozen with it");
  }

  @Test
  void what_failed_is_not_tried_again_until_the_branch_moves() {
    var one = served();
    story.configures("second").laidOver("one").configurationSealed().ready().routed();
    story.judged(Answer.FAIL).settled().judgedBack();

    assertEquals(Optional.of(one), story.serving());
    story.lift();
    assertFalse(story.owes("lay"));
    story.configures("third");
    assertTrue(story.owes("lay"));
  }

  @Test
  void what_is_refused_says_why_and_is_asked_again_over_the_next_release() {
    served();
    var why = new Refusal("needs-newer-code", "ext/Cite is too old.", "Deploy it first.");
    story.configures("second").ends("lay", new Result.Refused(why));

    assertEquals(
        Optional.of(why), story.world.overlays().served("pretrain").orElseThrow().refused());
    assertFalse(story.owes("lay"));
    story.sealed("two").ready().passed().passed().passed();
    assertFalse(story.owes("lay"), "two was frozen with it");
  }

  @Test
  void configuration_that_held_back_code_may_wait_for_lets_the_heads_be_frozen_again() {
    served();
    var held = (Result.SnapshotFrozen) story.readNow();
    story
        .commit("two")
        .ends(
            "freeze",
            new Result.SnapshotFrozen(
                held.snapshot(), held.document(), List.of("core"), 0, held.configuration()));
    assertFalse(story.owes("freeze"));

    story.configures("second");
    assertTrue(story.owes("lay"), "it takes its own path all the same");
    story.freezes();
    assertEquals(List.of(), story.world.freezes().of("pretrain").heldBack());
    story.configures("third");
    assertFalse(story.owes("freeze"), "nothing waits any more");
  }

  @Test
  void what_is_held_back_does_not_go_back_behind_configuration_that_was_laid_since() {
    served();
    story.commit("two");
    assertEquals(Optional.empty(), freeze().laid());
    story.freezes().builds().gate(true).ready().passed().passed().passed().settled();
    configured("second", "two");
    story.commit("three");

    var serving = story.world.releases().find(story.serving().orElseThrow()).orElseThrow();
    assertEquals(Kind.CONFIGURATION, serving.sealed().origin().kind());
    assertEquals(Optional.of(serving.sealed().snapshotDocument()), freeze().laid());
  }

  private Effect.Freeze freeze() {
    return (Effect.Freeze) story.owed("freeze");
  }

  @Test
  void a_source_that_a_person_holds_waits_for_the_person() {
    served();
    story.obeyed(new ScheduleAsk.Hold(Reach.source("core"), "a look", false, Optional.empty()));
    var held = (Result.SnapshotFrozen) story.readNow();
    var result =
        new Result.SnapshotFrozen(
            held.snapshot(), held.document(), List.of("core"), 0, held.configuration());
    story.commit("two").ends("freeze", result).ends("freeze", result);
    story.configures("second");
    assertFalse(story.owes("freeze"));

    story.obeyed(new ScheduleAsk.Lift(Reach.source("core")));
    assertTrue(story.owes("freeze"), "what was held is taken");
  }

  @Test
  void a_hold_and_a_look_that_fails_wait() {
    served();
    story.configures("second").ends("lay", new Result.Failed(Story.BROKEN));
    assertFalse(story.owes("lay"));
    story.after(Duration.ofSeconds(1)).hold().laidOver("one").configurationSealed();

    assertTrue(story.world.rollouts().open("pretrain").isEmpty());
    story.lift();
    assertEquals(Motion.CONFIGURATION, story.rollout().motion());
  }

  @Test
  void a_pin_of_configuration_is_laid_over_too_and_goes_back_to_the_head() {
    served();
    story.obeyed(
        new MarkAsk.Pin(
            "config", Optional.of(Story.commitOf("other")), "a look", Optional.empty()));

    assertEquals(Story.commitOf("other"), lay().overlay().commits().get("config"));
  }

  @Test
  void a_person_may_want_it_where_the_lane_sets_out_by_hand_or_it_failed() {
    served();
    story.obeyed(new ScheduleAsk.Cadence("pretrain", Optional.of(Triggers.BY_HAND)));
    story.configures("second");
    assertFalse(story.owes("lay"), "nobody asked");

    story.obeyed(new Ask.Configure("pretrain"));
    story.refused("on-its-way", new Ask.Configure("pretrain"));
    story.laidOver("one").configurationSealed().ready().routed();
    assertEquals(Motion.CONFIGURATION, story.rollout().motion());
    story.judged(Answer.FAIL).settled().judgedBack().lift();
    story.obeyed(new Ask.Configure("pretrain"));
    assertTrue(story.owes("lay"), "once more");
  }

  @Test
  void nobody_is_told_that_configuration_goes_where_it_cannot() {
    story.refused("nothing-served-yet", new Ask.Configure("pretrain"));
    served();
    story.refused("configuration-served", new Ask.Configure("pretrain"));
    story.hold().refused("lane-held", new Ask.Configure("pretrain"));
    Story.farm(Farms.pretrain("here")).refused("no-path", new Ask.Configure("pretrain"));
  }

  @Test
  void who_may_lay_configuration_need_not_be_let_deploy() {
    var may = new Role("site", List.of("SITE"), List.of("configure"), List.of("pretrain"));
    story.adopt(
        new Policies(List.of(may), List.of(), LockRules.USUAL, List.of()), Farms.fast("here"));
    served();
    story.lets("sue", "SITE");
    story.obeyed(new ScheduleAsk.Cadence("pretrain", Optional.of(Triggers.BY_HAND)));
    story.configures("second");
    assertInstanceOf(
        Reply.Refused.class, story.askedBy("sue", new Ask.Deploy("pretrain", Optional.empty())));
    assertInstanceOf(Reply.Accepted.class, story.askedBy("sue", new Ask.Configure("pretrain")));
  }
}
