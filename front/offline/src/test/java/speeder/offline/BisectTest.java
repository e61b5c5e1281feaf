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

/// The commit between two snapshots that breaks.
class BisectTest {
  private static final int COMMITS = 8;

  @TempDir Path folder;
  private SmallFarm farm;
  private String good = "";
  private String bad = "";
  private String culprit = "";

  /// Commits of cite from the culprit on.
  private final List<String> broken = new ArrayList<>();

  @BeforeEach
  void start() throws IOException {
    farm = SmallFarm.in(folder);
    good = farm.keep("good.json", snapshot());
    for (int i = 1; i <= COMMITS; i++) {
      farm.core.commit("Core " + i).put("index.php", "<?php " + i + ";").on("main");
      farm.cite.commit("Cite " + i).put("cite.php", i < 6 ? "fine" : "broken").on("main");
      if (i >= 6) broken.add(farm.head(farm.cite));
    }
    culprit = broken.getFirst();
    bad = farm.keep("bad.json", snapshot());
  }

  @AfterEach
  void stop() {
    farm.close();
  }

  private Speeder.Ran snapshot() {
    return farm.speeder.json("snapshot", "--manifest", farm.manifest);
  }

  private Speeder.Ran bisect(String... more) {
    return between(List.of(good, bad), more);
  }

  private Speeder.Ran between(List<String> ends, String... more) {
    var all = new ArrayList<>(List.of("bisect", "--manifest", farm.manifest));
    all.addAll(ends);
    all.addAll(List.of("--mix", farm.speeder.at("mix.json")));
    all.addAll(List.of("--log", farm.speeder.at("log.jsonl")));
    all.addAll(List.of(more));
    return farm.speeder.json(all.toArray(String[]::new));
  }

  /// Whether the mix's commit of cite is before the culprit, worked out from git alone.
  private String check() {
    return """
    c=$(tr '{' '\\n' < "$SPEEDER_MIX" | grep '"name":"cite"' | sed 's/.*"commit":"\\([0-9a-f]*\\)".*/\\1/')
    git -C %s show "$c:cite.php" 2>/dev/null | grep -q broken && exit 1
    exit 0
    """
        .formatted(farm.speeder.at("cite.git"));
  }

  @Test
  void a_command_that_tries_mixes_finds_the_commit_in_a_few_of_them() {
    var answer = bisect("--run", check()).ends(0).document();

    assertEquals("cite", answer.get("found").get("source").asString());
    assertEquals(culprit, answer.get("found").get("commit").asString());
    assertEquals("Cite 6", answer.get("found").get("commits").get(0).get("subject").asString());
    assertTrue(answer.get("tried").size() <= 4, answer.toString());
  }

  @Test
  void what_is_suspected_is_tried_first() {
    var next = bisect("--suspect", "cite=10").ends(1).document().get("next");

    assertEquals(1, next.get("mixed").size());
    assertEquals("cite", next.get("mixed").get(0).asString());
  }

  @Test
  void a_person_says_what_came_of_each_mix_and_goes_on_where_they_were() throws IOException {
    for (int step = 0; step < 5; step++) {
      var ran = bisect();
      if (ran.code() == 0) {
        assertEquals(culprit, ran.document().get("found").get("commit").asString());
        return;
      }
      var mix = Files.readString(folder.resolve("mix.json"));
      bisect("--said", isBroken(mix) ? "bad" : "good");
    }
    throw new AssertionError("not found: " + Files.readString(folder.resolve("log.jsonl")));
  }

  private boolean isBroken(String mix) {
    return broken.stream().anyMatch(mix::contains);
  }

  @Test
  void a_mix_is_built_here_and_is_neither_gated_nor_sent_to_a_registry() throws IOException {
    bisect().ends(1);
    var mix = farm.speeder.at("mix.json");
    var results = Files.writeString(folder.resolve("results.jsonl"), "").toString();
    var build = List.of("build", "--manifest", farm.manifest, "--snapshot", mix, "--to");

    farm.speeder.json("gate", "--snapshot", mix, "--evidence", results).ends(1).says("is a mix");
    run(build, "registry.example.org/mix").ends(1).says("it goes to no registry");
    run(build, "oci:" + farm.speeder.at("out")).ends(0);
  }

  private Speeder.Ran run(List<String> command, String last) {
    var all = new ArrayList<>(command);
    all.add(last);
    return farm.speeder.json(all.toArray(String[]::new));
  }

  @Test
  void a_mix_that_does_not_fit_together_is_gone_around() throws IOException {
    farm.cite.commit("Needs").put("extension.json", "{\"requires\": [\"nothing\"]}").on("main");
    farm.cite.commit("Needs no more").put("extension.json", "{}").on("main");
    bad = farm.keep("bad.json", snapshot());

    var ran = bisect("--run", check()).ends(0);
    assertEquals(culprit, ran.document().get("found").get("commit").asString());
  }

  @Test
  void a_command_that_cannot_run_ends_it_and_nothing_is_lost() throws IOException {
    bisect("--run", "exit 127").ends(3).says("ended with 127");
    assertTrue(Files.notExists(folder.resolve("log.jsonl")), "nothing was said");
  }

  @Test
  void what_is_said_of_a_mix_that_was_not_written_is_refused() throws IOException {
    bisect("--said", "good").ends(2).says("does not hold the mix");
    bisect("--suspect", "cite=10").ends(1);
    bisect("--said", "good").ends(2).says("does not hold the mix");
    assertTrue(Files.notExists(folder.resolve("log.jsonl")), "nothing was said");
    bisect("--suspect", "cite=10", "--said", "good").ends(1);
  }

  @Test
  void what_cannot_be_tried_at_all_leaves_the_suspects() {
    var answer = bisect("--run", "exit 125").ends(1).document();

    assertEquals(2 * COMMITS, answer.get("left").size());
  }

  @Test
  void bad_input_is_told() {
    bisect("--suspect", "core=11").ends(2).says("from 1 to 10");
    bisect("--suspect", "echo=2").ends(2).says("no source echo");
    bad = good;
    bisect().ends(2).says("hold the same commits");
  }
}
