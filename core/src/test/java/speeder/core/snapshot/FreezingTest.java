package speeder.core.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import speeder.core.snapshot.Freeze.Frozen;
import speeder.core.snapshot.Freeze.HeldBack;
import speeder.core.snapshot.Freeze.Refused;
import speeder.core.snapshot.Freeze.Waits;
import speeder.core.source.Relation;
import speeder.core.source.Relation.Kind;
import speeder.core.value.Digest;

class FreezingTest {
  private final World world = new World();

  @Test
  void two_passes_that_agree_make_an_instant() {
    world.head("core", 1).head("skin", 2);

    var frozen = assertInstanceOf(Frozen.class, world.freeze());

    assertEquals(List.of("core skin", "core skin"), world.asked);
    assertEquals(List.of(), frozen.snapshot().restless());
    assertEquals(List.of("core@1 HEAD", "skin@2 HEAD"), World.picks(frozen));
  }

  @Test
  void what_moved_between_passes_is_read_first_and_then_the_snapshot_rests() {
    world.head("core", 1).head("skin", 2).moves("skin", 2, 3);

    var frozen = assertInstanceOf(Frozen.class, world.freeze());

    assertEquals(List.of("core skin", "core skin", "skin core"), world.asked);
    assertEquals(List.of("core@1 HEAD", "skin@3 HEAD"), World.picks(frozen));
    assertEquals(List.of(), frozen.snapshot().restless());
  }

  @Test
  void a_held_source_is_not_read_and_stays_at_its_last_commit() {
    world.head("core", 2).head("skin", 2).lastGood("core", 1).lastGood("skin", 1).hold("skin");

    var frozen = assertInstanceOf(Frozen.class, world.freeze());

    assertEquals(List.of("core"), world.asked);
    assertEquals(List.of("core@2 HEAD", "skin@1 HELD_BACK"), World.picks(frozen));
    assertEquals("source-held", frozen.held().getFirst().why().code());
  }

  @Test
  void a_held_source_of_which_no_commit_is_known_leaves_no_snapshot() {
    world.head("core", 1).head("skin", 2).hold("skin");

    var refused = assertInstanceOf(Refused.class, world.freeze());

    assertEquals("source-held", refused.sources().getFirst().why().code());
  }

  @Test
  void what_moves_in_every_pass_is_restless() {
    world.head("core", 1).head("skin", 2).moves("skin", 2, 3).moves("skin", 3, 4);

    var frozen = assertInstanceOf(Frozen.class, world.freeze());

    assertEquals(3, world.asked.size());
    assertEquals(List.of("skin"), frozen.snapshot().restless());
    assertEquals(List.of("core@1 HEAD", "skin@4 HEAD"), World.picks(frozen));
  }

  @Test
  void what_moved_since_the_last_snapshot_is_read_first_in_the_second_pass() {
    world.head("core", 1).head("skin", 2).lastGood("core", 1).lastGood("skin", 1);

    world.freeze();

    assertEquals(List.of("core skin", "skin core"), world.asked);
  }

  @Test
  void a_source_out_of_reach_is_refused_while_no_good_commit_of_it_is_known() {
    world.head("core", 1).unreachable("skin").unreachable("vendor");

    var refused = assertInstanceOf(Refused.class, world.freeze());

    assertEquals(
        List.of(
            "skin is out of reach. No good commit of it is known yet to fall back to.",
            "vendor is out of reach. No good commit of it is known yet to fall back to."),
        refused.sources().stream().map(source -> source.why().sentence()).toList());
  }

  @Test
  void later_it_is_held_back_and_named() {
    world.head("core", 2).unreachable("skin").lastGood("core", 1).lastGood("skin", 7);

    var frozen = assertInstanceOf(Frozen.class, world.freeze());

    assertEquals(List.of("core@2 HEAD", "skin@7 HELD_BACK"), World.picks(frozen));
    assertEquals(List.of("skin"), held(frozen));
    assertEquals("skin is out of reach.", frozen.held().getFirst().why().sentence());
  }

  @Test
  void a_required_source_out_of_reach_makes_the_snapshot_wait() {
    world.head("core", 2).unreachable("skin").lastGood("skin", 7).required("skin");

    var waits = assertInstanceOf(Waits.class, world.freeze());

    assertEquals("skin is out of reach.", waits.why().sentence());
  }

  @Test
  void a_bad_head_is_held_back_and_a_pinned_source_is_not_read() {
    world.head("core", 5).head("skin", 2).lastGood("core", 4).bad("core", 5).pin("skin", 1);

    var frozen = assertInstanceOf(Frozen.class, world.freeze());

    assertEquals(List.of("core"), world.asked);
    assertEquals(List.of("core@4 HELD_BACK", "skin@1 PINNED"), World.picks(frozen));
    assertEquals(
        "core 0000000005 is marked bad by conductor: it breaks.",
        frozen.held().getFirst().why().sentence());
  }

  @Test
  void what_came_after_a_bad_commit_is_held_back_to_the_newest_without_it() {
    world.head("core", 9).lastGood("core", 4).bad("core", 7);

    var frozen = assertInstanceOf(Frozen.class, world.freeze());

    assertEquals(List.of("core@6 HELD_BACK"), World.picks(frozen));
    assertEquals(
        Optional.of(
            "core 0000000007 is marked bad by conductor: it breaks. Push its fix, or take the mark away."),
        frozen.snapshot().picks().getFirst().because());
  }

  @Test
  void a_head_that_holds_the_fix_is_sound() {
    world.head("core", 9).lastGood("core", 4).bad("core", 7, 8);

    var frozen = assertInstanceOf(Frozen.class, world.freeze());

    assertEquals(List.of("core@9 HEAD"), World.picks(frozen));
  }

  @Test
  void a_last_good_commit_that_turned_out_bad_is_not_fallen_back_to() {
    world.unreachable("core").lastGood("core", 4).bad("core", 3);

    var frozen = assertInstanceOf(Frozen.class, world.freeze());

    assertEquals(List.of("core@2 HELD_BACK"), World.picks(frozen));
  }

  @Test
  void a_history_that_is_bad_from_its_first_commit_is_refused() {
    world.head("core", 9).lastGood("core", 4).bad("core", 1);

    var refused = assertInstanceOf(Refused.class, world.freeze());

    assertEquals("commit-bad", refused.sources().getFirst().why().code());
  }

  @Test
  void a_pin_to_what_is_bad_is_refused() {
    world.head("core", 9).pin("core", 7).bad("core", 6);

    var refused = assertInstanceOf(Refused.class, world.freeze());

    assertEquals("pinned-to-bad", refused.sources().getFirst().why().code());
    assertTrue(refused.sources().getFirst().why().sentence().contains("marked bad by conductor"));
  }

  @Test
  void a_head_that_needs_a_source_the_farm_lacks_is_held_back() {
    world.head("ext/A", 2).head("ext/B", 1).lastGood("ext/A", 1);
    world.relate(new Relation("ext/*", "extension.json", "/requires", Kind.PRESENT, "ext/{name}"));
    world.says("ext/A", 2, "B", "Gone").says("ext/A", 1, "B");

    var frozen = assertInstanceOf(Frozen.class, world.freeze());

    assertEquals(List.of("ext/A@1 HELD_BACK", "ext/B@1 HEAD"), World.picks(frozen));
    assertEquals(
        "extension.json of ext/A at 0000000002 (/requires) needs the source ext/Gone, which the"
            + " farm does not have.",
        frozen.held().getFirst().why().sentence());
  }

  @Test
  void a_need_that_nothing_can_meet_makes_the_snapshot_wait() {
    world.head("ext/A", 2).says("ext/A", 2, "Gone");
    world.relate(new Relation("ext/*", "extension.json", "/requires", Kind.PRESENT, "ext/{name}"));

    var waits = assertInstanceOf(Waits.class, world.freeze());

    assertEquals("relation-unmet", waits.why().code());
  }

  @Test
  void two_that_must_be_equal_are_held_back_together() {
    world.head("core", 2).head("vendor", 3).lastGood("core", 1).lastGood("vendor", 1);
    world.relate(new Relation("core", "composer.json", "/require", Kind.EQUAL, "vendor"));
    world.says("core", 2, "x2").says("vendor", 3, "x3").says("core", 1, "x").says("vendor", 1, "x");

    var frozen = assertInstanceOf(Frozen.class, world.freeze());

    assertEquals(List.of("core@1 HELD_BACK", "vendor@1 HELD_BACK"), World.picks(frozen));
  }

  @Test
  void what_is_new_is_looked_through_though_nothing_sound_is_left_to_fall_back_to() {
    world.head("core", 9).lastGood("core", 4).bad("core", 1, 8);
    world.relate(Relation.footers("*")).depends("core", 9, "i1");

    var waits = assertInstanceOf(Waits.class, world.freeze());

    assertEquals("depends-on-unmet", waits.why().code());
  }

  @Test
  void what_depends_on_a_change_goes_with_it() {
    world.head("core", 2).head("ext/A", 2).lastGood("core", 1).lastGood("ext/A", 1);
    world.relate(Relation.footers("*")).depends("ext/A", 2, "i1").brings("core", 2, "i1");

    var frozen = assertInstanceOf(Frozen.class, world.freeze());

    assertEquals(List.of("core@2 HEAD", "ext/A@2 HEAD"), World.picks(frozen));
  }

  @Test
  void what_depends_on_a_change_that_is_not_there_is_held_back_and_named() {
    world.head("core", 2).head("ext/A", 4).lastGood("core", 1).lastGood("ext/A", 1);
    world.relate(Relation.footers("ext/*")).depends("ext/A", 3, "i1").depends("core", 2, "i2");

    var frozen = assertInstanceOf(Frozen.class, world.freeze());

    assertEquals(List.of("core@2 HEAD", "ext/A@1 HELD_BACK"), World.picks(frozen));
    assertEquals("depends-on-unmet", frozen.held().getFirst().why().code());
    assertEquals(
        "ext/A at 0000000003 depends on i1, which no source of the snapshot has.",
        frozen.held().getFirst().why().sentence());
  }

  @Test
  void what_depends_on_what_is_held_back_is_held_back_too_however_far() {
    world.head("core", 2).head("ext/A", 2).head("ext/B", 2);
    world.lastGood("core", 1).lastGood("ext/A", 1).lastGood("ext/B", 1).hold("core");
    world.relate(Relation.footers("*"));
    world.depends("ext/A", 2, "i1").brings("core", 2, "i1");
    world.depends("ext/B", 2, "i2").brings("ext/A", 2, "i2");

    var frozen = assertInstanceOf(Frozen.class, world.freeze());

    assertEquals(
        List.of("core@1 HELD_BACK", "ext/A@1 HELD_BACK", "ext/B@1 HELD_BACK"), World.picks(frozen));
  }

  @Test
  void a_change_that_came_long_ago_and_one_of_the_own_source_are_there() {
    world.head("core", 9).head("ext/A", 3).lastGood("core", 9).lastGood("ext/A", 1);
    world.relate(Relation.footers("*")).brings("core", 2, "i1").brings("ext/A", 2, "i2");
    world.depends("ext/A", 2, "i1").depends("ext/A", 3, "i2").depends("ext/A", 1, "gone");

    var frozen = assertInstanceOf(Frozen.class, world.freeze());

    assertEquals(List.of("core@9 HEAD", "ext/A@3 HEAD"), World.picks(frozen));
  }

  @Test
  void a_file_that_cannot_be_read_holds_its_source_back() {
    world.head("ext/A", 2).lastGood("ext/A", 1).broken("ext/A", 2).says("ext/A", 1);
    world.relate(new Relation("ext/*", "extension.json", "/requires", Kind.PRESENT, "ext/{name}"));

    var frozen = assertInstanceOf(Frozen.class, world.freeze());

    assertEquals(List.of("ext/A@1 HELD_BACK"), World.picks(frozen));
  }

  @Test
  void a_hold_back_takes_along_all_that_needs_it_however_far() {
    for (int seed = 0; seed < 200; seed++) assertClosureIsTransitive(seed);
  }

  /// A random forest of EQUAL relations: every source moved from commit 1 to 2 together, and some
  /// cannot be reached. What is joined to one of those, over any number of relations, must be held.
  private static void assertClosureIsTransitive(int seed) {
    var chance = new Random(seed);
    var world = new World();
    var group = new TreeMap<String, String>();
    int count = 2 + chance.nextInt(12);
    for (int i = 0; i < count; i++) {
      var name = "s" + i;
      world.head(name, 2).lastGood(name, 1).says(name, 1, "old").says(name, 2, "new");
      group.put(name, name);
      if (i > 0 && chance.nextBoolean()) {
        var other = "s" + chance.nextInt(i);
        boolean speaks = chance.nextBoolean();
        world.relate(
            new Relation(speaks ? name : other, "f", "/v", Kind.EQUAL, speaks ? other : name));
        group.put(name, group.getOrDefault(other, other));
      }
    }
    var lost = new TreeSet<String>();
    for (var name : group.keySet()) if (chance.nextInt(4) == 0) lost.add(name);
    lost.forEach(world::unreachable);

    var frozen = assertInstanceOf(Frozen.class, world.freeze());

    var groupsLost = new TreeSet<String>();
    lost.forEach(name -> groupsLost.add(group.getOrDefault(name, name)));
    var expected = new ArrayList<String>();
    group.forEach((name, of) -> expected.add(groupsLost.contains(of) ? name + "@1" : name + "@2"));
    var came = World.picks(frozen).stream().map(pick -> pick.split(" ", 2)[0]).sorted().toList();
    assertEquals(expected.stream().sorted().toList(), came, "seed " + seed);
  }

  @Test
  void the_digest_ignores_the_order_of_input() {
    for (int seed = 0; seed < 50; seed++) {
      var digests = new TreeSet<Digest>();
      for (int order = 0; order < 4; order++) {
        var shuffled = new ArrayList<>(List.of("a", "b", "c", "d", "e", "f"));
        java.util.Collections.shuffle(shuffled, new Random(seed * 4L + order));
        var world = new World();
        for (var name : shuffled) world.head(name, seed + name.charAt(0));
        world.shuffleReadings(new Random(seed + order));
        digests.add(assertInstanceOf(Frozen.class, world.freeze()).snapshot().digest());
      }
      assertEquals(1, digests.size(), "seed " + seed);
    }
  }

  @Test
  void a_farm_without_sources_freezes_to_nothing() {
    var frozen = assertInstanceOf(Frozen.class, world.freeze());

    assertEquals(List.of(), frozen.snapshot().picks());
  }

  @Test
  void two_snapshots_differ_by_what_moved_came_and_went() {
    world.head("a", 1).head("b", 1).head("c", 1);
    var before = assertInstanceOf(Frozen.class, world.freeze()).snapshot();
    var later = new World().head("a", 1).head("b", 2).head("d", 1);
    var after = assertInstanceOf(Frozen.class, later.freeze()).snapshot();

    var moved = SnapshotDiff.between(before, after).moved();

    assertEquals(
        List.of(
            new SnapshotDiff.Moved("b", Optional.of(World.id(1)), Optional.of(World.id(2))),
            new SnapshotDiff.Moved("c", Optional.of(World.id(1)), Optional.empty()),
            new SnapshotDiff.Moved("d", Optional.empty(), Optional.of(World.id(1)))),
        moved);
    assertEquals(List.of(), SnapshotDiff.between(before, before).moved());
  }

  private static List<String> held(Frozen frozen) {
    return frozen.held().stream().map(HeldBack::source).toList();
  }
}
