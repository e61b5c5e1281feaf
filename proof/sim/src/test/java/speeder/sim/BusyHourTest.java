package speeder.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import speeder.core.candidate.Candidate;
import speeder.core.rollout.RolloutFact;
import speeder.core.rollout.Step;
import speeder.core.value.ReleaseId;
import speeder.core.world.Fact;
import speeder.engine.codec.FactCodec;
import speeder.engine.port.Entry;
import speeder.engine.port.PortFailure;

/// 500 commits in an hour on a lane that follows each: nothing piles up, and each commit is served,
/// or a later one in its stead.
class BusyHourTest {
  private static final int COMMITS = 500;
  private static final int SECONDS = 3_600;
  private static final Duration BAKE = Duration.ofSeconds(2);
  private static final Duration WINDOW = Duration.ofSeconds(6);

  /// A rollout that has just begun, and the next: three stages to bake each, and the way there.
  private static final Duration LONGEST = Duration.ofSeconds(30);

  /// One that is looked at by the gate or waits to set out, and one in its stead.
  private static final int CANDIDATES_MAX = 2;

  private final Sim sim = new Sim(Faults.none(), Mutant.NONE);
  private final List<Instant> landed = new ArrayList<>();

  @Test
  void each_commit_is_served_or_superseded_and_nothing_piles_up() throws PortFailure {
    sim.ask(Manifests.adopt(BAKE, WINDOW, 3, List.of("here")));
    for (long wait : waits()) {
      sim.pass(Duration.ofMillis(wait));
      landed.add(sim.agenda.instant());
      sim.commit("commit " + landed.size(), Quality.GOOD);
      assertNothingPilesUp();
    }
    sim.rest();
    assertEachIsServed(served());
  }

  /// Times between commits: at random, an hour in all.
  private static List<Long> waits() {
    var random = new Random(Seeds.spread(500, 0));
    var at = random.ints(COMMITS, 0, SECONDS * 1_000).sorted().toArray();
    var waits = new ArrayList<Long>();
    for (int each = 0; each < COMMITS; each++) {
      waits.add((long) at[each] - (each == 0 ? 0 : at[each - 1]));
    }
    return waits;
  }

  private void assertNothingPilesUp() {
    var world = sim.world();
    long open = world.candidates().byId().values().stream().filter(BusyHourTest::isOpen).count();
    assertTrue(open <= CANDIDATES_MAX, () -> "open: " + world.candidates().byId().values());
    long moving =
        world.rollouts().open(Manifests.LANE).stream().filter(it -> it.isMoving()).count();
    assertTrue(moving <= 1, () -> "moving: " + world.rollouts().open(Manifests.LANE));
  }

  private static boolean isOpen(Candidate candidate) {
    return !candidate.state().isEnd();
  }

  /// When main got which commit, by its number.
  private record Served(int commit, Instant at) {}

  private List<Served> served() throws PortFailure {
    var line = sim.town.commits();
    var releases = new HashMap<Long, ReleaseId>();
    var served = new ArrayList<Served>();
    for (var entry : entries()) {
      switch (FactCodec.decode(entry)) {
        case Fact.OfRollout(RolloutFact.Began it) -> releases.put(entry.offset(), it.release());
        case Fact.OfRollout(RolloutFact.Stepped it) when it.step() == Step.PASS_LAST -> {
          var release = Objects.requireNonNull(releases.get(it.rollout()));
          served.add(new Served(line.indexOf(sim.town.commit(release)), entry.time()));
        }
        default -> {}
      }
    }
    return served;
  }

  private List<Entry> entries() {
    var all = new ArrayList<Entry>();
    while (all.size() < sim.town.journal.last()) {
      all.addAll(sim.town.journal.read(all.size() + 1L, Integer.MAX_VALUE));
    }
    return all;
  }

  private void assertEachIsServed(List<Served> served) {
    assertEquals(COMMITS - 1, served.getLast().commit(), "what main serves in the end");
    var longest = Duration.ZERO;
    int itself = 0;
    for (int commit = 0; commit < COMMITS; commit++) {
      int number = commit;
      var by = served.stream().filter(it -> it.commit() >= number).findFirst().orElseThrow();
      var took = Duration.between(landed.get(commit), by.at());
      if (took.compareTo(longest) > 0) longest = took;
      if (by.commit() == commit) itself++;
    }
    System.out.printf(
        "%d commits in an hour: %d served, %d superseded, %d rollouts, %d ms at most%n",
        COMMITS, itself, COMMITS - itself, served.size(), longest.toMillis());
    assertTrue(longest.compareTo(LONGEST) <= 0, longest.toString());
  }
}
