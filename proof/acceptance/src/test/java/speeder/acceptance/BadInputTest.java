package speeder.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.TreeFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import speeder.api.ApiFailure;
import speeder.api.Command;
import speeder.api.Status;
import speeder.demo.Browser;

/// Bad input is answered clearly, with what to do; nothing is half done, and what serves is
/// untouched.
class BadInputTest {
  private static final int BAD_INPUT = 2;
  private static final int COULD_NOT = 3;

  /// In mounts of its own, where the file is one that cannot be run.
  private static final List<String> WITHOUT_RUNC =
      List.of(
          "unshare",
          "-m",
          "sh",
          "-c",
          "mount --bind /dev/null /usr/sbin/runc && exec \"$@\"",
          "sh");

  @TempDir Path folder = Path.of("");

  @Test
  void a_wrong_key_is_named_with_file_line_column_and_the_nearest_word() throws Exception {
    try (var farm = SmallFarm.serving(folder)) {
      var serves = Served.by(farm);
      farm.kill();
      change(farm, "stages: {debug", "stagse: {debug");
      var fresh = farm.folder.resolve("fresh");
      for (var data : List.of(farm.data, fresh)) {
        var said = server(farm, data, "127.0.0.1:0");
        assertEquals(BAD_INPUT, said.code(), said::toString);
        assertTrue(said.err().matches("(?s).*speeder.yaml:\\d+:\\d+: .*"), said::toString);
        assertTrue(said.err().contains("Did you mean `stages`?"), said::toString);
      }
      assertFalse(Files.exists(fresh), "a data folder was made");
      serves.assertUntouched();
      change(farm, "stagse: {debug", "stages: {debug");
      farm.start();
      assertEquals(serves.release(), farm.lane().serving().orElseThrow(), "what it finds");
    }
  }

  @Test
  void a_port_in_use_is_said_and_nothing_is_left_running() throws Exception {
    try (var farm = SmallFarm.serving(folder);
        var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var serves = Served.by(farm);
      farm.kill();
      var before = Leftovers.of(farm.folder, farm.data);
      var fresh = farm.folder.resolve("fresh");
      for (var data : List.of(farm.data, fresh)) {
        var said = server(farm, data, "127.0.0.1:" + taken.getLocalPort());
        assertEquals(COULD_NOT, said.code(), said::toString);
        assertTrue(said.err().contains("port-in-use"), said::toString);
      }
      assertEquals(before, Leftovers.of(farm.folder, farm.data), "what runs all the same");
      assertFalse(Files.exists(fresh), "a data folder was made");
      serves.assertUntouched();
    }
  }

  @Test
  void a_second_server_on_one_data_folder_is_refused_and_told_who_runs() throws Exception {
    try (var farm = SmallFarm.made(folder)) {
      farm.start();
      var said = server(farm, farm.data, "127.0.0.1:0");
      assertEquals(COULD_NOT, said.code(), said::toString);
      assertTrue(said.err().contains("already-running"), said::toString);
      assertTrue(said.err().contains(Long.toString(farm.server().pid())), said::toString);
    }
  }

  @Test
  void taking_everything_away_waits_for_the_servers_end_and_tells_what_went() throws Exception {
    try (var farm = SmallFarm.serving(folder)) {
      var serves = Served.by(farm);
      var said = removeAll(farm.data);
      assertEquals(COULD_NOT, said.code(), said::toString);
      assertTrue(said.err().contains("machine-in-use"), said::toString);
      serves.assertUntouched();
      farm.kill();
      var gone = removeAll(farm.data);
      assertEquals(0, gone.code(), gone::toString);
      assertTrue(gone.out().contains("removed the edge at 127.0.0.1:"), gone::toString);
      for (var stage : List.of("debug", "canary", "main")) {
        var slot = "pretrain/here/%s/%s".formatted(stage, serves.release());
        assertTrue(gone.out().contains("removed the container of " + slot), gone::toString);
      }
      assertEquals(List.of(), Leftovers.of(farm.folder, farm.data), "what is left");
      assertTrue(removeAll(farm.data).out().contains("nothing of a server ran"), "once more");
    }
  }

  @Test
  void taking_everything_away_where_no_server_ever_ran_is_refused_and_makes_nothing()
      throws Exception {
    var never = folder.resolve("never");
    var said = removeAll(never);
    assertEquals(COULD_NOT, said.code(), said::toString);
    assertTrue(said.err().contains("no-server-here"), said::toString);
    assertFalse(Files.exists(never), "a folder was made");
  }

  @Test
  void an_unreachable_source_is_named_and_the_lane_waits() throws Exception {
    try (var farm = SmallFarm.serving(folder)) {
      var serves = Served.by(farm);
      startsWith(farm, "git: repos/lib.git", "git: repos/nothing.git");
      assertSays(snapshotTrouble(farm), "lib");
      serves.assertUntouched();
      assertEquals(serves.release(), farm.lane().serving().orElseThrow(), "what serves");
    }
  }

  @Test
  void a_branch_that_does_not_exist_is_named_and_the_lane_waits() throws Exception {
    try (var farm = SmallFarm.serving(folder)) {
      var serves = Served.by(farm);
      startsWith(farm, "git: repos/lib.git, branch: main", "git: repos/lib.git, branch: mian");
      assertSays(snapshotTrouble(farm), "mian");
      serves.assertUntouched();
      assertEquals(serves.release(), farm.lane().serving().orElseThrow(), "what serves");
    }
  }

  @Test
  void a_tree_with_names_that_leave_the_image_is_refused_and_what_serves_goes_on()
      throws Exception {
    try (var farm = SmallFarm.serving(folder)) {
      var serves = Served.by(farm);
      long before = farm.lane().newestCandidate().orElseThrow().id();
      hostile(farm, "..");
      var dropped =
          Await.value(
              "the candidate is dropped: " + farm.told(),
              Await.LONG,
              () ->
                  farm.lane()
                      .newestCandidate()
                      .filter(it -> it.id() > before)
                      .flatMap(it -> it.dropped()));
      assertEquals("path-hostile", dropped.code(), dropped::toString);
      assertSays(dropped, "lib");
      assertEquals(serves.release(), farm.lane().serving().orElseThrow(), "what serves");
      serves.assertUntouched();
      assertFalse(Files.exists(farm.folder.resolve("escaped")), "a file outside the image");
    }
  }

  @Test
  void without_runc_nothing_is_exposed_the_server_says_why_and_what_to_do_and_tries_again()
      throws Exception {
    try (var farm = SmallFarm.serving(folder)) {
      var serves = Served.by(farm);
      farm.kill();
      farm.start(WITHOUT_RUNC);
      farm.site.say("lib two");
      var waits =
          Await.value(
              "a start waits for another try",
              Await.LONG,
              () ->
                  farm.client().status().waiting().stream()
                      .filter(it -> it.kind().equals("prepare"))
                      .findFirst());
      assertEquals("no-runc", waits.why().code(), farm::told);
      assertTrue(waits.why().remedy().contains("apt install runc"), farm::told);
      assertEquals(serves.release(), farm.lane().serving().orElseThrow(), farm::told);
      serves.assertUntouched();
    }
  }

  @Test
  void a_full_disk_refuses_commands_and_lets_what_serves_be_until_there_is_room() throws Exception {
    try (var farm = SmallFarm.made(folder)) {
      var store = Files.createDirectories(farm.data.resolve("store"));
      run("mount", "-t", "tmpfs", "-o", "size=4m,mode=700", "tmpfs", store.toString());
      try {
        fullDisk(farm, store);
      } finally {
        if (farm.runs()) farm.kill();
        run("umount", store.toString());
      }
    }
  }

  @Test
  void a_port_of_the_edge_in_use_is_said_and_nothing_is_made() throws Exception {
    try (var farm = SmallFarm.made(folder);
        var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      change(farm, "listen: \"127.0.0.1:0\"", "listen: \"127.0.0.1:" + taken.getLocalPort() + "\"");
      var said = server(farm, farm.data, "127.0.0.1:0");
      assertEquals(COULD_NOT, said.code(), said::toString);
      assertTrue(said.err().contains("port-in-use"), said::toString);
      assertFalse(Files.exists(farm.data), "a data folder was made");
    }
  }

  private static void fullDisk(SmallFarm farm, Path store) throws Exception {
    farm.start();
    farm.atRest();
    Await.until("it serves", () -> farm.lane().serving().isPresent());
    farm.atRest();
    var filler = store.resolve("filler");
    fill(filler);
    var refused =
        assertThrows(
            ApiFailure.class,
            () -> {
              for (int i = 0; i < 500; i++) hold(farm);
            });
    assertEquals("no-space", refused.problem().code(), () -> refused.problem().toString());
    assertFalse(refused.problem().remedy().isEmpty(), "a remedy");
    assertEquals(200, page(farm), "what people get meanwhile");
    Files.delete(filler);
    Await.until("commands are obeyed again", () -> isObeyed(farm));
  }

  private static boolean isObeyed(SmallFarm farm) {
    try {
      hold(farm);
      return true;
    } catch (ApiFailure still) {
      return false;
    }
  }

  private static void hold(SmallFarm farm) throws ApiFailure {
    farm.client()
        .command(Command.onLane(SmallFarm.id(), Command.HOLD, SmallFarm.LANE).because("full"));
  }

  private static int page(SmallFarm farm) throws Exception {
    try (var browser = new Browser(farm.edge(), SmallFarm.HOST)) {
      return browser.get("/cgi-bin/page").status();
    }
  }

  /// Writes until nothing more fits.
  private static void fill(Path file) {
    try (var out = Files.newOutputStream(file)) {
      var page = new byte[4096];
      while (true) out.write(page);
    } catch (IOException full) {
      if (!Files.exists(file)) throw new UncheckedIOException(full);
    }
  }

  /// What people got before: they get it still, whether a server runs or not.
  private record Served(URI edge, String release) {
    static Served by(SmallFarm farm) throws Exception {
      var served = new Served(farm.edge(), farm.lane().serving().orElseThrow());
      served.assertUntouched();
      return served;
    }

    void assertUntouched() throws Exception {
      try (var browser = new Browser(edge, SmallFarm.HOST)) {
        var answer = browser.get("/cgi-bin/page");
        assertEquals(200, answer.status(), "what people get");
        assertEquals(release, answer.release(), "who serves them");
        assertEquals("config one\nlib one\napp one\n", answer.body(), "what they see");
      }
    }
  }

  private static Program.Said server(SmallFarm farm, Path data, String listen) throws Exception {
    return Program.SERVER.run(
        "--manifest", farm.manifest.toString(), "--data", data.toString(), "--listen", listen);
  }

  private static Program.Said removeAll(Path data) throws Exception {
    return Program.SERVER.run("--data", data.toString(), "--remove-all");
  }

  /// The server goes on with another word in its manifest, and is asked for a release.
  private static void startsWith(SmallFarm farm, String from, String to) throws Exception {
    farm.kill();
    change(farm, from, to);
    var client = farm.start();
    client.command(Command.onLane(SmallFarm.id(), Command.DEPLOY, SmallFarm.LANE));
  }

  private static void change(SmallFarm farm, String from, String to) throws IOException {
    var text = Files.readString(farm.manifest);
    assertTrue(text.contains(from), text);
    Files.writeString(farm.manifest, text.replace(from, to));
  }

  /// Why no snapshot comes: for now, or until a person acts.
  private static Status.Reason snapshotTrouble(SmallFarm farm) throws Exception {
    return Await.value(
        "the status says why no snapshot comes: " + farm.told(),
        Await.LONG,
        () -> {
          var status = farm.client().status();
          var waiting =
              status.waiting().stream()
                  .filter(it -> it.kind().equals("freeze") && it.place().equals(SmallFarm.LANE))
                  .map(Status.Delay::why)
                  .findFirst();
          return waiting.or(() -> status.lane(SmallFarm.LANE).flatMap(it -> it.frozen()));
        });
  }

  private static void assertSays(Status.Reason why, String word) {
    assertTrue(why.sentence().contains(word), why::toString);
    assertFalse(why.remedy().isBlank(), why::toString);
  }

  /// Commits a tree that no git client would make.
  private static void hostile(SmallFarm farm, String name) throws Exception {
    var repository = farm.site.lib.jgit();
    try (var inserter = repository.newObjectInserter()) {
      var blob = inserter.insert(Constants.OBJ_BLOB, "out\n".getBytes(StandardCharsets.UTF_8));
      var inside = new TreeFormatter();
      inside.append("escaped", FileMode.REGULAR_FILE, blob);
      var tree = new TreeFormatter();
      tree.append(name, FileMode.TREE, inserter.insert(inside));
      var commit = new CommitBuilder();
      commit.setTreeId(inserter.insert(tree));
      commit.setMessage("A tree that leaves the image");
      var author = new PersonIdent("Nobody", "nobody@example.org");
      commit.setAuthor(author);
      commit.setCommitter(author);
      var id = inserter.insert(commit);
      inserter.flush();
      var update = repository.updateRef("refs/heads/" + Site.BRANCH);
      update.setNewObjectId(id);
      update.forceUpdate();
    }
  }

  private static void run(String... command) throws Exception {
    var process = new ProcessBuilder(command).inheritIO().start();
    assertTrue(process.waitFor(30, TimeUnit.SECONDS), "ends in time");
    assertEquals(0, process.exitValue(), String.join(" ", command));
  }
}
