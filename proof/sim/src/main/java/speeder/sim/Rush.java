package speeder.sim;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import speeder.core.lock.Sight;

/// Many clients that ask for locks again and again while releases go out, others deploy and servers
/// die: what [LockPromises] says holds all the while, and everybody comes to an end.
final class Rush {
  private static final Duration DEPLOYS = Duration.ofMinutes(10);
  private static final int CLIENTS = 200;
  private static final Duration BAKE = Duration.ofSeconds(2);
  private static final Duration PAUSE_MAX = Duration.ofMinutes(2);

  /// How many requests come between two commits.
  private static final int BETWEEN_COMMITS = 100;

  private final Random random;
  private final Sim sim;
  private int left;

  private Rush(long seed, int requests) {
    this.random = new Random(Seeds.spread(seed, 2));
    this.sim = new Sim(Faults.rare(seed), Mutant.NONE);
    this.left = requests;
  }

  /// What came of it.
  record Story(
      long asked,
      long granted,
      long left,
      List<Duration> waits,
      long acts,
      int servers,
      int turns) {
    private Duration waited(double share) {
      return waits.get((int) Math.min(waits.size() - 1, share * waits.size()));
    }

    @Override
    public String toString() {
      return "%d requests of %d clients: %d granted, %d left before; waits p50 %d s, p99 %d s, max %d s; %d acts under a number, %d servers, %d turns"
          .formatted(
              asked,
              CLIENTS,
              granted,
              left,
              waited(0.5).toSeconds(),
              waited(0.99).toSeconds(),
              waited(1).toSeconds(),
              acts,
              servers,
              turns);
    }
  }

  /// @throws Broken where a promise was not kept
  static Story of(long seed, int requests) {
    return new Rush(seed, requests).told();
  }

  private Story told() {
    sim.ask(Manifests.adopt(BAKE, BAKE, 3, List.of("here", "there")));
    sim.commit("first", Quality.GOOD);
    sim.rest();
    for (int each = 0; each < CLIENTS; each++) sim.agenda.in(pause(), this::ask);
    while (left > 0 || !sim.tools.areGone()) sim.agenda.next();
    sim.end();
    var locks = sim.invariants.locks;
    return new Story(
        locks.asks(),
        locks.grants(),
        locks.leaves(),
        locks.waits(),
        locks.acts(),
        sim.servers(),
        sim.turns());
  }

  private void ask() {
    if (left == 0) {
      LockPlots.shows(Sight.still(Optional.empty())).on(sim);
      return;
    }
    left--;
    sim.tools.send(LockPlots.errand(random), () -> sim.agenda.in(pause(), this::ask));
    if (left % BETWEEN_COMMITS == 0) sim.commit("commit-" + left, Quality.GOOD);
    if (left % BETWEEN_COMMITS == BETWEEN_COMMITS / 2) others();
  }

  /// Whoever deploys the other lane begins, and ends after a while, whoever waits for it.
  private void others() {
    LockPlots.shows(Sight.moves("a deployer", "train")).on(sim);
    sim.agenda.in(DEPLOYS, () -> LockPlots.shows(Sight.still(Optional.of("wmf.8"))).on(sim));
  }

  private Duration pause() {
    return Duration.ofMillis(random.nextLong(PAUSE_MAX.toMillis()));
  }
}
