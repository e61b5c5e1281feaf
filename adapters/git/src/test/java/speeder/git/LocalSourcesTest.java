package speeder.git;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.Test;
import speeder.core.source.Reading;
import speeder.core.source.Source;
import speeder.kit.sources.Repo;

/// Repositories on this machine.
class LocalSourcesTest extends RepoSources {
  private static final long DEADLINE_SECONDS = 20;

  @Override
  String address(String name, Repo repository) {
    return repository.url();
  }

  @Test
  void entries_keep_mode_and_raw_name() throws Exception {
    var one = source("one");
    repository("one")
        .commit("All kinds")
        .put("naïve name", "x")
        .executable("run", "x")
        .link("link", "run")
        .submodule("sub", new speeder.core.source.ObjectId("2".repeat(40)))
        .on("master");

    assertEquals(
        List.of("120000 link", "100644 naïve name", "100755 run", "160000 sub"), walk(tree(one)));
  }

  @Test
  void a_branch_that_is_not_there_is_answered_with_the_nearest() throws Exception {
    var one = source("one", "wmf/nxt");
    repository("one").commit("Change").put("a", "1").on("wmf/next");
    repository("one").commit("Change").put("a", "1").on("master");

    var missing = assertInstanceOf(Reading.Missing.class, git().read(List.of(one)).getFirst());

    assertEquals("one has no branch wmf/nxt.", missing.why().sentence());
    assertTrue(missing.why().remedy().startsWith("Did you mean wmf/next?"), missing::toString);
  }

  @Test
  void two_branches_of_one_repository_are_two_sources() throws Exception {
    var master = source("one");
    var next = source("one", "wmf/next");
    var a = repository("one").commit("A").put("a", "1").on("master");
    var b = repository("one").commit("B").put("a", "2").on("wmf/next");

    var readings = git().read(List.of(master, next));

    assertEquals(List.of(a, b), readings.stream().map(RepoSources::head).toList());
  }

  @Test
  void a_repository_with_a_work_tree_is_read_too() throws Exception {
    var work = folder.resolve("work tree");
    try (var git = Git.init().setDirectory(work.toFile()).setInitialBranch("master").call()) {
      Files.writeString(work.resolve("a"), "1");
      git.add().addFilepattern("a").call();
      var commit = git.commit().setMessage("Change").setSign(false).call();
      var source =
          new Source("work", work.toUri().toString(), "master", "/w", false, Source.Kind.CODE);

      assertEquals(commit.name(), head(git().read(List.of(source)).getFirst()).hex());
    }
  }

  @Test
  void a_branch_that_was_moved_back_is_followed_and_its_commits_survive_packing() throws Exception {
    var one = source("one");
    var first = repository("one").commit("First").put("a", "1").on("master");
    git().read(List.of(one));
    var lost = repository("one").commit("Second").put("a", "2").on("master");
    git().read(List.of(one));
    repository("one").reset("master", first);

    assertEquals(first, head(git().read(List.of(one)).getFirst()));
    try (var mirror =
        Mirror.open(
            folder.resolve("mirrors").resolve(new Address(one.git()).mirrorName()),
            java.time.InstantSource.system())) {
      mirror.pack();
    }
    assertEquals("2", new String(git().file("one", lost, "a").orElseThrow(), UTF_8));
  }

  @Test
  void mirrors_serve_after_a_restart_without_the_source() throws Exception {
    var one = source("one");
    var commit = commit(one, "master", "Change", Map.of("a", "1"));
    git().read(List.of(one));
    lose(one);

    try (var again = reopened()) {
      again.read(List.of(one));
      assertEquals("1", new String(again.file("one", commit, "a").orElseThrow(), UTF_8));
    }
  }

  @Test
  void a_repository_that_was_replaced_is_read_anew() throws Exception {
    var one = source("one");
    commit(one, "master", "Change", Map.of("a", "1"));
    git().read(List.of(one));
    lose(one);
    assertEquals("source-not-found", code(git().read(List.of(one)).getFirst()));
    try (var fresh = Repo.create(folder.resolve("repos").resolve("one.git"))) {
      var commit = fresh.commit("Anew").put("b", "1").on("master");

      assertEquals(commit, head(git().read(List.of(one)).getFirst()));
    }
  }

  @Test
  void many_fetches_are_packed_into_one() throws Exception {
    var one = source("one");
    for (int i = 0; i <= GitSources.PACKS_MAX; i++) {
      commit(one, "master", "Change", Map.of("a", "" + i));
      git().read(List.of(one));
    }

    assertEquals(1, git().tidy());
    assertEquals(0, git().tidy());
    assertEquals(List.of("100644 a"), walk(tree(one)));
  }

  @Test
  void a_watch_hears_new_branches_in_new_folders_and_packed_refs() throws Exception {
    var one = source("one", "wmf/next");
    repository("one").commit("Change").put("a", "1").on("master");
    var stirred = new LinkedBlockingQueue<String>();

    try (var _ = git().watch(List.of(one), stirred::add)) {
      var commit = repository("one").commit("Change").put("a", "1").on("wmf/next");
      readUntil(one, commit, stirred);
      var later = repository("one").commit("Change").put("a", "2").on("wmf/next");
      readUntil(one, later, stirred);
      Git.wrap(repository("one").jgit()).packRefs().setAll(true).call();
      var packed = repository("one").commit("Change").put("a", "3").on("wmf/next");
      readUntil(one, packed, stirred);
    }
  }

  @Test
  void a_watch_finds_a_repository_that_comes_later() throws Exception {
    var url = "file://" + folder.resolve("repos").resolve("later.git");
    var later = new Source("later", url, "master", "/l", false, Source.Kind.CODE);
    var stirred = new LinkedBlockingQueue<String>();

    try (var _ = git().watch(List.of(later), stirred::add)) {
      var commit = repository("later").commit("Change").put("a", "1").on("master");
      readUntil(later, commit, stirred);
    }
  }

  @Test
  void a_notice_comes_within_milliseconds() throws Exception {
    var one = source("one");
    commit(one, "master", "Change", Map.of("a", "0"));
    git().read(List.of(one));
    var stirred = new LinkedBlockingQueue<String>();
    var nanos = new ArrayList<Long>();

    try (var _ = git().watch(List.of(one), stirred::add)) {
      for (int i = 1; i <= 50; i++) {
        var commit = commit(one, "master", "Change", Map.of("a", "" + i));
        long start = System.nanoTime();
        readUntil(one, commit, stirred);
        nanos.add(System.nanoTime() - start);
      }
    }

    System.out.printf("commit to head read: median %.1f ms%n", median(nanos));
  }

  @Test
  void two_hundred_that_did_not_move_are_read_fast() throws Exception {
    var all = new ArrayList<Source>();
    for (int i = 0; i < 200; i++) {
      var source = source("s" + i);
      commit(source, "master", "Change", Map.of("a", "" + i));
      all.add(source);
    }
    long first = System.nanoTime();
    git().read(all);
    first = System.nanoTime() - first;
    var unmoved = new ArrayList<Long>();
    var moved = new ArrayList<Long>();
    for (int i = 0; i < 30; i++) {
      unmoved.add(timed(all));
      commit(all.get(i), "master", "Change", Map.of("a", "again" + i));
      moved.add(timed(all.subList(i, i + 1)));
    }

    System.out.printf(
        "200 sources: first %.0f ms, unmoved median %.1f ms; one moved: median %.1f ms%n",
        first / 1e6, median(unmoved), median(moved));
    assertTrue(median(unmoved) < 500, () -> "unmoved: " + median(unmoved) + " ms");
  }

  private long timed(List<Source> sources) throws Exception {
    long start = System.nanoTime();
    git().read(sources);
    return System.nanoTime() - start;
  }

  private static double median(List<Long> nanos) {
    return nanos.stream().sorted().toList().get(nanos.size() / 2) / 1e6;
  }

  private void readUntil(
      Source source, speeder.core.source.ObjectId commit, LinkedBlockingQueue<String> stirred)
      throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
    while (System.nanoTime() < deadline) {
      if (stirred.poll(DEADLINE_SECONDS, TimeUnit.SECONDS) == null) break;
      boolean there =
          git().read(List.of(source)).getFirst() instanceof Reading.Found found
              && found.head().commit().equals(commit);
      if (there) return;
    }
    throw new AssertionError("no notice of " + commit.brief());
  }
}
