package speeder.core.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import speeder.core.source.Head;
import speeder.core.source.ObjectId;
import speeder.core.source.Relation;
import speeder.core.source.SourceCommit;
import speeder.core.source.Tie;
import speeder.core.value.Digest;

/// What is laid over a release's snapshot, and whether it fits.
class OverlayingTest {
  private static final Relation DECLARED =
      new Relation(
          "config",
          "settings.json",
          "/settings",
          Relation.Kind.DECLARED,
          "ext/*",
          "extension.json",
          "/config");
  private static final Snapshot SERVED =
      new Snapshot(
          List.of(pick("config", "old"), pick("core", "c"), pick("ext/Cite", "e")), List.of());

  private final SortedMap<ValueAt, Value> values = new TreeMap<>();

  private static ObjectId id(String name) {
    return new ObjectId(Digest.of(name).hex());
  }

  private static Pick pick(String source, String commit) {
    return new Pick(source, "/srv/" + source, id(commit), id(commit + " tree"), Pick.Why.HEAD);
  }

  private void names(String commit, String... names) {
    values.put(
        new ValueAt("config", id(commit), "settings.json", "/settings"),
        new Value.Present("", List.of(names)));
  }

  private void declares(String commit, String... names) {
    values.put(
        new ValueAt("ext/Cite", id(commit), "extension.json", "/config"),
        new Value.Present("", List.of(names)));
  }

  private static Head head(String commit) {
    return new Head("config", id(commit), id(commit + " tree"), Instant.EPOCH);
  }

  private Overlaying laid(String commit) {
    var heads = new TreeMap<>(Map.of("config", head(commit)));
    return Overlaying.of(List.of(DECLARED), SERVED, heads, "Configuration on its own path");
  }

  @Test
  void only_what_is_laid_over_changes_and_it_says_why() {
    var composed = laid("new").composed();

    assertEquals(id("new"), composed.pick("config").orElseThrow().commit());
    assertEquals(Pick.Why.LAID_OVER, composed.pick("config").orElseThrow().why());
    assertEquals(
        Optional.of("Configuration on its own path"),
        composed.pick("config").orElseThrow().because());
    assertEquals(SERVED.pick("core"), composed.pick("core"));
    assertEquals(SERVED.pick("ext/Cite"), composed.pick("ext/Cite"));
  }

  @Test
  void what_is_declared_by_what_is_served_fits() {
    names("old", "CiteA");
    names("new", "CiteA", "CiteB");
    declares("e", "CiteA", "CiteB");

    assertEquals(Optional.empty(), laid("new").misfit(values));
  }

  @Test
  void what_needs_newer_code_is_refused_naming_the_source_that_has_it() {
    names("old", "CiteA");
    names("new", "CiteA", "CiteB");
    declares("e", "CiteA");
    declares("head", "CiteA", "CiteB");

    var misfit = laid("new").misfit(values).orElseThrow();
    var newer = misfit.newer(new TreeMap<>(Map.of("ext/Cite", id("head"), "core", id("c2"))));
    var why = misfit.naming(newer, values);

    assertEquals("needs-newer-code", why.code());
    assertTrue(why.sentence().contains("CiteB"), why.sentence());
    assertTrue(
        why.sentence().contains("declared by ext/Cite at " + id("head").brief()), why.sentence());
  }

  @Test
  void what_nobody_declares_is_refused_as_unmet() {
    names("new", "Typo");
    declares("e", "CiteA");
    declares("head", "CiteA", "CiteB");

    var misfit = laid("new").misfit(values).orElseThrow();
    var newer = misfit.newer(new TreeMap<>(Map.of("ext/Cite", id("head"))));

    assertEquals("relation-unmet", misfit.naming(newer, values).code());
  }

  @Test
  void what_depends_on_a_change_that_is_not_below_is_of_no_use() {
    var heads = new TreeMap<>(Map.of("config", head("new")));
    var laid = Overlaying.of(List.of(Relation.footers("*")), SERVED, heads, "so");
    var at = new SourceCommit("config", id("new"));
    var core = new SourceCommit("core", id("c"));
    assertEquals(Map.of(at, SERVED.pick("config").orElseThrow()), laid.untold());

    var ties = new TreeMap<>(Map.of(at, List.of(new Tie(id("new"), "i1"))));
    SortedSet<String> change = new TreeSet<>(Set.of("i1"));
    assertEquals(change, laid.wanted(ties).get(core));
    assertEquals(Optional.empty(), laid.useless(ties, new TreeMap<>(Map.of(core, change))));

    var misfit = laid.useless(ties, new TreeMap<>()).orElseThrow();
    assertEquals("depends-on-unmet", misfit.why().code());
    var why = misfit.broughtBy("core", id("c2"));
    assertEquals("needs-newer-code", why.code());
    assertTrue(why.sentence().contains("brought by core at " + id("c2").brief()), why.sentence());
  }

  @Test
  void footers_count_where_a_relation_says_so() {
    assertEquals(Map.of(), laid("new").untold());
  }

  @Test
  void what_did_not_fit_before_is_not_held_against_it() {
    names("old", "Gone");
    names("new", "Gone");
    declares("e", "CiteA");

    assertEquals(Optional.empty(), laid("new").misfit(values));
  }
}
