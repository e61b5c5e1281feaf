package speeder.kit.sources;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import speeder.core.snapshot.Freeze;
import speeder.core.snapshot.Freeze.Frozen;
import speeder.core.snapshot.FreezeOrder;
import speeder.core.snapshot.Snapshot;
import speeder.core.source.ObjectId;
import speeder.core.source.Relation;
import speeder.core.source.Relation.Kind;
import speeder.core.source.Source;
import speeder.engine.port.PortFailure;
import speeder.engine.port.Sources;
import speeder.engine.reckon.Freezer;

/// The freezing's steps, driven through the port.
class FreezerTest {
  private static final Relation NEEDS =
      new Relation("ext/*", "extension.json", "/requires", Kind.PRESENT, "ext/{name}");
  private static final Relation SAME =
      new Relation("core", "composer.json", "/require", Kind.EQUAL, "vendor");

  private static final Relation FOOTERS = Relation.footers("*");

  private final FakeSources fake = new FakeSources();
  private final Freezer freezer = new Freezer(fake);

  @Test
  void what_a_head_needs_is_read_from_its_own_files() throws PortFailure {
    var good = commit("ext/A", "extension.json", "{\"requires\": {\"B\": \">=1\"}}");
    commit("ext/B", "extension.json", "{}");
    var before = frozen(Optional.empty(), NEEDS, "ext/A", "ext/B");
    commit("ext/A", "extension.json", "{\"requires\": {\"B\": \"*\", \"Gone\": \"*\"}}");

    var after = frozen(Optional.of(before.snapshot()), NEEDS, "ext/A", "ext/B");

    assertEquals(good, after.snapshot().pick("ext/A").orElseThrow().commit());
    assertEquals("ext/A", after.held().getFirst().source());
  }

  @Test
  void equal_values_are_equal_whatever_their_order_and_spaces() throws PortFailure {
    commit("core", "composer.json", "{\"require\": {\"a\": \"1\", \"b\": \"2\"}}");
    commit("vendor", "composer.json", "{\"require\":{\"b\":\"2\",\n\"a\":\"1\"}}");

    assertEquals(List.of(), frozen(Optional.empty(), SAME, "core", "vendor").held());
  }

  @Test
  void a_file_that_is_not_json_or_too_large_holds_its_source_back() throws PortFailure {
    var good = commit("ext/A", "extension.json", "{}");
    var before = frozen(Optional.empty(), NEEDS, "ext/A");
    commit("ext/A", "extension.json", "{\n  nonsense");
    var broken = frozen(Optional.of(before.snapshot()), NEEDS, "ext/A");
    commit("ext/A", "extension.json", " ".repeat(Sources.FILE_BYTES_MAX + 1));
    var large = frozen(Optional.of(before.snapshot()), NEEDS, "ext/A");

    assertEquals(good, broken.snapshot().pick("ext/A").orElseThrow().commit());
    assertTrue(sentence(broken).contains("line 2"), sentence(broken));
    assertEquals(good, large.snapshot().pick("ext/A").orElseThrow().commit());
  }

  @Test
  void a_source_out_of_reach_is_held_back_once_it_was_seen() throws PortFailure {
    commit("core", "a", "1");
    fake.lose("core");
    assertInstanceOf(Freeze.Refused.class, freeze(Optional.empty(), NEEDS, "core"));
    fake.find("core");
    var seen = frozen(Optional.empty(), NEEDS, "core");
    fake.lose("core");

    var held = frozen(Optional.of(seen.snapshot()), NEEDS, "core");

    assertEquals(seen.snapshot().digest(), held.snapshot().digest());
    assertEquals(1, held.held().size());
  }

  @Test
  void a_commit_waits_for_the_change_that_its_footer_names() throws PortFailure {
    var id = "I" + "0123456789".repeat(4);
    commit("core", "a", "1");
    var old = commit("ext/A", "a", "1");
    var before = frozen(Optional.empty(), FOOTERS, "core", "ext/A");
    var tied = said("ext/A", "Use it\n\nDepends-On: " + id);

    var held = frozen(Optional.of(before.snapshot()), FOOTERS, "core", "ext/A");
    assertEquals(old, held.snapshot().pick("ext/A").orElseThrow().commit());
    assertTrue(
        sentence(held).contains("depends on " + id.toLowerCase(Locale.ROOT)), sentence(held));

    said("core", "Make it\n\nChange-Id: " + id);
    commit("core", "a", "3");
    var both = frozen(Optional.of(held.snapshot()), FOOTERS, "core", "ext/A");
    assertEquals(tied, both.snapshot().pick("ext/A").orElseThrow().commit());
    assertEquals(List.of(), both.held());
  }

  private ObjectId said(String source, String message) {
    return fake.commit(source, "master", message, Map.of("a", message));
  }

  private static String sentence(Frozen frozen) {
    return frozen.held().getFirst().why().sentence();
  }

  private ObjectId commit(String source, String file, String text) {
    return fake.commit(source, "master", "Change", Map.of(file, text));
  }

  private Frozen frozen(Optional<Snapshot> last, Relation relation, String... names)
      throws PortFailure {
    var freeze = freeze(last, relation, names);
    return assertInstanceOf(Frozen.class, freeze, freeze::toString);
  }

  private Freeze freeze(Optional<Snapshot> last, Relation relation, String... names)
      throws PortFailure {
    var sources = List.of(names).stream().map(FreezerTest::source).toList();
    return freezer.freeze(FreezeOrder.of(sources, List.of(relation), last));
  }

  private static Source source(String name) {
    return new Source(name, "file:///" + name, "master", "/" + name, false, Source.Kind.CODE);
  }
}
