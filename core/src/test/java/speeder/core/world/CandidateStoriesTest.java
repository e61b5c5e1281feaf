package speeder.core.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static speeder.core.candidate.CandidateState.BUILT;
import static speeder.core.candidate.CandidateState.DROPPED;
import static speeder.core.candidate.CandidateState.FROZEN;
import static speeder.core.candidate.CandidateState.OPEN;
import static speeder.core.candidate.CandidateState.SEALED;
import static speeder.core.candidate.CandidateState.SHUT;
import static speeder.core.candidate.CandidateState.WAITING;
import static speeder.core.world.Story.BROKEN;
import static speeder.core.world.Story.farm;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CandidateStoriesTest {
  private static final Ask WAIVE = new Ask.Waive("pretrain", "known");
  private static final Ask EVIDENCE = new Ask.FileEvidence("pretrain");
  private static final Ask AGAIN = new Ask.Deploy("pretrain", Optional.empty());

  @Test
  void image_and_gate_are_asked_for_side_by_side() {
    var story = farm().commit("one").freezes().is(FROZEN);
    assertTrue(story.owes("build") && story.owes("gate"));
  }

  @Test
  void it_is_sealed_when_image_and_open_gate_are_there_in_either_order() {
    farm().commit("one").freezes().builds().is(BUILT).gate(true).is(SEALED);
    farm().commit("one").freezes().gate(true).is(OPEN).builds().is(SEALED);
  }

  @Test
  void a_shut_gate_keeps_it_waiting_for_a_waiver() {
    farm().commit("one").freezes().builds().gate(false).is(WAITING).obeyed(WAIVE).is(SEALED);
    farm().commit("one").freezes().gate(false).is(SHUT).builds().is(WAITING);
  }

  @Test
  void it_can_be_waived_at_any_time_before_it_is_sealed() {
    farm().commit("one").freezes().obeyed(WAIVE).is(OPEN).builds().is(SEALED);
    farm().commit("one").freezes().builds().obeyed(WAIVE).is(SEALED);
    farm().commit("one").freezes().gate(false).obeyed(WAIVE).is(OPEN).builds().is(SEALED);
    farm().sealed("one").refused("no-candidate-waits", WAIVE);
  }

  @Test
  void new_evidence_asks_the_gate_anew() {
    var waiting = farm().commit("one").freezes().builds().gate(false).obeyed(EVIDENCE);
    waiting.is(BUILT).gate(true).is(SEALED);
    farm().commit("one").freezes().gate(false).obeyed(EVIDENCE).is(FROZEN).gate(true).is(OPEN);
  }

  @Test
  void evidence_that_comes_while_the_gate_is_asked_is_not_overlooked() {
    var story = farm().commit("one").freezes();
    var before = story.owed("gate").key();
    story.obeyed(EVIDENCE).is(FROZEN);
    assertNotEquals(before, story.owed("gate").key());
    story.builds().obeyed(EVIDENCE).is(BUILT).gate(true).is(SEALED);
  }

  @Test
  void a_build_that_is_refused_drops_it() {
    var refused = new Result.Refused(BROKEN);
    farm().commit("one").freezes().ends("build", refused).is(DROPPED);
    farm().commit("one").freezes().gate(true).ends("build", refused).is(DROPPED);
    farm().commit("one").freezes().gate(false).ends("build", refused).is(DROPPED);
  }

  @Test
  void a_build_that_fails_is_tried_three_times() {
    var story = farm().commit("one").freezes();
    for (int tries = 1; tries < 3; tries++) {
      story.ends("build", new Result.Failed(BROKEN));
      assertFalse(story.owes("build"));
      story.after(Duration.ofMinutes(1));
    }
    story.ends("build", new Result.Unknown(BROKEN)).is(DROPPED);
    assertTrue(story.world.schedule().delays().isEmpty(), "no wait outlives what it is for");
  }

  @Test
  void a_person_who_deploys_anew_sets_a_newer_one_in_its_place() {
    for (var way : new String[] {"", "b", "o", "s", "sb"}) {
      var story = farm().commit("one").freezes();
      if (way.contains("o")) story.gate(true);
      if (way.contains("s")) story.gate(false);
      if (way.contains("b")) story.builds();
      var old = story.candidate().id();
      story.obeyed(AGAIN).freezes().is(FROZEN);
      assertEquals(DROPPED, story.world.candidates().find(old).orElseThrow().state());
      assertTrue(story.candidate().id() > old);
    }
  }

  @Test
  void changes_that_come_faster_than_builds_do_not_starve_the_lane() {
    var story = farm().commit("one").freezes().commit("two").commit("three").is(FROZEN);
    assertFalse(story.owes("freeze"), "the candidate on its way is let finish");
    story.gate(true).commit("four").builds().is(SEALED);
    assertTrue(story.owes("freeze"), "then the newest heads are frozen");
    story.freezes().builds().gate(true).is(SEALED);
  }

  @Test
  void a_candidate_that_cannot_go_on_gives_way_to_the_change_that_may_mend_it() {
    var shut = farm().commit("one").freezes().builds().gate(false).commit("two").freezes();
    shut.is(FROZEN).builds().gate(true).is(SEALED);
    var failing = farm().commit("one").freezes().ends("gate", new Result.Failed(BROKEN));
    failing.commit("two").freezes().is(FROZEN).builds().gate(true).is(SEALED);
  }

  @Test
  void a_freeze_that_waits_is_tried_again_at_the_next_change() {
    var story = farm().commit("one").ends("freeze", new Result.Failed(BROKEN));
    assertFalse(story.owes("freeze"));
    story.commit("two").freezes().is(FROZEN);
  }

  @Test
  void a_freeze_that_is_refused_waits_for_a_change_or_a_person() {
    var story = farm().commit("one").ends("freeze", new Result.Refused(BROKEN));
    assertFalse(story.after(Duration.ofHours(1)).owes("freeze"));
    assertTrue(story.obeyed(AGAIN).owes("freeze"));
  }

  @Test
  void the_same_commits_set_out_again_only_when_a_person_asks() {
    var story = farm().served("one");
    var first = story.newest();
    story.commit("one");
    assertFalse(story.owes("freeze"));
    story.obeyed(AGAIN).freezes().builds().gate(true);
    assertNotEquals(first, story.newest());
  }

  @Test
  void a_release_is_sealed_by_the_manifest_its_candidate_was_opened_under() {
    var story = farm().commit("one").freezes();
    var opened = story.world.farm().manifest().orElseThrow();
    story.adopt(Farms.pretrain("here", "there")).builds().gate(true);
    var sealed = story.world.releases().find(story.newest()).orElseThrow().sealed();
    assertEquals(opened, sealed.manifest());
  }

  @Test
  void of_releases_that_wait_the_newest_is_taken() {
    var story = farm().sealed("one").hold().sealed("two").sealed("three");
    var newest = story.newest();
    assertEquals(Optional.of(newest), story.world.releases().next("pretrain"));
  }
}
