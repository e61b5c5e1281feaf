package speeder.core.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static speeder.core.world.Story.farm;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import speeder.core.access.Access;
import speeder.core.access.AccessToken;
import speeder.core.farm.LockRules;
import speeder.core.farm.Policies;
import speeder.core.farm.Policies.Role;
import speeder.core.farm.Triggers;
import speeder.core.source.SourceCommit;
import speeder.core.value.Actor;
import speeder.core.value.Digest;

/// Who may what, told as stories.
class AccessStoriesTest {
  private static final Ask DEPLOY = new Ask.Deploy("pretrain", Optional.empty());
  private static final Ask HOLD = ScheduleAsk.Hold.lane("pretrain", "a look");

  @Test
  void the_default_roles_are_the_groups_of_their_names() {
    var story = farm().lets("vera", "viewer").lets("tess", "tester").lets("olga", "owner");
    story.refused("role-missing", "vera", HOLD);
    story.obeyed("tess", DEPLOY).obeyed("tess", HOLD);
    story.refused("role-missing", "tess", new Ask.TakeOut("here", "power"));
    story.obeyed("olga", new Ask.TakeOut("here", "power"));
  }

  @Test
  void a_refusal_names_the_role_that_is_missing_and_who_has_it() {
    var story = farm().lets("tess", "tester").lets("olga", "owner").lets("odo", "owner");
    var why = story.refused("role-missing", "tess", new Ask.TakeOut("here", "power"));
    assertEquals(
        "tess may not ask for target: it takes role deployer (deployer) or role owner (owner).",
        why.sentence());
    assertEquals("Ask someone who may: odo, olga.", why.remedy());
  }

  @Test
  void where_nobody_has_the_role_the_operator_is_named() {
    var why = farm().lets("tess").refused("role-missing", "tess", HOLD);
    assertTrue(why.remedy().contains("the server's own token"), why::remedy);
  }

  @Test
  void the_manifest_says_which_groups_may_do_what_on_which_lanes() {
    var qte = new Role("tester", List.of("QTE"), List.of("deploy"), List.of("pretrain"));
    var story =
        farm()
            .adopt(policies(qte), Farms.pretrain("here"), Farms.byHand("other", "here"))
            .lets("quinn", "QTE")
            .lets("tess", "tester");
    story.obeyed("quinn", DEPLOY);
    story.refused("role-missing", "quinn", HOLD);
    story.refused("role-missing", "quinn", new Ask.Deploy("other", Optional.empty()));
    story.refused("role-missing", "tess", DEPLOY);
  }

  @Test
  void a_role_of_some_lanes_does_not_allow_what_is_about_the_whole_farm() {
    var role = new Role("hands", List.of("hands"), List.of("target"), List.of("pretrain"));
    var story = farm().adopt(policies(role), Farms.pretrain("here")).lets("hanna", "hands");
    story.refused("role-missing", "hanna", new Ask.TakeOut("here", "power"));
  }

  @Test
  void a_token_that_was_revoked_or_whose_time_is_over_opens_nothing() {
    var story = farm().lets("olga", "owner").lets("tess", "tester");
    story.obeyed("olga", new AccessAsk.RevokeToken(id("tess"), "she left"));
    story.refused("token-not-in-force", "tess", HOLD);
    story.refused("token-not-in-force", "nobody", HOLD);
    story.obeyed("olga", HOLD).after(Access.LIFETIME);
    story.refused("token-not-in-force", "olga", ScheduleAsk.Lift.lane("pretrain"));
  }

  @Test
  void a_token_says_one_principal_and_no_other() {
    var story = farm().lets("tess", "tester");
    var forged = new Actor("olga", id("tess"), "olga");
    assertEquals(Optional.empty(), story.world.access().principal(forged, story.now));
  }

  @Test
  void nobody_gives_a_group_that_they_do_not_have_but_who_may_do_all() {
    var clerks = new Role("clerk", List.of("clerks"), List.of("token"), List.of());
    var story = farm().adopt(policies(clerks), Farms.pretrain("here")).lets("carl", "clerks");
    story.refused("group-not-yours", "carl", Story.token("eve", "owner"));
    story.obeyed("carl", Story.token("eve", "clerks")).lets("olga", "owner");
    story.obeyed("olga", Story.token("sam", "SRE"));
  }

  @Test
  void a_token_remembers_all_who_could_have_seen_its_secret() {
    var story = farm().lets("olga", "owner").obeyed("olga", Story.token("odo", "owner"));
    story.obeyed("odo", Story.token("eve", "owner"));
    assertEquals(
        List.of("odo", "olga", "operator"),
        List.copyOf(story.world.access().find(id("eve")).orElseThrow().principal().issuers()));
    var access = story.world.access();
    var olga = access.principal(Story.actor("olga"), story.now).orElseThrow();
    var eve = access.principal(Story.actor("eve"), story.now).orElseThrow();
    assertEquals(false, olga.isApartFrom(eve) || eve.isApartFrom(olga));
  }

  @Test
  void what_cannot_be_a_token_is_refused() {
    var story = farm();
    for (var name : List.of("operator", "speeder", "Tess", "", "a b", "x".repeat(64))) {
      story.refused("principal-name-bad", Story.token(name));
    }
    story.refused("group-name-bad", Story.token("tess", "a,b"));
    story.refused("token-lifetime-bad", lasting(Duration.ZERO));
    story.refused("token-lifetime-bad", lasting(Access.LIFETIME_MAX.plusDays(1)));
    var many = new TreeSet<String>();
    for (int each = 0; each <= Access.GROUPS_MAX; each++) many.add("g" + each);
    story.refused("groups-too-many", Story.token("tess", many.toArray(String[]::new)));
    story.lets("tess").refused("token-there", Story.token("tess"));
    story.refused("no-such-token", new AccessAsk.RevokeToken("t-none", ""));
  }

  @Test
  void tokens_are_bounded_and_those_whose_time_is_over_leave_room() {
    var story = farm();
    for (int each = 0; each < Access.TOKENS_MAX; each++) story.lets("p" + each);
    story.refused("tokens-too-many", Story.token("one-more"));
    story.after(Access.LIFETIME).lets("one-more");
    assertEquals(1, story.world.access().tokens().size());
  }

  @Test
  void refusals_without_end_are_answered_and_no_longer_kept() {
    var story = farm().lets("vera", "viewer");
    for (int each = 0; each < Access.REFUSALS_MAX; each++) {
      story.refused("role-missing", "vera", HOLD);
    }
    long before = story.world.offset();
    story.refused("role-missing", "vera", HOLD);
    assertEquals(before, story.world.offset());
    story.after(Access.REFUSALS_WITHIN).refused("role-missing", "vera", HOLD);
    assertEquals(before + 1, story.world.offset());
    assertEquals(1, story.world.access().refused().size());
  }

  @Test
  void every_command_leaves_what_it_was_after_and_how_things_stood_before_and_after() {
    var story = farm().lets("tess", "tester").obeyed("tess", HOLD);
    var obeyed = assertInstanceOf(Fact.Obeyed.class, story.facts.getLast());
    assertEquals("hold", obeyed.errand().action());
    assertEquals("pretrain", obeyed.errand().lane());
    assertEquals("a look", obeyed.errand().reason());
    assertEquals("serves nothing", obeyed.before());
    assertEquals("serves nothing; held by tess: a look", obeyed.after());
    story.refused("nothing-to-go-back-to", "tess", new Ask.Rollback("pretrain", Optional.empty()));
  }

  @Test
  void marks_and_cadence_differ_before_and_after_what_changed_them() {
    var at = new SourceCommit("core", Story.commitOf("one"));
    var story = farm();
    tells(
        story,
        new MarkAsk.Pin("core", Optional.of(at.commit()), "a look", Optional.empty()),
        "core pinned to");
    tells(
        story,
        new MarkAsk.Pin("core", Optional.empty(), "a look", Optional.empty()),
        "core pinned by");
    tells(story, new MarkAsk.Unpin("core"), "");
    tells(
        story, new MarkAsk.CallBad(at, Optional.empty(), "it breaks", Optional.empty()), " bad by");
    tells(story, new MarkAsk.CallGood(at), "");
    tells(story, new MarkAsk.Keep(at, "it protects"), " kept by");
    tells(story, new MarkAsk.LetGo("core"), "");
    tells(
        story,
        new ScheduleAsk.Cadence("pretrain", Optional.of(Triggers.BY_HAND)),
        "sets out by hand");
  }

  private static void tells(Story story, Ask ask, String after) {
    story.obeyed(ask);
    var obeyed =
        story.facts.stream()
            .filter(Fact.Obeyed.class::isInstance)
            .map(Fact.Obeyed.class::cast)
            .reduce((_, later) -> later)
            .orElseThrow();
    assertNotEquals(obeyed.before(), obeyed.after());
    assertTrue(obeyed.after().contains(after), obeyed::after);
  }

  private static Policies policies(Role role) {
    return new Policies(List.of(role), List.of(), LockRules.NONE);
  }

  private static AccessAsk lasting(Duration time) {
    return new AccessAsk.IssueToken(Digest.of("tess"), "tess", new TreeSet<>(), Optional.of(time));
  }

  private static String id(String principal) {
    return AccessToken.id(Digest.of(principal));
  }
}
