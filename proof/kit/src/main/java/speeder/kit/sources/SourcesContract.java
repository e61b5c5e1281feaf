package speeder.kit.sources;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import speeder.core.source.BadCommit;
import speeder.core.source.Commit;
import speeder.core.source.Head;
import speeder.core.source.ObjectId;
import speeder.core.source.Reading;
import speeder.core.source.Source;
import speeder.core.source.SourceCommit;
import speeder.core.source.Tie;
import speeder.engine.port.PortFailure;
import speeder.engine.port.Sources;

/// What everything that is Sources and Trees does.
public abstract class SourcesContract extends SourcesFixture {
  private static final long DEADLINE_SECONDS = 20;
  private static final ObjectId NOWHERE = new ObjectId("1".repeat(40));

  private ObjectId commit(Source source, Map<String, String> files) {
    return commit(source, "master", "Change", files);
  }

  @Test
  void heads_come_in_the_order_asked_with_commit_and_time() throws PortFailure {
    var one = source("one");
    var two = source("two");
    var first = commit(one, Map.of("a", "1"));
    var second = commit(two, Map.of("a", "2"));

    var readings = sources().read(List.of(two, one));

    assertEquals(List.of(second, first), readings.stream().map(SourcesContract::head).toList());
    var found = assertInstanceOf(Reading.Found.class, readings.get(1));
    assertEquals("one", found.source());
    assertEquals(Repo.FIRST, found.head().committedAt());
  }

  @Test
  void a_new_commit_is_the_head_of_the_next_reading() throws PortFailure {
    var one = source("one");
    commit(one, Map.of("a", "1"));
    sources().read(List.of(one));
    var later = commit(one, Map.of("a", "2"));
    assertEquals(later, head(sources().read(List.of(one)).getFirst()));
  }

  @Test
  void what_cannot_be_read_is_missing_with_a_reason_and_the_others_are_read() throws PortFailure {
    var one = source("one");
    var empty = source("empty");
    var lost = source("lost");
    var other = source("other");
    var commit = commit(one, Map.of("a", "1"));
    commit(lost, Map.of("a", "1"));
    commit(other, "main", "Change", Map.of("a", "1"));
    lose(lost);
    var readings = sources().read(List.of(empty, lost, other, one));
    assertEquals(
        List.of("source-empty", "source-not-found", "branch-not-found"),
        readings.subList(0, 3).stream().map(SourcesContract::code).toList());
    assertEquals(commit, head(readings.get(3)));
  }

  @Test
  void files_and_trees_stay_at_hand_when_the_source_goes() throws PortFailure {
    var one = source("one");
    var commit = commit(one, Map.of("dir/a", "text"));
    var tree = tree(one);
    lose(one);
    assertArrayEquals("text".getBytes(UTF_8), sources().file("one", commit, "dir/a").orElseThrow());
    assertEquals(List.of("40000 dir", "100644 dir/a"), walk(tree));
  }

  @Test
  void a_file_that_is_not_there_is_nothing_and_a_commit_that_is_not_there_a_failure()
      throws PortFailure {
    var one = source("one");
    var commit = commit(one, Map.of("dir/a", "text"));
    sources().read(List.of(one));
    assertEquals(Optional.empty(), sources().file("one", commit, "dir/b"));
    assertEquals(Optional.empty(), sources().file("one", commit, "dir"));
    assertFailure("object-missing", () -> sources().file("one", NOWHERE, "dir/a"));
    assertFailure("object-missing", () -> walk(NOWHERE));
    assertFailure("source-unknown", () -> trees().open("nobody"));
  }

  @Test
  void a_file_over_the_limit_is_refused() throws PortFailure {
    var one = source("one");
    var commit = commit(one, Map.of("big", "x".repeat(Sources.FILE_BYTES_MAX + 1)));
    sources().read(List.of(one));
    assertFailure("file-too-large", () -> sources().file("one", commit, "big"));
  }

  @Test
  void a_walk_visits_in_gits_order_folders_first() throws PortFailure {
    var one = source("one");
    commit(one, Map.of("a.txt", "", "a/z", "", "a/b/c", "", "a-b", "", "z", ""));
    assertEquals(
        List.of(
            "100644 a-b",
            "100644 a.txt",
            "40000 a",
            "40000 a/b",
            "100644 a/b/c",
            "100644 a/z",
            "100644 z"),
        walk(tree(one)));
  }

  @Test
  void a_difference_names_what_is_new_changed_and_gone() throws PortFailure {
    var one = source("one");
    commit(one, Map.of("same", "1", "changed", "1", "gone", "1", "old/a", "1", "old/b", "1"));
    var before = tree(one);
    commit(one, Map.of("same", "1", "changed", "2", "new/a", "1"));
    var after = tree(one);
    assertEquals(
        List.of("put changed", "gone gone", "put new", "put new/a", "gone old"),
        diff(before, after));
    assertEquals(
        List.of("put changed", "put gone", "gone new", "put old", "put old/a", "put old/b"),
        diff(after, before));
    assertEquals(List.of(), diff(after, after));
  }

  @Test
  void a_file_in_place_of_a_folder_is_put_and_nothing_of_that_name_is_gone() throws PortFailure {
    var one = source("one");
    commit(one, Map.of("x", "1", "y/a", "1", "y.b", "1"));
    var before = tree(one);
    commit(one, Map.of("x/a", "1", "y", "1", "y.b", "1"));
    var after = tree(one);

    assertEquals(List.of("put x", "put x/a", "put y"), diff(before, after));
    assertEquals(List.of("put x", "put y", "put y/a"), diff(after, before));
  }

  @Test
  void one_entry_is_found_by_its_path() throws PortFailure {
    var one = source("one");
    commit(one, Map.of("dir.x", "1", "dir/sub/a", "1", "file", "1"));
    var tree = tree(one);

    assertEquals(
        List.of("100644 dir.x", "40000 dir/sub", "100644 dir/sub/a", "-", "-", "-"),
        List.of(
            find(tree, "dir.x"),
            find(tree, "dir/sub"),
            find(tree, "dir/sub/a"),
            find(tree, "dir/sub/b"),
            find(tree, "file/a"),
            find(tree, "none/a")));
  }

  private String find(ObjectId tree, String path) throws PortFailure {
    try (var reader = trees().open("one")) {
      return reader.find(tree, path.getBytes(UTF_8)).map(SourcesContract::told).orElse("-");
    }
  }

  @Test
  void the_empty_tree_is_always_at_hand() throws PortFailure {
    var one = source("one");
    commit(one, Map.of("a", "1"));
    var empty = new ObjectId("4b825dc642cb6eb9a060e54bf8d69288fbee4904");
    var tree = tree(one);

    assertEquals(List.of(), walk(empty));
    assertEquals(List.of("put a"), diff(empty, tree));
    assertEquals(List.of("gone a"), diff(tree, empty));
  }

  @Test
  void blobs_have_a_size_and_can_be_copied() throws PortFailure {
    var one = source("one");
    commit(one, Map.of("a", "some text"));
    var tree = tree(one);
    var out = new ByteArrayOutputStream();

    try (var reader = trees().open("one")) {
      reader.walk(
          tree,
          entry -> {
            assertEquals(9, reader.size(entry.id()));
            reader.copy(entry.id(), out);
          });
    }

    assertEquals("some text", out.toString(UTF_8));
  }

  @Test
  void commits_between_two_are_described_newest_first() throws PortFailure {
    var one = source("one");
    var first = commit(one, "master", "First", Map.of("a", "1"));
    commit(one, "master", "Second", Map.of("a", "2"));
    var third = commit(one, "master", "Third", Map.of("a", "3"));
    sources().read(List.of(one));

    var since = sources().describe("one", Optional.of(first), third);
    var all = sources().describe("one", Optional.empty(), third);

    assertEquals(
        List.of("Third", "Second"), since.commits().stream().map(Commit::subject).toList());
    assertEquals(third, since.commits().getFirst().id());
    assertEquals(1, since.commits().getFirst().files());
    assertEquals(3, all.commits().size());
    assertFailure("object-missing", () -> sources().describe("one", Optional.of(NOWHERE), third));
  }

  @Test
  void a_line_leads_from_a_commit_to_what_another_one_has_newest_first() throws PortFailure {
    var one = source("one");
    var first = commit(one, "master", "First", Map.of("a", "1"));
    var second = commit(one, "master", "Second", Map.of("a", "2"));
    var third = commit(one, "master", "Third", Map.of("a", "3"));
    sources().read(List.of(one));

    assertEquals(List.of(third, second, first), line(first, third));
    assertEquals(List.of(first), line(third, first));
    assertFailure("object-missing", () -> line(NOWHERE, third));
  }

  private List<ObjectId> line(ObjectId from, ObjectId to) throws PortFailure {
    return sources().line("one", from, to).stream().map(Head::commit).toList();
  }

  @Test
  void footers_say_what_commits_depend_on_and_what_changes_go_by() throws PortFailure {
    var id = "I" + "0123456789".repeat(4);
    var one = source("one");
    var first = commit(one, "master", "First\n\nDepends-On: %s\n".formatted(id), Map.of("a", "1"));
    var text = "Second\n\nMore of it.\n\nChange-Id: %s\n".formatted(id);
    var second = commit(one, "master", text, Map.of("a", "2"));
    var third =
        commit(
            one,
            "master",
            "Third\n\nDepends-On: https://r.example/c/one/+/7/2\n",
            Map.of("a", "3"));
    sources().read(List.of(one));

    assertEquals(
        List.of(new Tie(third, "https://r.example/c/one/+/7")),
        sources().ties("one", first, third));
    assertEquals(
        Map.of(id.toLowerCase(Locale.ROOT), second),
        sources().changes("one", third, Set.of(id.toLowerCase(Locale.ROOT), "nothing")));
    assertEquals(
        Map.of(first.hex(), first), sources().changes("one", first, Set.of(first.hex(), id)));
  }

  @Test
  void a_long_history_is_cut_and_says_so() throws PortFailure {
    var one = source("one");
    var last = NOWHERE;
    for (int i = 0; i <= Sources.COMMITS_MAX; i++) {
      last = commit(one, "master", "Change " + i, Map.of("a", "" + i));
    }
    sources().read(List.of(one));

    var described = sources().describe("one", Optional.empty(), last);

    assertEquals(Sources.COMMITS_MAX, described.commits().size());
    assertTrue(described.more());
  }

  @Test
  void a_commit_is_found_by_its_first_digits() throws PortFailure {
    var one = source("one");
    var first = commit(one, Map.of("a", "1"));
    commit(one, Map.of("a", "2"));
    sources().read(List.of(one));

    var found = sources().find("one", first.hex().substring(0, Sources.DIGITS_MIN)).orElseThrow();

    assertEquals(first, found.commit());
    assertEquals(Repo.FIRST, found.committedAt());
    assertEquals(Optional.of(found), sources().find("one", first.hex()));
    assertEquals(Optional.empty(), sources().find("one", first.hex().substring(0, 6)));
    assertEquals(Optional.empty(), sources().find("one", NOWHERE.hex()));
    assertEquals(Optional.empty(), sources().find("one", "master"));
    assertEquals(Optional.empty(), sources().find("one", found.tree().hex()));
  }

  @Test
  void a_commit_holds_itself_and_its_history() throws PortFailure {
    var one = source("one");
    var first = commit(one, Map.of("a", "1"));
    var second = commit(one, Map.of("a", "2"));
    sources().read(List.of(one));

    assertTrue(sources().holds("one", second, first));
    assertTrue(sources().holds("one", first, first));
    assertFalse(sources().holds("one", first, second));
    assertFalse(sources().holds("one", first, NOWHERE));
    assertFailure("object-missing", () -> sources().holds("one", NOWHERE, first));
  }

  @Test
  void the_newest_sound_commit_holds_nothing_bad_without_its_fix() throws PortFailure {
    var one = source("one");
    var line = new ArrayList<ObjectId>();
    for (int i = 0; i < 8; i++) line.add(commit(one, "master", "Change " + i, Map.of("a", "" + i)));
    sources().read(List.of(one));

    assertEquals(Optional.of(line.get(7)), sound(line.get(7)));
    assertEquals(Optional.of(line.get(7)), sound(line.get(7), bad(NOWHERE)));
    assertEquals(Optional.of(line.get(4)), sound(line.get(7), bad(line.get(5))));
    assertEquals(Optional.of(line.get(4)), sound(line.get(4), bad(line.get(5))));
    assertEquals(Optional.of(line.get(7)), sound(line.get(7), bad(line.get(3), line.get(5))));
    assertEquals(Optional.of(line.get(2)), sound(line.get(4), bad(line.get(3), line.get(5))));
    assertEquals(
        Optional.of(line.get(1)),
        sound(line.get(7), bad(line.get(6)), bad(line.get(2), line.get(6))));
    assertEquals(Optional.empty(), sound(line.get(7), bad(line.get(0))));
    assertFailure("object-missing", () -> sound(NOWHERE));
  }

  private Optional<ObjectId> sound(ObjectId from, BadCommit... bad) throws PortFailure {
    return sources().sound("one", from, List.of(bad)).map(Head::commit);
  }

  private static BadCommit bad(ObjectId commit) {
    return bad(commit, Optional.empty());
  }

  private static BadCommit bad(ObjectId commit, ObjectId fix) {
    return bad(commit, Optional.of(fix));
  }

  private static BadCommit bad(ObjectId commit, Optional<ObjectId> fix) {
    return new BadCommit(
        new SourceCommit("one", commit), fix, "it breaks", "conductor", 1, Optional.empty());
  }

  @Test
  void a_watch_says_which_source_may_have_moved() throws Exception {
    var one = source("one");
    var two = source("two");
    commit(one, Map.of("a", "1"));
    commit(two, Map.of("a", "1"));
    sources().read(List.of(one, two));
    var stirred = new LinkedBlockingQueue<String>();

    try (var _ = sources().watch(List.of(one, two), stirred::add)) {
      commit(two, Map.of("a", "2"));
      assertEquals("two", stirred.poll(DEADLINE_SECONDS, TimeUnit.SECONDS));
    }
  }
}
