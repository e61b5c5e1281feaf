package speeder.offline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Bisecting releases of a server, which is asked by the launcher's commands.
class BisectReleasesTest {
  private static final String GOOD = "r-00000000000a";
  private static final String BAD = "r-00000000000b";

  @TempDir Path folder;
  private SmallFarm farm;

  @BeforeEach
  void start() throws IOException {
    farm = SmallFarm.in(folder);
    farm.keep(GOOD + ".json", snapshot());
    farm.cite.commit("Break").put("cite.php", "broken").on("main");
    farm.keep(BAD + ".json", snapshot());
    launcher(
        """
        #!/bin/sh
        cd "$(dirname "$0")"
        echo "$@" >> asked
        case "$1 $2" in
          "status pretrain") cat status.json ;;
          "release r-"*) cat "$2.json" 2>/dev/null || { cat problem.json; exit 2; } ;;
          *) echo strange; exit 9 ;;
        esac
        """);
    keep("problem.json", "{'code': 'no-such-release', 'sentence': 'No.', 'remedy': 'Look.'}");
    failed(
        "{'release': '%s', 'good': '%s', 'sentence': '%s failed at main: 5 %% errors.', 'remedy': 'x'}"
            .formatted(BAD, GOOD, BAD));
  }

  @AfterEach
  void stop() {
    farm.close();
  }

  private Speeder.Ran snapshot() {
    return farm.speeder.json("snapshot", "--manifest", farm.manifest);
  }

  private void launcher(String script) throws IOException {
    var file = Files.writeString(folder.resolve("speeder"), script);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private void keep(String name, String json) throws IOException {
    Files.writeString(folder.resolve(name), json.replace('\'', '"'));
  }

  private void failed(String failed) throws IOException {
    keep(
        "status.json",
        "{'lanes': [{'lane': 'pretrain', 'more': 1, 'failed': %s}]}".formatted(failed));
  }

  private Speeder.Ran bisect(String... ends) {
    var all = new ArrayList<>(List.of("bisect", "--manifest", farm.manifest, "--run", "exit 1"));
    all.addAll(List.of("--mix", farm.speeder.at("mix"), "--log", farm.speeder.at("log")));
    all.addAll(List.of(ends));
    return farm.speeder.json(all.toArray(String[]::new));
  }

  private static void finds(Speeder.Ran ran) {
    var answer = ran.ends(0).document();
    assertEquals("cite", answer.get("found").get("source").asString());
    assertEquals(GOOD, answer.get("good").asString());
    assertEquals(BAD, answer.get("bad").asString());
  }

  @Test
  void a_lanes_failed_release_and_its_last_good_one_are_the_ends() throws IOException {
    var ran = bisect("--lane", "pretrain", "--server", "http://127.0.0.1:7");
    finds(ran.says(BAD + " failed at main: 5 % errors. Good: " + GOOD));
    assertEquals(
        """
        status pretrain --server http://127.0.0.1:7 --json
        release %s --snapshot --server http://127.0.0.1:7 --json
        release %s --snapshot --server http://127.0.0.1:7 --json
        """
            .formatted(GOOD, BAD),
        Files.readString(folder.resolve("asked")));
  }

  @Test
  void releases_may_stand_in_place_of_files_and_beside_them() {
    finds(bisect(GOOD, BAD));
    var mixed = bisect(farm.speeder.at(GOOD + ".json"), BAD).ends(0).document();
    assertEquals(BAD, mixed.get("bad").asString());
  }

  @Test
  void whoever_finds_it_in_a_release_is_told_how_to_take_it_back() {
    var text = farm.speeder.run("bisect", GOOD, BAD, "--manifest", farm.manifest).ends(0).out();
    assertTrue(text.contains("speeder bad cite " + farm.head(farm.cite)), text);
  }

  @Test
  void what_the_server_refuses_is_told_in_its_words() {
    var problem = bisect("r-000000000000", BAD).ends(2).says("No.").document();
    assertEquals("no-such-release", problem.get("code").asString());
    assertEquals("Look.", problem.get("remedy").asString());
  }

  @Test
  void a_lane_where_nothing_failed_or_nothing_is_good_says_so() throws IOException {
    failed("{'release': '%s', 'sentence': 'It failed.', 'remedy': 'Name one.'}".formatted(BAD));
    var none = bisect("--lane", "pretrain").ends(1).says("No release before it").document();
    assertEquals("Name one.", none.get("remedy").asString());
    keep("status.json", "{'lanes': [{'lane': 'pretrain'}]}");
    bisect("--lane", "pretrain").ends(1).says("No release of pretrain failed");
  }

  @Test
  void an_answer_that_is_none_and_a_launcher_that_is_not_there_are_told() throws IOException {
    bisect("--lane", "elsewhere").ends(3).says("cannot be read").says("expected JSON");
    Files.delete(folder.resolve("speeder"));
    bisect(GOOD, BAD).ends(3).says("could not be run");
  }

  @Test
  void either_two_ends_or_a_lane_are_named() {
    bisect().ends(2).says("between two snapshots");
    bisect(GOOD).ends(2).says("between two snapshots");
    bisect(GOOD, BAD, "--lane", "pretrain").ends(2).says("between two snapshots");
    bisect("nothing.json", BAD).ends(2).says("no file nothing.json");
  }
}
