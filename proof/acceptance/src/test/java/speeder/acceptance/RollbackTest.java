package speeder.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import speeder.api.Event;

/// Going back by one command: by route where a slot stands, by a start where none does, never by a
/// build.
class RollbackTest {
  /// Until it is steady, as is stated: where slots stand, and where they are started.
  private static final Duration BY_ROUTE = Duration.ofSeconds(1);

  private static final Duration BY_START = Duration.ofSeconds(3);

  private static final String CALLED = "a person is needed: ";

  /// Releases before one falls out of the slots that are kept: serving, previous and anchor.
  private static final int RELEASES = 5;

  @TempDir Path folder = Path.of("");

  @Test
  void the_previous_release_is_back_at_once_and_an_older_one_without_a_build() throws Exception {
    try (var farm = SmallFarm.serving(folder);
        var load = Load.on(farm.edge(), SmallFarm.HOST, "/cgi-bin/page")) {
      var served = new ArrayList<>(List.of(farm.lane().serving().orElseThrow()));
      for (int i = 1; i < RELEASES; i++) {
        farm.site.say("lib " + i);
        served.add(farm.servesOtherThan(served.getLast()));
        farm.atRest();
      }
      var backTo = farm.lane().backTo().orElseThrow();
      goesBack(farm, List.of("rollback", SmallFarm.LANE), backTo, BY_ROUTE);
      var oldest = served.getFirst();
      assertEquals(
          List.of(),
          farm.client().status().slots().stream()
              .filter(it -> it.release().equals(oldest))
              .toList(),
          "slots of the oldest");
      goesBack(farm, List.of("rollback", SmallFarm.LANE, "--to", oldest), oldest, BY_START);
      assertEquals("config one\nlib one\napp one\n", farm.page(), "what the oldest one serves");
      load.goesOn(20);
      assertEquals(List.of(), load.bad(), "what people noticed of it");
    }
  }

  @Test
  void a_going_back_that_fails_stops_and_calls_a_person() throws Exception {
    try (var farm = SmallFarm.serving(folder)) {
      var first = farm.lane().serving().orElseThrow();
      farm.site.say("lib two");
      farm.servesOtherThan(first);
      farm.atRest();
      Files.createFile(farm.folder.resolve("posts/broken"));
      farm.cli("rollback", SmallFarm.LANE, "--reason", "the page is broken");
      Await.until(
          "a person is called",
          () -> farm.lane().hold().filter(it -> it.reason().startsWith(CALLED)).isPresent());
      var back = farm.atRest().rollouts().getFirst();
      assertEquals(List.of(first, "STOPPED"), List.of(back.release(), back.phase()));
    }
  }

  private static void goesBack(SmallFarm farm, List<String> command, String to, Duration stated)
      throws Exception {
    long from = farm.client().status().offset() + 1;
    var said = farm.cli(command.toArray(String[]::new));
    assertEquals(0, said.code(), said::toString);
    Await.until("main serves " + to, () -> farm.lane().serving().filter(to::equals).isPresent());
    farm.atRest();
    var facts = farm.facts(from);
    var took = Duration.between(facts.getFirst().at(), routed(facts).at());
    var steady = Duration.between(facts.getFirst().at(), facts.getLast().at());
    System.out.printf(
        "%s: by route after %d ms, verified after %d ms, stated %s%n",
        command, took.toMillis(), steady.toMillis(), stated);
    assertTrue(
        steady.compareTo(stated.multipliedBy(10)) < 0, "stated " + stated + ", came " + steady);
    assertEquals(
        List.of(),
        facts.stream().filter(it -> it.kind().startsWith("candidate.")).toList(),
        "nothing is built or gated on the way back");
    assertTrue(farm.lane().hold().isPresent(), "automation holds after going back");
  }

  private static Event routed(List<Event> facts) {
    return facts.stream()
        .filter(it -> it.kind().equals("route.in-force"))
        .findFirst()
        .orElseThrow();
  }
}
