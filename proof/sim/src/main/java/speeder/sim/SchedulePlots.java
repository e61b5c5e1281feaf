package speeder.sim;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import speeder.core.rollout.Rollout;
import speeder.core.schedule.HoldFile;
import speeder.core.schedule.Reach;
import speeder.core.world.ScheduleAsk;
import speeder.sim.Plots.Beat;

/// What people do about when things move.
final class SchedulePlots {
  /// After which what was told late is known, too.
  static final Duration A_WHILE = Server.LATE.plusSeconds(15);

  private SchedulePlots() {}

  static Beat drawn(Random random, String lane) {
    return switch (random.nextInt(4)) {
      case 0 -> someHold(random, reach(random, lane));
      case 1 -> Plots.asks(new ScheduleAsk.Lift(reach(random, lane)));
      case 2 -> holdFile(Optional.of(new HoldFile("a look", random.nextInt(4) == 0)));
      default -> holdFile(Optional.empty());
    };
  }

  /// The file comes before the rollout begins, and is a fact after it has begun.
  static void heldByFile(Sim sim) {
    sim.commit("file", Quality.GOOD);
    sim.holdFile(Optional.of(new HoldFile("a look", false)));
    sim.pass(A_WHILE);
    boolean known = sim.invariants.world().schedule().holds().file().isPresent();
    Broken.unless(known, "the hold file is no fact after a while");
    sim.holdFile(Optional.empty());
  }

  static void heldForATime(Sim sim) {
    var until = Optional.of(sim.agenda.instant().plus(A_WHILE));
    sim.ask(new ScheduleAsk.Hold(Reach.target("here"), "a look", false, until));
    sim.commit("time", Quality.GOOD);
    sim.pass(A_WHILE.plusSeconds(10));
  }

  static void frozenWhileItFails(Sim sim) {
    sim.commit("frozen", Quality.BREAKS_IN_WINDOW);
    sim.until(() -> Plots.newest(sim).filter(it -> isBadAtMain(sim, it)).isPresent());
    sim.ask(new ScheduleAsk.Hold(Reach.ALL, "a look", true, Optional.empty()));
    sim.pass(A_WHILE);
    sim.ask(new ScheduleAsk.Lift(Reach.ALL));
  }

  private static boolean isBadAtMain(Sim sim, Rollout rollout) {
    return rollout.reachedMain() && sim.town.quality(rollout.release()) == Quality.BREAKS_IN_WINDOW;
  }

  private static Reach reach(Random random, String lane) {
    return switch (random.nextInt(4)) {
      case 0 -> Reach.ALL;
      case 1 -> Reach.target(Plots.target(random));
      case 2 -> Reach.source(Manifests.SOURCE);
      default -> Reach.lane(lane);
    };
  }

  /// Some end by themselves, some stop going back, too.
  private static Beat someHold(Random random, Reach reach) {
    boolean frozen = random.nextInt(3) == 0;
    boolean ends = random.nextBoolean();
    var span = Duration.ofSeconds(1 + random.nextInt(600));
    return Plots.beat(
        "hold " + reach,
        sim -> {
          var until =
              ends ? Optional.of(sim.agenda.instant().plus(span)) : Optional.<Instant>empty();
          sim.ask(new ScheduleAsk.Hold(reach, "a look", frozen, until));
        });
  }

  private static Beat holdFile(Optional<HoldFile> file) {
    return Plots.beat("hold file " + file.isPresent(), sim -> sim.holdFile(file));
  }
}
