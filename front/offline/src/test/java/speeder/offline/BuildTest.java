package speeder.offline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class BuildTest {
  @TempDir Path folder;
  private SmallFarm farm;

  @BeforeEach
  void start() throws IOException {
    farm = SmallFarm.in(folder);
  }

  @AfterEach
  void stop() {
    farm.close();
  }

  private Speeder.Ran build(String... more) {
    return buildTo("oci:" + farm.speeder.at("out"), more);
  }

  private Speeder.Ran buildTo(String to, String... more) {
    var all = new ArrayList<>(List.of("build", "--manifest", farm.manifest, "--to", to));
    all.addAll(List.of(more));
    return farm.speeder.json(all.toArray(String[]::new));
  }

  @Test
  void every_variant_is_built_and_found_in_the_layout_by_its_name() throws Exception {
    var built = build().ends(0).document();

    assertEquals(List.of("cli", "web"), texts(built.get("images"), "variant"));
    assertEquals(tags(), texts(built.get("images"), "digest"));
    assertEquals(4, built.get("layers").get("total").asInt(), "base and one layer, twice");
    assertEquals(1, built.get("layers").get("built").asInt());
    assertEquals(3, built.get("layers").get("reused").asInt());
    var bytes = built.get("bytes");
    assertTrue(bytes.get("pushed").asLong() > 0, bytes::toString);
    assertTrue(bytes.get("pushed").asLong() < bytes.get("total").asLong(), bytes::toString);
    assertTrue(built.has("seconds"), built::toString);
    assertTrue(built.get("snapshot").asString().startsWith("sha256:"), built::toString);
  }

  @Test
  void a_second_build_sends_nothing_and_gives_the_same() {
    var first = build().ends(0).document();
    var second = build().ends(0).document();
    assertEquals(first.get("images"), second.get("images"));
    assertEquals(0, second.get("layers").get("built").asInt());
    assertEquals(0, second.get("bytes").get("pushed").asLong());
  }

  @Test
  void a_build_that_is_given_the_last_plan_adds_one_small_layer() throws Exception {
    var whole = farm.keep("build.json", build());
    var alone =
        Files.writeString(
            folder.resolve("plan.json"),
            JsonMapper.shared().readTree(Files.readString(Path.of(whole))).get("plan").toString());
    farm.core.commit("Second").put("index.php", "<?php 2;").on("main");

    var grown = build("--plan", whole).ends(0).document();
    var same = build("--plan", alone.toString()).ends(0).document();

    assertEquals(3, grown.get("images").get(0).get("layers").asInt());
    assertEquals(1, grown.get("layers").get("built").asInt());
    assertEquals(2, grown.get("plan").get("layers").size());
    assertEquals(grown.get("images"), same.get("images"), "the plan may come alone");
    assertEquals(1, build().ends(0).document().get("plan").get("layers").size(), "a base alone");
  }

  @Test
  void a_snapshot_is_built_as_it_was_frozen() throws Exception {
    var frozen = farm.speeder.json("snapshot", "--manifest", farm.manifest);
    var file = farm.keep("snapshot.json", frozen);
    farm.core.commit("Second").put("index.php", "<?php 2;").on("main");

    var built = build("--snapshot", file).ends(0).document();

    assertEquals(frozen.document().get("snapshot"), built.get("snapshot"));
    assertEquals(frozen.document().get("sources"), built.get("sources"));
  }

  @Test
  void a_snapshot_of_other_sources_is_refused() throws Exception {
    var file = farm.keep("s.json", farm.speeder.json("snapshot", "--manifest", farm.manifest));
    farm.change("  cite: {git", "  echo: {git");
    farm.change("from: cite", "from: echo");
    build("--snapshot", file)
        .ends(2)
        .says("The snapshot does not hold the manifest's source echo.");
  }

  @Test
  void a_snapshot_of_another_tree_or_of_an_unknown_commit_is_told() throws Exception {
    var frozen = farm.speeder.json("snapshot", "--manifest", farm.manifest).ends(0);
    var source = frozen.document().get("sources").get(0);
    var tree = source.get("tree").asString();
    var other =
        Files.writeString(folder.resolve("other.json"), frozen.out().replace(tree, "1".repeat(40)));
    build("--snapshot", other.toString()).ends(2).says("says another tree of cite than commit");

    var byHand =
        """
        {"sources": [{"name": "core", "commit": "%s", "tree": "%s"},
         {"name": "cite", "commit": "%s", "tree": "%s"}]}
        """
            .formatted("2".repeat(40), tree, "2".repeat(40), tree);
    var file = Files.writeString(folder.resolve("hand.json"), byHand);
    build("--snapshot", file.toString()).ends(2).says("has no commit 2222222222 in its branch");
  }

  @Test
  void a_tag_for_several_variants_is_refused_before_anything_is_fetched() {
    buildTo("oci:" + farm.speeder.at("out:tag")).ends(2).says("2 are built: cli, web.");
    buildTo("nowhere").ends(2).says("`nowhere` names no place for images.");
    assertTrue(farm.file("cache").isEmpty(), "something was fetched");
  }

  @Test
  void one_variant_may_have_a_tag() throws Exception {
    farm.change("variants: {web: {}, cli: {entry: [sh]}}", "variants: {web: {}}");
    var to = "oci:" + farm.speeder.at("out:next");
    assertEquals(to, buildTo(to).ends(0).document().get("images").get(0).get("to").asString());
  }

  @Test
  void a_plan_that_is_none_is_told_with_its_place() throws Exception {
    var plan = folder.resolve("plan.json");
    Files.writeString(plan, "{\n  \"base\": 7}");
    build("--plan", plan.toString()).ends(2).says("plan.json:2:11: expected a digest, found 7.");
    Files.writeString(plan, "{\"plan\": {\"base\": \"sha256:" + "0".repeat(64) + "\",");
    build("--plan", plan.toString()).ends(2).says("plan.json:1:").says("expected JSON");
    build("--plan", farm.speeder.at("none.json")).ends(2).says("There is no file");
  }

  @Test
  void a_plan_whose_layers_do_not_follow_on_one_another_is_told() throws Exception {
    var whole = Files.readString(Path.of(farm.keep("build.json", build())));
    var broken = whole.replace("\"deltas\":0", "\"deltas\":3");
    var file = Files.writeString(folder.resolve("broken.json"), broken);
    build("--plan", file.toString()).ends(2).says("1 layers do not fit 3 deltas");
  }

  @Test
  void a_base_that_is_not_there_is_told() throws Exception {
    farm.change("base: oci:base@", "base: oci:nowhere@");
    build().ends(1).says("is not in oci:");
  }

  private List<String> tags() throws IOException {
    var index = JsonMapper.shared().readTree(Files.readString(folder.resolve("out/index.json")));
    var names = new ArrayList<String>();
    var digests = new ArrayList<String>();
    for (var each : index.get("manifests")) {
      names.add(each.get("annotations").get("org.opencontainers.image.ref.name").asString());
      digests.add(each.get("digest").asString());
    }
    assertEquals(List.of("cli", "web"), names);
    return digests;
  }

  private static List<String> texts(JsonNode list, String field) {
    var texts = new ArrayList<String>();
    for (var each : list) texts.add(each.get(field).asString());
    return texts;
  }
}
