package speeder.core.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static speeder.core.world.Story.farm;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import speeder.core.access.AccessToken;
import speeder.core.access.Action;
import speeder.core.access.Quorum;
import speeder.core.candidate.CandidateState;
import speeder.core.farm.LockRules;
import speeder.core.farm.Policies;
import speeder.core.farm.Policies.Approval;
import speeder.core.value.Actor;
import speeder.core.value.Digest;
import speeder.core.value.ReleaseId;
import speeder.core.world.ApprovalFact.End;

/// More than one person must want it, told as stories.
class ApprovalStoriesTest {
  private static final Ask WAIVE = new Ask.Waive("pretrain", "known");
  private static final Ask DEPLOY = new Ask.Deploy("pretrain", Optional.empty());

  /// A lane whose candidate waits for a waiver, and two owners.
  private static Story shut() {
    return shut(farm()).lets("olga", "owner").lets("odo", "owner");
  }

  private static Story shut(Story story) {
    return story.commit("one").freezes().builds().gate(false).is(CandidateState.WAITING);
  }

  private static Ask approve(long proposal) {
    return new ApprovalAsk.Approve(proposal);
  }

  private static End end(Story story) {
    return story.facts.stream()
        .filter(Fact.OfApproval.class::isInstance)
        .map(it -> ((Fact.OfApproval) it).fact())
        .filter(ApprovalFact.Ended.class::isInstance)
        .map(it -> ((ApprovalFact.Ended) it).end())
        .reduce((_, later) -> later)
        .orElseThrow();
  }

  @Test
  void an_override_takes_two_people() {
    var story = shut();
    long id = story.proposed("olga", WAIVE);
    story.is(CandidateState.WAITING);
    story.refused("second-person-missing", "olga", approve(id));
    story.obeyed("odo", approve(id)).is(CandidateState.SEALED);
    assertEquals(End.OBEYED, end(story));
    story.refused("no-such-proposal", "odo", approve(id));
  }

  @Test
  void an_override_of_nothing_takes_one() {
    var story = farm().lets("olga", "owner").lets("odo", "owner");
    var one = story.anchored("one").newest();
    story.anchored("two").obeyed("olga", back(Optional.empty()));

    assertEquals(one, story.rollout().release());
    story.settled().judgedBack().lift().anchored("three");
    story.obeyed("olga", back(Optional.of(one))).settled().judgedBack();
    assertEquals(Optional.of(one), story.serving());
  }

  private static Ask back(Optional<ReleaseId> to) {
    return new Ask.Rollback("pretrain", to, "a look", true);
  }

  @Test
  void what_takes_two_people_stands_in_one_table() {
    var overrides = List.of(Action.values()).stream().filter(Action::isOverride).toList();
    assertTrue(overrides.contains(Action.WAIVE), overrides::toString);
  }

  @Test
  void where_nobody_else_is_let_in_the_operator_acts_alone() {
    shut(farm()).obeyed(WAIVE).is(CandidateState.SEALED);
  }

  @Test
  void once_others_are_let_in_the_operator_does_not() {
    var story = shut();
    var pending = assertInstanceOf(Reply.Pending.class, story.ask(WAIVE));
    var why = story.refused("approver-not-apart", "odo", approve(pending.proposal()));
    assertTrue(why.sentence().contains("operator"), why::sentence);
  }

  @Test
  void a_token_that_the_asker_issued_does_not_count_nor_does_its_issuer() {
    var story = shut().obeyed("olga", Story.token("eve", "owner"));
    long id = story.proposed("olga", WAIVE);
    story.refused("approver-not-apart", "eve", approve(id));
    long other = story.proposed("eve", new Ask.Waive("pretrain", "again"));
    story.refused("approver-not-apart", "olga", approve(other));
    story.obeyed("odo", approve(id)).is(CandidateState.SEALED);
  }

  @Test
  void two_whose_tokens_one_person_issued_are_not_two_people() {
    var story = shut().obeyed("olga", Story.token("pupa", "owner"));
    story.obeyed("olga", Story.token("pupb", "owner"));
    long id = story.proposed("pupa", WAIVE);
    story.refused("approver-not-apart", "pupb", approve(id));
    story.obeyed("odo", approve(id)).is(CandidateState.SEALED);
  }

  @Test
  void a_chain_of_issuers_makes_no_second_person() {
    var story = shut().obeyed("olga", Story.token("pupa", "owner"));
    story.obeyed("pupa", Story.token("far", "owner")).obeyed("far", Story.token("end", "owner"));
    story.obeyed("olga", Story.token("pupb", "owner"));
    long id = story.proposed("end", WAIVE);
    for (var name : List.of("olga", "pupa", "far", "pupb")) {
      story.refused("approver-not-apart", name, approve(id));
    }
    story.obeyed("odo", Story.token("other", "owner"));
    story.obeyed("other", approve(id)).is(CandidateState.SEALED);
  }

  @Test
  void a_program_that_asks_for_someone_is_not_a_second_person() {
    var story = shut();
    var odo = Story.actor("odo").onBehalfOf("olga");
    var reply = story.askedBy(odo, WAIVE);
    long id = assertInstanceOf(Reply.Pending.class, reply).proposal();
    story.refused("approver-not-apart", "olga", approve(id));
  }

  @Test
  void each_named_group_has_a_say_without_a_role_and_all_of_them_must() {
    var three = new Approval("deploy", 3, List.of("SRE", "QTE"), Duration.ofHours(4));
    var story = farm().adopt(wanting(three), Farms.byHand("pretrain", "here"));
    story.lets("tess", "tester").lets("sam", "SRE").lets("quinn", "QTE").lets("eve", "others");
    long id = story.proposed("tess", DEPLOY);
    story.refused("approver-not-asked", "eve", approve(id));
    story.obeyed("sam", approve(id));
    assertFalse(story.owes("freeze"));
    story.refused("second-person-missing", "sam", approve(id));
    story.obeyed("quinn", approve(id));
    assertTrue(story.owes("freeze"));
  }

  @Test
  void enough_people_without_a_named_group_are_not_enough() {
    var sre = new Approval("waive", 2, List.of("SRE"), Duration.ofHours(4));
    var story = shut(farm().adopt(wanting(sre), Farms.pretrain("here")));
    story.lets("olga", "owner").lets("odo", "owner").lets("sam", "SRE");
    long id = story.proposed("olga", WAIVE);
    story.obeyed("odo", approve(id)).is(CandidateState.WAITING);
    story.obeyed("sam", approve(id)).is(CandidateState.SEALED);
  }

  @Test
  void too_few_in_time_is_nobody() {
    var story = shut();
    long id = story.proposed("olga", WAIVE);
    assertEquals(Optional.of(story.now.plus(Quorum.WITHIN)), story.world.wake(story.now));
    story.now = story.now.plus(Quorum.WITHIN);
    story.refused("no-such-proposal", "odo", approve(id));
    assertEquals(End.LAPSED, end(story));
    assertEquals(0, story.world.proposals().open().size());
    story.is(CandidateState.WAITING);
  }

  @Test
  void it_is_declined_with_a_reason_and_taken_back_by_who_asked() {
    var story = shut();
    long one = story.proposed("olga", WAIVE);
    story.refused("reason-missing", "odo", new ApprovalAsk.Decline(one, ""));
    story.obeyed("odo", new ApprovalAsk.Decline(one, "not now"));
    assertEquals(End.DECLINED, end(story));
    long two = story.proposed("olga", WAIVE);
    story.obeyed("olga", new ApprovalAsk.Decline(two, "mended"));
    assertEquals(End.WITHDRAWN, end(story));
    long three = story.proposed("olga", WAIVE);
    story.lets("eve", "others");
    story.refused("approver-not-asked", "eve", new ApprovalAsk.Decline(three, "no"));
  }

  @Test
  void what_could_not_be_obeyed_is_not_put_up() {
    var story = farm().lets("olga", "owner").lets("odo", "owner");
    story.refused("no-candidate-waits", "olga", WAIVE);
    assertEquals(0, story.world.proposals().open().size());
  }

  @Test
  void what_has_taken_its_place_is_not_what_was_agreed_to() {
    var story = shut();
    long id = story.proposed("olga", WAIVE);
    story.commit("two").freezes().builds().gate(false);
    story.obeyed("odo", approve(id)).is(CandidateState.WAITING);
    assertEquals(End.REFUSED, end(story));
  }

  @Test
  void a_revoked_token_has_neither_asked_nor_agreed() {
    var three = new Approval("waive", 3, List.of(), Duration.ofHours(4));
    var story = shut(farm().adopt(wanting(three), Farms.pretrain("here")));
    story.lets("olga", "owner").lets("odo", "owner").lets("otto", "owner").lets("orla", "owner");
    long id = story.proposed("olga", WAIVE);
    story.obeyed("odo", approve(id)).obeyed("otto", revoke("odo"));
    story.obeyed("otto", approve(id)).is(CandidateState.WAITING);
    story.obeyed("orla", approve(id)).is(CandidateState.SEALED);
    story.commit("two").freezes().builds().gate(false);
    story.proposed("olga", WAIVE);
    story.obeyed("orla", revoke("olga"));
    assertEquals(End.WITHDRAWN, end(story));
    assertEquals(0, story.world.proposals().open().size());
  }

  @Test
  void proposals_are_bounded() {
    var story = shut();
    for (int each = 0; each < Proposals.OPEN_MAX; each++) story.proposed("olga", WAIVE);
    story.refused("proposals-too-many", "olga", WAIVE);
  }

  @Test
  void speeders_own_automation_waits_for_nobody() {
    var adopt = new Approval("adopt", 2, List.of(), Duration.ofHours(4));
    var story = farm().adopt(wanting(adopt), Farms.pretrain("here")).lets("olga", "owner");
    var ask = Story.adoption(Policies.NONE, Farms.pretrain("here"));
    assertInstanceOf(Reply.Accepted.class, story.askedBy(Actor.SPEEDER, ask));
  }

  private static Ask revoke(String principal) {
    return new AccessAsk.RevokeToken(AccessToken.id(Digest.of(principal)), "lost");
  }

  private static Policies wanting(Approval approval) {
    return new Policies(List.of(), List.of(approval), LockRules.NONE);
  }
}
