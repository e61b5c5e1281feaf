package speeder.sim;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import speeder.core.lock.Claim;
import speeder.core.lock.Sight;
import speeder.core.rollout.Phase;
import speeder.core.world.Ask;
import speeder.core.world.LockAsk;
import speeder.core.world.ScheduleAsk;
import speeder.sim.Plots.Act;
import speeder.sim.Plots.Beat;
import speeder.sim.Tools.Errand;
import speeder.sim.Tools.Temper;

/// What people and tools do with locks.
final class LockPlots {
  private static final List<String> LANES =
      List.of(Manifests.LANE, Manifests.LANE, Manifests.BY_HAND, Manifests.OTHERS);
  private static final List<String> WORK =
      List.of("pretrain", "other", "train", "backport", "security");
  private static final Duration SHORT = Duration.ofSeconds(10);
  private static final Duration LONG = Duration.ofMinutes(5);

  private LockPlots() {}

  /// Each once, at rest after it.
  static List<Beat> each() {
    return List.of(
        new Beat("steps aside", LockPlots::stepsAside),
        new Beat("a tool dies", LockPlots::dies),
        new Beat("others deploy", LockPlots::othersDeploy),
        new Beat("back takes the lock", LockPlots::backTakesTheLock),
        new Beat("lift after it", sim -> sim.ask(ScheduleAsk.Lift.lane(Manifests.LANE))));
  }

  private static void stepsAside(Sim sim) {
    sim.commit("aside", Quality.GOOD);
    sim.until(() -> isJudged(sim));
    sim.tools.send(Errand.of(Manifests.OTHERS, "train", SHORT, Temper.PLAIN));
    sim.pass(SHORT);
  }

  private static boolean isJudged(Sim sim) {
    return sim.world()
        .rollouts()
        .newest(Manifests.LANE)
        .filter(it -> it.phase() == Phase.JUDGING)
        .isPresent();
  }

  private static void dies(Sim sim) {
    sim.tools.send(Errand.of(Manifests.LANE, "pretrain", SHORT, Temper.DIES));
    sim.tools.send(Errand.of(Manifests.LANE, "pretrain", LONG, Temper.STUBBORN));
    sim.pass(LockPromises.SILENT_MAX.plusSeconds(5));
    sim.tools.send(Errand.of(Manifests.OTHERS, "security", SHORT, Temper.PLAIN));
  }

  private static void othersDeploy(Sim sim) {
    shows(Sight.moves("a deployer", "train")).on(sim);
    sim.pass(Duration.ofSeconds(30));
    sim.commit("waits for others", Quality.GOOD);
    sim.pass(Duration.ofSeconds(30));
    shows(Sight.still(Optional.of("wmf.8"))).on(sim);
  }

  private static void backTakesTheLock(Sim sim) {
    sim.tools.send(Errand.of(Manifests.LANE, "pretrain", LONG, Temper.STUBBORN));
    sim.pass(SHORT);
    sim.ask(new Ask.Rollback(Manifests.LANE, Optional.empty()));
    sim.pass(Duration.ofMillis(100));
  }

  /// What others show of their lane.
  static Act shows(Sight sight) {
    return sim -> {
      sim.note("others show: " + sight);
      sim.town.others.shows(Manifests.HOW, sight);
    };
  }

  static Beat drawn(Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> sight(random);
      case 1 -> breaks(random.nextInt(1_000));
      default -> tool(random);
    };
  }

  private static Beat tool(Random random) {
    var errand = errand(random);
    return new Beat(errand.toString(), sim -> sim.tools.send(errand));
  }

  static Errand errand(Random random) {
    var target = random.nextInt(3) == 0 ? "here" : Claim.ALL;
    var tempers = Temper.values();
    return new Errand(
        LANES.get(random.nextInt(LANES.size())),
        target,
        WORK.get(random.nextInt(WORK.size())),
        random.nextInt(3) == 0 ? Optional.of(random.nextInt(1_000)) : Optional.empty(),
        Duration.ofMillis((long) Math.exp(random.nextDouble() * 12)),
        tempers[random.nextInt(tempers.length)]);
  }

  private static Beat sight(Random random) {
    var sight =
        switch (random.nextInt(3)) {
          case 0 -> Sight.moves("a deployer", "backport");
          case 1 -> Sight.unknown("no answer");
          default -> Sight.still(Optional.of("wmf.8"));
        };
    return new Beat("others show " + sight.moving(), shows(sight));
  }

  private static Beat breaks(int pick) {
    return new Beat(
        "some lock is broken",
        sim -> {
          var open = sim.world().locks().open().filter(it -> !it.isOwn()).toList();
          if (open.isEmpty()) return;
          sim.ask(new LockAsk.Break(open.get(pick % open.size()).lock(), "a look"));
        });
  }
}
