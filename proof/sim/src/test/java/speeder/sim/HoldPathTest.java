package speeder.sim;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import speeder.core.rollout.Phase;
import speeder.core.schedule.HoldFile;
import speeder.core.schedule.Reach;
import speeder.core.world.ScheduleAsk;

/// However far a rollout is, a hold stops it within [#WITHIN].
class HoldPathTest {
  private static final Duration WITHIN = Duration.ofSeconds(2);
  private static final Duration STEP = Duration.ofMillis(9);
  private static final Duration BAKE = Duration.ofMillis(200);

  @Test
  void a_hold_by_command_stops_a_rollout_at_any_moment_within_two_seconds() {
    stopsAtAnyMoment(
        "command",
        sim -> sim.ask(new ScheduleAsk.Hold(Reach.ALL, "a look", false, Optional.empty())));
  }

  @Test
  void a_hold_by_file_stops_a_rollout_at_any_moment_within_two_seconds() {
    stopsAtAnyMoment("file", sim -> sim.holdFile(Optional.of(new HoldFile("a look", false))));
  }

  private static void stopsAtAnyMoment(String by, Consumer<Sim> hold) {
    var longest = Duration.ZERO;
    var whole = served(Duration.ofDays(1), _ -> {});
    for (var at = Duration.ZERO; at.compareTo(whole) < 0; at = at.plus(STEP)) {
      var took = served(at, hold);
      if (took.compareTo(longest) > 0) longest = took;
    }
    System.out.printf("a hold by %s: %d ms at most%n", by, longest.toMillis());
    assertTrue(longest.compareTo(WITHIN) <= 0, longest.toString());
  }

  /// Holds some time after a commit. Without a hold: how long it takes until main serves it.
  ///
  /// @return from the hold to the last container that started and the last request that moved
  private static Duration served(Duration after, Consumer<Sim> hold) {
    var sim = new Sim(Faults.none(), Mutant.NONE);
    sim.ask(Manifests.adopt(BAKE, Duration.ofSeconds(9), 3, List.of("here", "there")));
    sim.commit("one", Quality.GOOD);
    sim.rest();
    var committed = sim.agenda.instant();
    sim.commit("two", Quality.GOOD);
    if (after.compareTo(Duration.ofHours(1)) > 0) {
      sim.until(() -> sim.world().rollouts().before(Manifests.LANE).size() == 1);
      return Duration.between(committed, sim.agenda.instant());
    }
    sim.pass(after);
    var held = sim.agenda.instant();
    hold.accept(sim);
    sim.pass(Duration.ofSeconds(10));
    assertStands(sim);
    return sim.town.moves.stream()
        .filter(it -> it.isAfter(held))
        .reduce((_, later) -> later)
        .map(it -> Duration.between(held, it))
        .orElse(Duration.ZERO);
  }

  /// A flip that had begun may have been the last.
  private static void assertStands(Sim sim) {
    for (var open : sim.world().rollouts().open(Manifests.LANE)) {
      var phase = open.phase();
      assertTrue(phase == Phase.HALTED || phase == Phase.WATCHING, () -> open.toString());
    }
  }
}
