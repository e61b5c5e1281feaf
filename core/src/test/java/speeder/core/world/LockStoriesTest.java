package speeder.core.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static speeder.core.rollout.Phase.EXPOSING;
import static speeder.core.rollout.Phase.HALTED;
import static speeder.core.rollout.Phase.JUDGING;
import static speeder.core.rollout.Phase.PREPARING;
import static speeder.core.rollout.Phase.WATCHING;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import speeder.core.farm.External;
import speeder.core.farm.Lane;
import speeder.core.farm.LockRules;
import speeder.core.lock.Claim;
import speeder.core.lock.Ended.How;
import speeder.core.lock.Estimate;
import speeder.core.lock.LockFact;
import speeder.core.lock.Locks;
import speeder.core.lock.Sight;
import speeder.core.lock.Use;
import speeder.core.supervision.SupervisionFact.Answer;

/// Locks of others and of rollouts: who holds, who waits, who steps aside.
class LockStoriesTest {
  private static final Duration LEASE = Duration.ofMinutes(1);
  private static final External BY_FILE =
      new External(List.of("/run/lock/deploy"), List.of(), Optional.empty(), true);

  // Who goes first.

  @Test
  void a_free_lock_is_granted_at_once_and_its_number_is_the_offset_of_the_grant() {
    var story = farm();
    long lock = acquire(story, "train", "train");
    var claim = story.world.locks().find(lock).orElseThrow();
    long number = claim.grant().orElseThrow().number();
    assertEquals(new Fact.OfLock(new LockFact.Granted(lock)), story.facts.get((int) number - 1));
    assertEquals(Optional.of(claim), story.world.locks().find(number), "known by both names");
  }

  @Test
  void a_second_one_waits_until_the_first_is_released() {
    var story = farm();
    long first = acquire(story, "train", "train");
    long second = acquire(story, "train", "backport");
    assertFalse(isHeld(story, second));
    story.obeyed(new LockAsk.LetGo(first));
    assertTrue(isHeld(story, second));
    assertTrue(number(story, second) > first, "numbers rise");
  }

  @Test
  void targets_apart_do_not_conflict_and_all_of_them_conflicts_with_each() {
    var story = farm();
    long here = acquire(story, "train", "eqiad", "train", 200);
    long there = acquire(story, "train", "codfw", "train", 200);
    long all = acquire(story, "train", Claim.ALL, "train", 200);
    assertTrue(isHeld(story, here) && isHeld(story, there));
    assertFalse(isHeld(story, all));
    long more = acquire(story, "train", "eqiad", "train", 200);
    story.obeyed(new LockAsk.LetGo(here));
    assertFalse(isHeld(story, more), "nobody slips past one that waits for all");
    story.obeyed(new LockAsk.LetGo(there));
    assertTrue(isHeld(story, all));
  }

  @Test
  void who_is_more_urgent_goes_first_and_equals_in_the_order_in_which_they_asked() {
    var story = farm();
    long holds = acquire(story, "train", "train");
    long train = acquire(story, "train", "train");
    long later = acquire(story, "train", "train");
    long security = acquire(story, "train", "security");
    assertEquals(List.of(security, train, later), waiting(story));
    story.obeyed(new LockAsk.LetGo(holds));
    assertTrue(isHeld(story, security));
  }

  @Test
  void nobody_is_overtaken_by_who_asks_later_than_the_head_start_of_its_priority() {
    var story = farm();
    acquire(story, "train", "train");
    long waits = acquire(story, "train", Claim.ALL, "train", 100);
    story.now = story.now.plus(Claim.HEAD_START.multipliedBy(300)).plusMillis(1);
    acquire(story, "train", Claim.ALL, "security", 400);
    assertEquals(waits, waiting(story).getFirst());
    acquire(story, "train", Claim.ALL, "security", 401);
    assertEquals(waits, waiting(story).get(1), "one point more, and it is overtaken");
  }

  @Test
  void what_gives_way_goes_last_however_long_it_has_waited() {
    var story = farm();
    long holds = acquire(story, "train", "security");
    long pretrain = acquire(story, "train", Claim.ALL, "pretrain", LockRules.PRIORITY_MAX);
    story.after(Duration.ofDays(300));
    long train = acquire(story, "train", "train");
    assertEquals(List.of(train, pretrain), waiting(story));
    story.obeyed(new LockAsk.LetGo(holds)).obeyed(new LockAsk.LetGo(train));
    assertTrue(isHeld(story, pretrain));
  }

  // How it ends.

  @Test
  void a_lapsed_lease_makes_room_and_whoever_had_it_hears_so() {
    var story = farm();
    long silent = acquire(story, "train", "train");
    long next = acquire(story, "train", "train");
    assertEquals(LEASE, leases(story).get(silent));
    story.tell(new Input.LeasesLapsed(new TreeSet<>(List.of(silent))));
    assertTrue(isHeld(story, next));
    assertEquals(How.LAPSED, story.world.locks().findEnded(silent).orElseThrow().how());
    story.refused("lock-gone", new LockAsk.LetGo(silent));
  }

  @Test
  void one_who_waits_may_go_and_one_who_is_silent_while_it_waits_is_forgotten() {
    var story = farm();
    acquire(story, "train", "train");
    long goes = acquire(story, "train", "train");
    long silent = acquire(story, "train", "train");
    story.obeyed(new LockAsk.LetGo(goes));
    story.tell(new Input.LeasesLapsed(new TreeSet<>(List.of(silent))));
    assertEquals(List.of(), waiting(story));
    assertEquals(How.CANCELLED, story.world.locks().findEnded(goes).orElseThrow().how());
  }

  @Test
  void two_people_break_a_lock_with_a_reason_and_only_its_owner_gives_it_back() {
    var story = farm();
    long lock = acquire(story, "train", "train");
    story.lets("another", "tester");
    story.refused("lock-of-another", "another", new LockAsk.LetGo(lock));
    story.refused("role-missing", "another", new LockAsk.Break(lock, "mine"));
    story.refused("reason-missing", new LockAsk.Break(lock, " "));
    story.lets("dora", "deployer").lets("dan", "deployer");
    story.agreed("dora", new LockAsk.Break(lock, "its host burnt down"), "dan");
    assertEquals(
        "broken by dora: its host burnt down",
        story.world.locks().findEnded(lock).orElseThrow().why());
    story.refused("no-such-lock", new LockAsk.Break(9_999, "gone"));
  }

  @Test
  void what_cannot_be_is_refused_with_what_can() {
    var story = farm();
    story.refused("no-such-lane", acquiring("trian", Claim.ALL, "train", 1, LEASE));
    story.refused("no-such-target", acquiring("pretrain", "nowhere", "train", 1, LEASE));
    story.refused("no-such-work", acquiring("train", Claim.ALL, "trian", 1, LEASE));
    story.refused("priority-out-of-range", acquiring("train", Claim.ALL, "train", 1_001, LEASE));
    story.refused(
        "lease-out-of-range", acquiring("train", Claim.ALL, "train", 1, Duration.ofMillis(999)));
    for (int each = 0; each < Locks.OPEN_MAX; each++) acquire(story, "train", "train");
    story.refused("too-many-locks", acquiring("train", Claim.ALL, "train", 1, LEASE));
  }

  // Rollouts hold locks, too.

  @Test
  void a_rollout_holds_its_lanes_lock_while_it_moves_and_gives_it_back_at_rest() {
    var story = farm().sealed("one");
    assertTrue(own(story).isPresent());
    story.ready().passed().passed();
    assertEquals(Use.FORWARD, own(story).orElseThrow().asked().use());
    story.passed().is(WATCHING);
    assertEquals(Optional.empty(), own(story));
  }

  @Test
  void a_rollout_waits_for_the_lock_that_another_holds_and_then_begins() {
    var story = farm();
    long lock = acquire(story, "pretrain", "pretrain");
    story.sealed("one");
    assertEquals(List.of(), story.world.rollouts().open());
    assertFalse(own(story).orElseThrow().isHeld());
    story.obeyed(new LockAsk.LetGo(lock)).is(PREPARING);
    assertTrue(own(story).orElseThrow().isHeld());
  }

  @Test
  void whoever_wants_the_lane_waits_for_its_rollout() {
    var story = farm().sealed("one").ready();
    long lock = acquire(story, "pretrain", "pretrain");
    assertFalse(isHeld(story, lock));
    story.passed().passed().passed().is(WATCHING);
    assertTrue(isHeld(story, lock));
  }

  @Test
  void a_rollout_steps_aside_for_work_that_it_gives_way_to_and_goes_on_after_it() {
    var story = farm().sealed("one").ready().routed().is(JUDGING);
    long train = acquire(story, "train", "train");
    story.is(HALTED);
    assertTrue(isHeld(story, train), "at once: nothing of it moves");
    story.after(Duration.ofHours(1)).is(HALTED).obeyed(new LockAsk.LetGo(train)).is(JUDGING);
    assertTrue(own(story).orElseThrow().isHeld());
    story.judged(Answer.PASS).is(EXPOSING);
  }

  @Test
  void a_table_on_its_way_is_taken_back_before_the_lock_changes_hands() {
    var story = farm().sealed("one").ready().is(EXPOSING);
    long train = acquire(story, "train", "train");
    story.is(HALTED);
    assertFalse(isHeld(story, train), "the table could still come into force");
    assertEquals(Optional.empty(), story.at("debug"));
    story.routed();
    assertTrue(isHeld(story, train));
    story.obeyed(new LockAsk.LetGo(train)).is(EXPOSING);
    assertEquals(Optional.of(story.newest()), story.at("debug"));
  }

  @Test
  void whoever_does_not_step_aside_in_time_has_an_outdated_number() {
    var story = farm();
    long pretrain = acquire(story, "pretrain", "pretrain");
    long train = acquire(story, "train", "train");
    assertFalse(isHeld(story, train));
    assertEquals(Optional.of(story.now.plus(LockRules.GRACE)), story.world.wake(story.now));
    story.after(LockRules.GRACE);
    assertTrue(isHeld(story, train));
    assertEquals(How.OUTDATED, story.world.locks().findEnded(pretrain).orElseThrow().how());
    assertEquals(Optional.empty(), story.world.wake(story.now));
  }

  @Test
  void nobody_is_outdated_for_one_who_no_longer_waits() {
    var story = farm();
    long pretrain = acquire(story, "pretrain", "pretrain");
    long train = acquire(story, "train", "train");
    story.obeyed(new LockAsk.LetGo(train)).after(LockRules.GRACE);
    assertTrue(isHeld(story, pretrain));
    assertEquals(Optional.empty(), story.world.wake(story.now));
  }

  @Test
  void a_rollout_steps_aside_for_who_is_more_urgent_on_its_own_lane() {
    var story = farm().sealed("one").ready().routed().is(JUDGING);
    long equal = acquire(story, "pretrain", "pretrain");
    story.is(JUDGING);
    long urgent = acquire(story, "pretrain", Claim.ALL, "pretrain", 101);
    story.is(HALTED);
    assertTrue(isHeld(story, urgent));
    assertFalse(isHeld(story, equal));
    story.obeyed(new LockAsk.LetGo(urgent));
    assertTrue(isHeld(story, equal), "it asked before the rollout asked again");
    story.obeyed(new LockAsk.LetGo(equal)).is(JUDGING);
  }

  @Test
  void a_held_rollout_leaves_its_lock_to_others() {
    var story = farm().sealed("one").ready().routed().hold().is(HALTED);
    long lock = acquire(story, "pretrain", "pretrain");
    assertTrue(isHeld(story, lock));
    story.lift().is(HALTED).obeyed(new LockAsk.LetGo(lock)).is(JUDGING);
  }

  @Test
  void going_back_takes_the_lock_away_and_gives_it_back_when_it_has_arrived() {
    var story = farm().served("one").served("two");
    long lock = acquire(story, "pretrain", "pretrain");
    story.rollback();
    assertEquals(How.OUTDATED, story.world.locks().findEnded(lock).orElseThrow().how());
    assertEquals(Use.BACK, own(story).orElseThrow().asked().use());
    assertTrue(own(story).orElseThrow().isHeld());
    story.refused("lock-gone", new LockAsk.LetGo(lock));
    long next = acquire(story, "pretrain", "security");
    assertFalse(isHeld(story, next), "even the most urgent waits until it has arrived");
    story.routed().judged(Answer.PASS);
    assertEquals(Optional.empty(), own(story));
    assertTrue(isHeld(story, next));
  }

  @Test
  void going_back_waits_for_no_other_lanes_work_and_leaves_it_its_lock() {
    var story = farm().served("one").served("two");
    long train = acquire(story, "train", "train");
    var first = story.world.rollouts().before("pretrain").getFirst();
    story.rollback().routed();
    assertEquals(Optional.of(first), story.serving());
    assertTrue(isHeld(story, train));
  }

  @Test
  void what_sets_out_after_a_going_back_asks_for_the_lock_anew() {
    var story = farm().served("one").served("two").rollback().sealed("three").lift();
    long train = acquire(story, "train", "train");
    story.routed().judged(Answer.PASS);
    assertTrue(isHeld(story, train));
    assertEquals(Use.FORWARD, own(story).orElseThrow().asked().use());
    assertEquals(List.of(), story.world.rollouts().open(), "it waits for train");
    story.obeyed(new LockAsk.LetGo(train)).is(PREPARING);
  }

  @Test
  void a_rollouts_lock_is_no_persons_to_give_back_or_to_break() {
    var story = farm().sealed("one");
    long lock = own(story).orElseThrow().lock();
    story.refused("lock-of-speeder", new LockAsk.LetGo(lock));
    story.refused("lock-of-speeder", new LockAsk.Break(lock, "mine now"));
  }

  @Test
  void a_deploy_is_taken_while_another_holds_the_lock_and_waits_for_it() {
    var story = farm();
    long lock = acquire(story, "pretrain", "pretrain");
    story.commit("one").freezes().builds().gate(true);
    story.obeyed(new Ask.Deploy("pretrain", Optional.of(story.newest())));
    assertEquals(List.of(), story.world.rollouts().open());
    story.obeyed(new LockAsk.LetGo(lock)).is(PREPARING);
  }

  @Test
  void two_lanes_of_ours_keep_to_the_same_rules() {
    var train = Farms.lane("train", 3, Farms.THREE, "here");
    var story = ruled(LockRules.USUAL, Farms.pretrain("here"), train);
    story.commit("one").freezes("train").builds("train").gates("train");
    assertTrue(story.world.locks().own("train").orElseThrow().isHeld());
    story.freezes("pretrain").builds("pretrain").gates("pretrain");
    assertEquals(1, story.world.rollouts().open().size(), "pretrain waits for train");
  }

  // How it is told.

  @Test
  void a_lock_has_one_number_and_is_its_principals_with_whom_it_says_to_ask_for() {
    var story = farm().lets("tess", "tester").lets("dora", "deployer").lets("dan", "deployer");
    var tess = Story.actor("tess").onBehalfOf("alice");
    long lock = story.world.offset() + 1;
    story.askedBy(tess, acquiring("train", Claim.ALL, "train", 200, LEASE));
    long waits = acquire(story, "train", "train");
    var why = story.world.contest().blocker(claim(story, waits)).orElseThrow().why();
    assertEquals("tess for alice holds train", why);
    for (long name : List.of(lock, number(story, lock))) {
      var refusal = story.refused("lock-of-another", "dora", new LockAsk.LetGo(name));
      assertEquals("Lock %d belongs to tess for alice.".formatted(lock), refusal.sentence());
    }
  }

  @Test
  void a_lock_stops_a_lane_since_it_is_in_the_way() {
    var story = farm();
    long lock = acquire(story, "pretrain", "pretrain");
    story.commit("one").freezes().builds().gate(true);
    var stop = Locking.stop(story.world, "pretrain").orElseThrow();
    assertEquals(number(story, lock), stop.since());
    var outside = observed();
    outside.tell(new Input.OutsideSeen("train", Sight.moves("deployer", "backport")));
    long seen = outside.world.offset();
    outside.commit("one").freezes().builds().gate(true);
    assertEquals(seen, Locking.stop(outside.world, "pretrain").orElseThrow().since());
  }

  // Lanes of others.

  @Test
  void a_lane_of_others_that_moves_is_stepped_aside_for() {
    var story = observed();
    story.tell(new Input.OutsideSeen("train", Sight.still(Optional.of("wmf.7"))));
    story.sealed("one").ready().routed().is(JUDGING);
    story.tell(new Input.OutsideSeen("train", Sight.moves("deployer", "backport"))).is(HALTED);
    assertEquals("train moves", Stops.of(story.world, story.rollout()).get().why());
    story.tell(new Input.OutsideSeen("train", Sight.still(Optional.of("wmf.7")))).is(JUDGING);
  }

  @Test
  void one_that_cannot_be_seen_counts_as_moving_unless_the_manifest_says_otherwise() {
    var story = observed().sealed("one");
    assertEquals(List.of(), story.world.rollouts().open(), "not looked yet");
    story.tell(new Input.OutsideSeen("train", Sight.unknown("no such file")));
    assertEquals(List.of(), story.world.rollouts().open());
    var goes = new External(BY_FILE.lockFiles(), List.of(), Optional.empty(), false);
    story.adoptRuled(LockRules.USUAL, Farms.pretrain("here"), Farms.external("train", goes));
    assertEquals(1, story.world.rollouts().open().size());
  }

  @Test
  void a_lane_that_gives_way_to_nobody_does_not_care_what_others_do() {
    var other = Farms.lane("pretrain", 3, Farms.THREE, "here");
    var story = ruled(LockRules.NONE, other, Farms.external("train", BY_FILE));
    story.tell(new Input.OutsideSeen("train", Sight.moves("deployer", "train"))).sealed("one");
    assertEquals(1, story.world.rollouts().open().size());
  }

  @Test
  void what_others_do_blocks_nobody_on_their_own_lane() {
    var story = observed();
    story.tell(new Input.OutsideSeen("train", Sight.moves("deployer", "train")));
    assertTrue(isHeld(story, acquire(story, "train", "backport")));
  }

  @Test
  void going_back_does_not_care_what_others_do() {
    var story = observed();
    story.tell(new Input.OutsideSeen("train", Sight.still(Optional.empty())));
    story.served("one").served("two");
    story.tell(new Input.OutsideSeen("train", Sight.moves("deployer", "train")));
    var first = story.world.rollouts().before("pretrain").getFirst();
    story.rollback().routed();
    assertEquals(Optional.of(first), story.serving());
  }

  @Test
  void what_is_seen_again_as_it_was_is_no_fact() {
    var story = observed();
    story.tell(new Input.OutsideSeen("train", Sight.moves("deployer", "train")));
    long before = story.world.offset();
    story.tell(new Input.OutsideSeen("train", Sight.moves("deployer", "train")));
    story.tell(new Input.OutsideSeen("pretrain", Sight.moves("deployer", "not external")));
    assertEquals(before, story.world.offset());
  }

  // How long it may take.

  @Test
  void the_expected_wait_comes_from_how_long_such_locks_were_held_of_late() {
    var story = farm();
    long first = acquire(story, "train", "train");
    long second = acquire(story, "train", "train");
    assertEquals(Optional.empty(), expected(story, second), "nothing was seen yet");
    story.after(Duration.ofMinutes(10)).obeyed(new LockAsk.LetGo(first));
    long third = acquire(story, "train", "train");
    long fourth = acquire(story, "train", "train");
    assertEquals(Optional.of(Duration.ofMinutes(10)), expected(story, third));
    assertEquals(Optional.of(Duration.ofMinutes(20)), expected(story, fourth));
    story.after(Duration.ofMinutes(4));
    assertEquals(Optional.of(Duration.ofMinutes(6)), expected(story, third));
    assertEquals(2, Estimate.place(story.world.contest(), claim(story, fourth)));
    story.after(Duration.ofHours(1));
    assertEquals(Optional.empty(), expected(story, third), "held for longer than ever");
    assertEquals(Optional.empty(), expected(story, fourth));
  }

  // Of farms and locks.

  private static Story farm() {
    return ruled(LockRules.USUAL, Farms.pretrain("here"), Farms.external("train"));
  }

  private static Story observed() {
    return ruled(LockRules.USUAL, Farms.pretrain("here"), Farms.external("train", BY_FILE));
  }

  private static Story ruled(LockRules rules, Lane... lanes) {
    return new Story().takeOver().adoptRuled(rules, lanes);
  }

  private static long acquire(Story story, String lane, String work) {
    int priority = LockRules.USUAL.kind(work).priority();
    return acquire(story, lane, Claim.ALL, work, priority);
  }

  private static long acquire(Story story, String lane, String target, String work, int priority) {
    long before = story.world.offset();
    story.obeyed(acquiring(lane, target, work, priority, LEASE));
    return before + 1;
  }

  private static LockAsk.Acquire acquiring(
      String lane, String target, String work, int priority, Duration lease) {
    return new LockAsk.Acquire(
        lane, target, Optional.of(work), Optional.of(priority), lease, "a look");
  }

  private static Claim claim(Story story, long lock) {
    return story.world.locks().find(lock).orElseThrow();
  }

  private static boolean isHeld(Story story, long lock) {
    return story.world.locks().find(lock).filter(Claim::isHeld).isPresent();
  }

  private static long number(Story story, long lock) {
    return claim(story, lock).grant().orElseThrow().number();
  }

  private static List<Long> waiting(Story story) {
    return story.world.locks().waiting().stream().map(Claim::lock).toList();
  }

  private static Map<Long, Duration> leases(Story story) {
    return ((Effect.WatchLeases) story.owed("watch-leases")).leases();
  }

  private static Optional<Claim> own(Story story) {
    return story.world.locks().own("pretrain");
  }

  private static Optional<Duration> expected(Story story, long lock) {
    return Estimate.wait(story.world.contest(), claim(story, lock), story.now);
  }
}
