package speeder.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import speeder.acceptance.SharedFarm.Member;
import speeder.api.ApiFailure;
import speeder.api.Command;
import speeder.api.Event;
import speeder.demo.Browser;
import speeder.kit.postgres.Postgres;

/// Real servers over a real PostgreSQL: whatever becomes of the one that leads, another takes over,
/// no rollout is doubled and no fact is lost.
class SeveralServersTest {
  private static final int KILLS = 100;
  private static final int SAMPLE = 3;

  /// Facts of a rollout, roughly.
  private static final int FACTS = 30;

  private static final int ASKED_MAX = 20_000;
  private static final Pattern RELEASE = Pattern.compile("\"release\":\"([^\"]+)\"");

  private static final Takeovers TAKEOVERS = new Takeovers();

  @TempDir Path folder = Path.of("");

  /// The kind of every fact that anybody saw, by offset.
  private final Map<Long, String> seen = new ConcurrentSkipListMap<>();

  @AfterAll
  static void print() {
    TAKEOVERS.print();
  }

  @Test
  void the_leader_is_killed_again_and_again_while_it_rolls_out() throws Exception {
    try (var postgres = Postgres.start();
        var shared = SharedFarm.serving(folder, postgres, 2);
        var load = Load.on(edge(shared), SmallFarm.HOST, "/cgi-bin/page")) {
      for (int round : Counts.of("kill -9 of the leader in a rollout", KILLS, SAMPLE)) {
        killed(shared, round);
      }
      assertNothingLostOrDoubled(shared);
      load.goesOn(20);
      assertEquals(List.of(), load.bad(), "what people noticed of it");
    }
  }

  private void killed(SharedFarm shared, int round) throws Exception {
    var before = shared.lane().serving().orElseThrow();
    var leader = shared.leader();
    var now = sees(leader, new Random(round).nextInt(FACTS));
    shared.farm.site.say("killed " + round);
    now.await();
    long began = System.nanoTime();
    leader.process().kill();
    shared.leaderAfter(leader);
    TAKEOVERS.add("kill -9", began);
    shared.start(leader);
    shared.servesOtherThan(before);
    shared.atRest();
    now.lastBeforeTheNext(shared.facts());
    assertEquals("killed " + round, word(shared));
  }

  @Test
  void a_leader_that_ends_or_is_cut_off_from_the_store_is_succeeded() throws Exception {
    try (var postgres = Postgres.start();
        var shared = SharedFarm.serving(folder, postgres, 2)) {
      stopped(shared);
      cutOff(shared);
      assertNothingLostOrDoubled(shared);
    }
  }

  private void stopped(SharedFarm shared) throws Exception {
    var before = shared.lane().serving().orElseThrow();
    var leader = shared.leader();
    var now = sees(leader, 5);
    shared.farm.site.say("stopped");
    now.await();
    long began = System.nanoTime();
    leader.process().stop();
    shared.leaderAfter(leader);
    TAKEOVERS.add("SIGTERM, to its end and on", began);
    shared.start(leader);
    shared.servesOtherThan(before);
    shared.atRest();
  }

  private void cutOff(SharedFarm shared) throws Exception {
    var before = shared.lane().serving().orElseThrow();
    var leader = shared.leader();
    var now = sees(leader, 5);
    shared.farm.site.say("cut off");
    now.await();
    long began = System.nanoTime();
    leader.wire.cut();
    var next = shared.leaderAfter(leader);
    TAKEOVERS.add("network cut", began);
    assertFalse(leader.leads(), "two lead");
    assertTrue(leader.process().isAlive(), "it ended itself: " + shared.said());
    shared.servesOtherThan(before);
    shared.atRest();
    leader.wire.mend();
    Await.until("it follows: " + shared.said(), () -> follows(leader, next));
  }

  private static boolean follows(Member server, Member leader) throws ApiFailure {
    return server.health().server().leader().filter(leader.name::equals).isPresent();
  }

  @Test
  void what_a_follower_is_asked_the_leader_does_in_the_same_name_and_once() throws Exception {
    try (var postgres = Postgres.start();
        var shared = SharedFarm.serving(folder, postgres, 2)) {
      var leader = shared.leader();
      var follower = shared.members.stream().filter(it -> it != leader).findFirst().orElseThrow();
      assertTrue(follows(follower, leader));
      var hold = Command.onLane(SmallFarm.id(), Command.HOLD, SmallFarm.LANE);
      var command = hold.because("to see who hears it");
      var accepted = follower.client().command(command);
      var fact = fact(follower, accepted.accepted());
      assertEquals("schedule.held", fact.kind());
      assertEquals(command.id(), fact.cause());
      assertEquals("operator", fact.actor());

      leader.process().kill();
      shared.leaderAfter(leader);
      assertEquals(accepted, shared.leader().client().command(command), "the first reply again");
      shared.start(leader);
      assertNothingLostOrDoubled(shared);
    }
  }

  @Test
  void servers_whose_clocks_are_wrong_by_an_hour_decide_by_the_stores() throws Exception {
    try (var postgres = Postgres.start();
        var shared = SharedFarm.empty(folder, postgres)) {
      var early = shared.member("early", wrongBy("-PT1H"));
      var late = shared.member("late", wrongBy("PT1H"));
      var began = Instant.now();
      shared.start(late);
      shared.start(early);
      shared.deploy();
      overtaken(shared, late, early);
      overtaken(shared, early, late);
      assertNothingLostOrDoubled(shared);
      for (var fact : shared.facts()) {
        assertTrue(fact.at().isAfter(began.minusSeconds(1)), "too early: " + fact);
        assertTrue(fact.at().isBefore(Instant.now().plusSeconds(1)), "too late: " + fact);
      }
    }
  }

  private static List<String> wrongBy(String duration) {
    return List.of("env", "JAVA_TOOL_OPTIONS=-Dspeeder.clock-wrong-by=" + duration);
  }

  private void overtaken(SharedFarm shared, Member leader, Member next) throws Exception {
    assertEquals(leader, shared.leader());
    var before = shared.lane().serving().orElseThrow();
    var now = sees(leader, 8);
    shared.farm.site.say("by " + next.name);
    now.await();
    long began = System.nanoTime();
    leader.process().kill();
    assertEquals(next, shared.leaderAfter(leader));
    TAKEOVERS.add("kill -9, clocks two hours apart", began);
    shared.servesOtherThan(before);
    shared.atRest();
    shared.start(leader);
  }

  @Test
  void a_full_disk_of_the_store_stops_all_and_nothing_is_lost_once_there_is_room()
      throws Exception {
    var disk = Files.createTempDirectory("speeder-full");
    Files.setPosixFilePermissions(disk, PosixFilePermissions.fromString("rwxr-xr-x"));
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=128m", "tmpfs", disk.toString()) == 0,
        "SKIPPED: cannot mount a tmpfs here (needs root)");
    try {
      fullDisk(disk);
    } finally {
      run("umount", disk.toString());
      Files.deleteIfExists(disk);
    }
  }

  private void fullDisk(Path disk) throws Exception {
    try (var postgres = Postgres.start(Files.createDirectory(disk.resolve("database")));
        var shared = SharedFarm.serving(folder, postgres, 2)) {
      var before = shared.lane().serving().orElseThrow();
      fill(disk.resolve("ballast"));
      refusedForLackOfRoom(shared);
      var leader = shared.leader();
      shared.farm.site.say("disk full");
      leader.process().kill();
      Files.delete(disk.resolve("ballast"));
      postgres.revive();
      long began = System.nanoTime();
      shared.leaderAfter(leader);
      TAKEOVERS.add("kill -9 on a full disk, from room on", began);
      shared.start(leader);
      shared.servesOtherThan(before);
      shared.atRest();
      assertEquals("disk full", word(shared));
      assertNothingLostOrDoubled(shared);
    }
  }

  /// Asks until there is no room for what it leads to.
  private void refusedForLackOfRoom(SharedFarm shared) throws Exception {
    var client = shared.leader().client();
    for (int i = 0; i < ASKED_MAX; i++) {
      var ask = i % 2 == 0 ? Command.HOLD : Command.LIFT;
      try {
        var accepted =
            client.command(Command.onLane(SmallFarm.id(), ask, "train").because("room?"));
        seen.put(accepted.accepted(), "schedule." + (i % 2 == 0 ? "held" : "lifted"));
      } catch (ApiFailure full) {
        assertEquals(503, full.problem().status(), full.toString());
        return;
      }
    }
    fail("the disk is not full");
  }

  /// Writes until the disk takes no more.
  private static void fill(Path file) throws IOException {
    try (var out = Files.newOutputStream(file)) {
      while (true) out.write(new byte[4096]);
    } catch (IOException full) {
      assertTrue(String.valueOf(full.getMessage()).contains("space"), full.toString());
    }
  }

  private static int run(String... command) throws Exception {
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getInputStream().readAllBytes();
    return process.waitFor();
  }

  /// Remembers what the leader tells from now on, and says when so many more facts were told.
  private Sighting sees(Member leader, int facts) throws ApiFailure {
    long from = leader.client().status().offset() + 1;
    return Sighting.of(
        leader.client(),
        from,
        from + facts,
        event -> {
          seen.put(event.offset(), event.kind());
          return true;
        });
  }

  private void assertNothingLostOrDoubled(SharedFarm shared) throws Exception {
    var facts = shared.facts();
    var kept = facts.stream().collect(Collectors.toMap(Event::offset, Event::kind));
    seen.forEach((offset, fact) -> assertEquals(fact, kept.get(offset), "fact " + offset));
    for (int i = 0; i < facts.size(); i++) {
      assertEquals(i + 1, facts.get(i).offset());
      if (i > 0) assertFalse(facts.get(i).at().isBefore(facts.get(i - 1).at()), "time goes back");
    }
    var rollouts = rollouts(facts);
    rollouts.forEach((release, times) -> assertEquals(1, times, "rollouts of " + release));
    System.out.printf(
        "several servers: %d facts, %d of them seen before, %d rollouts%n",
        facts.size(), seen.size(), rollouts.size());
  }

  /// Rollouts that began, by release.
  private static Map<String, Long> rollouts(List<Event> facts) {
    return facts.stream()
        .filter(it -> it.kind().equals("rollout.began"))
        .map(it -> RELEASE.matcher(it.body().json()))
        .filter(Matcher::find)
        .collect(Collectors.groupingBy(it -> it.group(1), TreeMap::new, Collectors.counting()));
  }

  private static Event fact(Member server, long offset) throws ApiFailure {
    return server.client().journal(offset, 1).entries().getFirst();
  }

  private static URI edge(SharedFarm shared) throws Exception {
    return URI.create(shared.leader().client().status().edge().url());
  }

  private static String word(SharedFarm shared) throws Exception {
    try (var browser = new Browser(edge(shared), SmallFarm.HOST)) {
      return browser.get("/cgi-bin/page").body().lines().toList().get(1);
    }
  }
}
