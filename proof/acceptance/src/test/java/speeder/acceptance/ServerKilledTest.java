package speeder.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import speeder.api.ApiFailure;
import speeder.api.Command;
import speeder.api.SpeederClient;
import speeder.demo.Browser;

/// The server is killed as soon as each fact of a rollout, and of a rollback, is seen. Traffic goes
/// on, and after the restart it ends as it should.
class ServerKilledTest {
  private static final int SAMPLE = 4;

  @TempDir Path folder = Path.of("");

  @Test
  void a_rollout_ends_as_it_should_whenever_the_server_is_killed() throws Exception {
    try (var farm = SmallFarm.serving(folder);
        var load = Load.on(farm.edge(), SmallFarm.HOST, "/cgi-bin/page")) {
      long from = farm.client().status().offset() + 1;
      committed(farm, "lib clean");
      int facts = farm.facts(from).size();
      for (int step : Counts.of("kill -9 in a rollout, steps", facts, SAMPLE)) {
        rolloutKilledAt(farm, step);
      }
      assertUnnoticed(farm, load);
    }
  }

  @Test
  void a_rollback_ends_as_it_should_whenever_the_server_is_killed() throws Exception {
    try (var farm = SmallFarm.serving(folder);
        var load = Load.on(farm.edge(), SmallFarm.HOST, "/cgi-bin/page")) {
      committed(farm, "lib two");
      int facts = rollback(farm);
      for (int step : Counts.of("kill -9 in a rollback, steps", facts, SAMPLE)) {
        rollbackKilledAt(farm, step);
      }
      assertUnnoticed(farm, load);
    }
  }

  private static void committed(SmallFarm farm, String word) throws Exception {
    var before = farm.lane().serving().orElseThrow();
    farm.site.say(word);
    farm.servesOtherThan(before);
    farm.atRest();
  }

  private static void rolloutKilledAt(SmallFarm farm, int step) throws Exception {
    var before = farm.lane().serving().orElseThrow();
    long at = farm.client().status().offset() + 1 + step;
    var fact = Sighting.of(farm.client(), at, at, _ -> false);
    farm.site.say("lib " + step);
    fact.await();
    var containers = Containers.ready(farm.data);
    farm.kill();
    farm.start();
    assertTrue(fact.lastBeforeTheNext(farm.facts(at)) >= at, "a fact that was seen is lost");
    farm.servesOtherThan(before);
    farm.atRest();
    assertFoundAgain(farm, containers, before);
    assertEquals("lib " + step, word(farm), "what main serves after a kill at step " + step);
  }

  /// Goes back and lifts the hold; says how many facts going back took.
  private static int rollback(SmallFarm farm) throws Exception {
    long from = farm.client().status().offset() + 1;
    var before = farm.lane().serving().orElseThrow();
    farm.client().command(Command.onLane(SmallFarm.id(), Command.ROLLBACK, SmallFarm.LANE));
    farm.servesOtherThan(before);
    farm.atRest();
    int facts = farm.facts(from).size();
    farm.client().command(Command.onLane(SmallFarm.id(), Command.LIFT, SmallFarm.LANE));
    return facts;
  }

  private static void rollbackKilledAt(SmallFarm farm, int step) throws Exception {
    committed(farm, "lib again " + step);
    var before = farm.lane().serving().orElseThrow();
    var wanted = farm.lane().backTo().orElseThrow();
    long at = farm.client().status().offset() + 1 + step;
    var fact = Sighting.of(farm.client(), at, at, _ -> false);
    var command = Command.onLane(SmallFarm.id(), Command.ROLLBACK, SmallFarm.LANE);
    ask(farm.client(), command);
    fact.await();
    var containers = Containers.ready(farm.data);
    farm.kill();
    farm.start();
    assertTrue(fact.lastBeforeTheNext(farm.facts(at)) >= at, "a fact that was seen is lost");
    ask(farm.client(), command);
    assertEquals(wanted, farm.servesOtherThan(before), "where it went back to");
    farm.atRest();
    assertFoundAgain(farm, containers, wanted);
    farm.client().command(Command.onLane(SmallFarm.id(), Command.LIFT, SmallFarm.LANE));
  }

  /// The reply may be lost with the server; the same id asks for the same thing.
  private static void ask(SpeederClient client, Command command) throws ApiFailure {
    try {
      client.command(command);
    } catch (ApiFailure lost) {
      if (lost.problem().status() != 0) throw lost;
    }
  }

  /// A container that stood is found, not started a second time: it is the same process.
  private static void assertFoundAgain(
      SmallFarm farm, Map<String, Containers.Running> before, String release) throws Exception {
    var after = Containers.ready(farm.data);
    var stood = before.keySet().stream().filter(it -> it.endsWith("/" + release)).toList();
    assertFalse(stood.isEmpty(), "containers of " + release + " before: " + before);
    assertTrue(after.keySet().containsAll(stood), () -> before + " stood, there are " + after);
    after.keySet().retainAll(before.keySet());
    for (var slot : after.keySet()) {
      assertEquals(before.get(slot), after.get(slot), "the process of " + slot + " afterwards");
    }
  }

  private static String word(SmallFarm farm) throws Exception {
    try (var browser = new Browser(farm.edge(), SmallFarm.HOST)) {
      return browser.get("/cgi-bin/page").body().lines().toList().get(1);
    }
  }

  private static void assertUnnoticed(SmallFarm farm, Load load) throws Exception {
    load.goesOn(20);
    assertEquals(List.of(), load.bad(), "what people noticed of it");
    var main = SmallFarm.LANE + "/main";
    var served = reachedMain(farm);
    var strange =
        load.seen().stream()
            .filter(it -> it.stage().equals(main) && !served.contains(it.release()))
            .toList();
    assertEquals(List.of(), strange, "answers on main by a release that never got there");
    assertTrue(load.seen().size() > 100, "a load of " + load.seen().size() + " requests");
  }

  private static Set<String> reachedMain(SmallFarm farm) throws Exception {
    var releases = new HashSet<String>();
    for (var rollout : farm.client().rollouts(SmallFarm.LANE).rollouts()) {
      if (rollout.exposed().containsKey("main")) releases.add(rollout.release());
    }
    return releases;
  }
}
