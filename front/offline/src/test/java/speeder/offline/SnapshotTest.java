package speeder.offline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import speeder.kit.sources.Repo;

class SnapshotTest {
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

  private Speeder.Ran snapshot(String... more) {
    var all = new ArrayList<>(List.of("snapshot", "--manifest", farm.manifest));
    all.addAll(List.of(more));
    return farm.speeder.json(all.toArray(String[]::new));
  }

  @Test
  void the_heads_of_all_sources_are_frozen_under_one_digest() {
    var first = snapshot().ends(0);

    var document = first.document();
    assertTrue(document.get("snapshot").asString().matches("sha256:[0-9a-f]{64}"));
    var sources = document.get("sources");
    assertEquals(2, sources.size());
    var cite = sources.get(0);
    assertEquals("cite", cite.get("name").asString());
    assertEquals(farm.head(farm.cite), cite.get("commit").asString());
    var commit = farm.cite.head("main").orElseThrow();
    assertEquals(farm.cite.tree(commit).toString(), cite.get("tree").asString());
    assertEquals(first.out(), snapshot().out(), "the same heads give the same document");
    first.says("reads the heads of 2 sources");
  }

  @Test
  void a_commit_gives_another_digest() {
    var before = snapshot().document().get("snapshot");
    farm.core.commit("Second").put("index.php", "<?php 2;").on("main");
    var after = snapshot().document();
    assertNotEquals(before, after.get("snapshot"));
    assertEquals(farm.head(farm.core), after.get("sources").get(1).get("commit").asString());
  }

  @Test
  void for_people_it_is_a_table() {
    var said = farm.speeder.run("snapshot", "--manifest", farm.manifest).ends(0).out();
    assertTrue(said.contains(farm.head(farm.core) + "  core  /srv/app"), said);
  }

  @Test
  void a_wrong_branch_is_told_with_its_place_and_the_one_that_was_meant() throws Exception {
    farm.change("core.git, branch: main", "core.git, branch: mian");
    var refused = snapshot().ends(2).says("speeder.yaml:3:33: core has no branch mian.");
    var problem = refused.says("Did you mean main?").document();
    assertEquals("branch-not-found", problem.get("code").asString());
  }

  @Test
  void every_source_that_is_not_there_is_told_with_its_place() throws Exception {
    farm.change("git: core.git", "git: nothing.git");
    farm.change("git: cite.git", "git: none.git");
    var refused = snapshot().ends(2).says("2 of 2 sources have no commit to stand at.");
    refused.says("speeder.yaml:3:15: There is no git repository for core");
    refused.says("speeder.yaml:4:15: There is no git repository for cite");
    assertEquals(2, refused.document().get("faults").size());
  }

  @Test
  void a_repository_without_commits_is_told() throws Exception {
    Repo.create(folder.resolve("empty.git")).close();
    farm.change("git: core.git", "git: empty.git");
    snapshot().ends(2).says("The repository of core has no commit yet.");
  }

  @Test
  void a_source_out_of_reach_could_not_be_read() throws Exception {
    farm.change("git: core.git", "git: http://user:secret@127.0.0.1:" + closed() + "/core.git");
    var failed = snapshot().ends(3).says("is out of reach");
    assertEquals("source-unreachable", failed.document().get("code").asString());
    assertTrue(!failed.toString().contains("secret"), failed::toString);
  }

  /// A port where nobody listens.
  private static int closed() throws IOException {
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  @Test
  void a_source_out_of_reach_is_held_back_at_the_last_snapshot() throws Exception {
    var last = farm.keep("last.json", snapshot());
    Files.move(folder.resolve("cite.git"), folder.resolve("away.git"));
    farm.core.commit("Second").put("index.php", "<?php 2;").on("main");

    var document = snapshot("--last", last).ends(0).document();

    assertEquals("HELD_BACK", document.get("sources").get(0).get("why").asString());
    assertEquals(farm.head(farm.core), document.get("sources").get(1).get("commit").asString());
    assertEquals("cite", document.get("held").get(0).get("source").asString());
  }

  @Test
  void what_does_not_fit_together_is_no() {
    farm.cite.commit("Needs").put("extension.json", "{\"requires\": [\"echo\"]}").on("main");
    snapshot().ends(1).says("needs the source echo, which the farm does not have");
  }

  @Test
  void faults_of_a_manifest_are_all_told() throws Exception {
    farm.change("at: /srv/app/cite", "at: srv/app/cite");
    farm.change("lane: train", "lane: trian");
    var refused = snapshot().ends(2).says("speeder.yaml:4:43").says("Did you mean `train`?");
    assertEquals("bad-manifest", refused.document().get("code").asString());
    assertEquals(2, refused.document().get("faults").size());
  }

  @Test
  void what_was_fetched_is_its_owners_alone() throws Exception {
    snapshot().ends(0);
    var kept = farm.file("cache/speeder").orElseThrow();
    assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)));
  }

  @Test
  void a_folder_that_cannot_be_written_is_told() throws Exception {
    Files.writeString(folder.resolve("file"), "");
    snapshot("--cache", farm.speeder.at("file/below")).ends(3).says("file/below cannot be written");
  }
}
