package speeder.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import speeder.core.value.ReleaseId;

class ManyCommitsTest {
  private static final int COMMITS = 500;
  private static final int LOOKS = 6;
  private static final Duration BETWEEN_LOOKS = Duration.ofHours(1).dividedBy(COMMITS * LOOKS);
  private static final Duration BAKE = Duration.ofSeconds(2);
  private static final Duration WINDOW = Duration.ofMinutes(2);

  private final Sim sim = new Sim(Faults.none(), Mutant.NONE);
  private final Set<ReleaseId> served = new HashSet<>();

  /// What [Invariants] says of piling up and of what is superseded holds all the while. The line of
  /// commits has no side branches: once the newest is served, each other was served or superseded.
  @Test
  void of_500_commits_in_an_hour_each_is_served_or_superseded() {
    sim.ask(Manifests.adopt(BAKE, WINDOW, 3, List.of("here")));
    for (int each = 1; each <= COMMITS; each++) {
      sim.commit("commit-" + each, Quality.GOOD);
      for (int look = 0; look < LOOKS; look++) look();
    }
    sim.rest();
    var last = serving();
    served.add(last);
    System.out.printf(
        "%d commits in an hour: %d served, %d superseded, %d facts%n",
        COMMITS, served.size(), COMMITS - served.size(), sim.invariants.facts());
    assertTrue(sim.town.is(last, "commit-" + COMMITS));
    assertTrue(served.size() > 20, "the lane goes on while commits come: " + served.size());
    assertEquals(Set.of(), unsettled(), "nothing is left over");
  }

  private void look() {
    sim.pass(BETWEEN_LOOKS);
    sim.invariants.world().rollouts().serving(Manifests.LANE).ifPresent(served::add);
  }

  private ReleaseId serving() {
    return sim.world().rollouts().serving(Manifests.LANE).orElseThrow();
  }

  private Set<Long> unsettled() {
    var open = new HashSet<Long>();
    sim.world().candidates().byId().values().stream()
        .filter(it -> !it.state().isEnd())
        .forEach(it -> open.add(it.id()));
    return open;
  }
}
